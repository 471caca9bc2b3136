using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Functional.Host;

namespace Functional.House.Tests;

/// <summary>
/// <c>functional bits</c> by programs built otherwise than the one under test: in Debug as it comes, and in Release in a folder that brings
/// its own .NET, as the README says how to make it.
/// </summary>
public sealed class BitsElsewhereTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Enter() => _folder = Directory.CreateTempSubdirectory("bits");

    [TearDown]
    public void Leave() => _folder.Delete(recursive: true);

    [Test]
    public void A_debug_build_computes_the_same_bits()
    {
        var tested = typeof(CommandLine).Assembly;
        var isDebug = tested.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration == "Debug";
        HasTheSameBits("Debug", Start("dotnet", [isDebug ? tested.Location : Built("Debug"), "bits", "--json"]));
    }

    [Test]
    public void A_folder_carried_to_a_machine_without_dotnet_computes_the_same_bits()
    {
        var carried = Path.Combine(_folder.FullName, "functional");
        var (code, output) = Checkout.TryDotnet("publish", Checkout.Host, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "-o", carried);
        if (code != 0 && Programs.IsUnrestored(output))
        {
            HasTheSameBits("Release", Start("dotnet", [Built("Release"), "bits", "--json"]));
            Assert.Ignore("a Release build has the same bits, but .NET to be carried cannot be restored here");
        }

        Assert.That(code, Is.Zero, output);
        HasTheSameBits("Release", Start(Path.Combine(carried, "functional"), ["bits", "--json"], withoutDotnet: true));
    }

    private static string Built(string configuration)
    {
        Checkout.Dotnet("build", Checkout.Host, "-c", configuration);
        return Path.Combine(Checkout.Host, "bin", configuration, "net10.0", "functional.dll");
    }

    /// <summary>What a program says; an empty environment is a machine on which nothing is installed.</summary>
    private (int Code, string Output) Start(string program, string[] arguments, bool withoutDotnet = false)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.FullName };
        if (withoutDotnet)
        {
            start.Environment.Clear();
            start.Environment["PATH"] = start.Environment["DOTNET_ROOT"] = start.Environment["HOME"] = _folder.FullName;
        }

        return Programs.Run(start);
    }

    private static void HasTheSameBits(string configuration, (int Code, string Output) said)
    {
        Assert.That(said.Code, Is.Zero, said.Output);
        var answer = JsonDocument.Parse(said.Output).RootElement;
        Assert.That(answer.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("fingerprint").GetString()), Is.EqualTo(Expected()));
        Assert.That(answer.GetProperty("machine").GetProperty("build").GetString(), Is.EqualTo(configuration));
    }

    /// <summary>The text file in the checkout, not what a program has of it inside.</summary>
    private static IEnumerable<string> Expected() =>
        File.ReadLines(Path.Combine(Repository.Root, "src", "Host", "Bits", "reference.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]);
}
