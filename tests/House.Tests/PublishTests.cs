using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Functional.House.Tests;

/// <summary>A published program is whole, in each of the ways the README names.</summary>
public sealed class PublishTests
{
    private DirectoryInfo _folder = null!;

    private string Program => Path.Combine(_folder.FullName, "program", "functional");

    [SetUp]
    public void Enter() => _folder = Directory.CreateTempSubdirectory("publish");

    [TearDown]
    public void Leave() => _folder.Delete(recursive: true);

    /// <summary>The shortcut of <c>dotnet run</c> (UpToDate.targets) must not leave the program's own assemblies behind.</summary>
    [Test]
    public void A_published_program_runs_where_it_was_put()
    {
        // Twice: the second time nothing has changed since the last build, which is when the shortcut is taken.
        foreach (var place in (string[])["first", "second"])
            Checkout.Dotnet("publish", Checkout.Host, "-c", "Release", "-o", Path.Combine(_folder.FullName, place));
        Assert.That(Run("dotnet", Path.Combine(_folder.FullName, "second", "functional.dll"), "plugins", "eval", "tanh", "--at", "0"), Does.Contain("tanh   activation"));
    }

    [Test]
    public void A_program_published_ready_to_run_runs_the_article_and_loads_a_plugin()
    {
        Publish("-p:PublishReadyToRun=true", "--no-self-contained");
        Assert.That(Run(Program), Does.Contain("AFTER 100,000 ITERATIONS"));
        Assert.That(Run(Program, "plugins", "eval", "snake", "--at", "0", "--plugin", Snake()), Does.Contain("snake"));
    }

    [Test]
    [Explicit("It takes two minutes, 3 GB of memory and a C compiler to link with.")]
    public void A_program_compiled_to_machine_code_has_the_same_bits_and_refuses_a_plugin()
    {
        Publish("-p:PublishAot=true");
        Assert.That(Run(Program), Does.Contain("AFTER 100,000 ITERATIONS"));
        Assert.That(Run(Program, "replay", "article"), Does.Contain("100,001 of 100,001 states verified"));
        Assert.That(Run(Program, "bits"), Does.Contain("Every bit equal"));
        var (code, output) = Start(Program, "plugins", "show", "snake", "--plugin", Snake());
        Assert.That(output, Does.Contain("compiled ahead of time and loads no plugins"));
        Assert.That(code, Is.EqualTo(5));
    }

    private void Publish(params string[] how)
    {
        var (code, output) = Checkout.TryDotnet(
            ["publish", Checkout.Host, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, .. how, "-o", Path.GetDirectoryName(Program)!]);
        if (code != 0 && Programs.IsUnrestored(output))
            Assert.Ignore("the compiler that works ahead of time cannot be restored here");
        Assert.That(code, Is.Zero, output);
    }

    /// <summary>The sample plugin, built.</summary>
    private string Snake()
    {
        Checkout.Dotnet("build", Path.Combine(Checkout.Root, "src", "Plugins", "Sample.Snake"), "-c", "Release", "-o", Path.Combine(_folder.FullName, "snake"));
        return Path.Combine(_folder.FullName, "snake", "Snake.dll");
    }

    private string Run(string program, params string[] arguments)
    {
        var (code, output) = Start(program, arguments);
        Assert.That(code, Is.Zero, output);
        return output;
    }

    private (int Code, string Output) Start(string program, params string[] arguments) =>
        Programs.Run(new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.FullName });
}
