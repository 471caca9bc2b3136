using System.Diagnostics;

namespace Functional.House.Tests;

/// <summary>
/// A copy of the sources in a folder of its own, where tests build as whoever cloned the repository would. What one test has compiled
/// there the next need not compile again, and no build but theirs is disturbed.
/// </summary>
[SetUpFixture]
public sealed class Checkout
{
    private static DirectoryInfo _folder = null!;

    /// <summary>The root of the copy.</summary>
    public static string Root => _folder.FullName;

    /// <summary>The folder of the program's project.</summary>
    public static string Host => Path.Combine(Root, "src", "Host");

    [OneTimeSetUp]
    public void Copy()
    {
        _folder = Directory.CreateTempSubdirectory("functional-checkout");
        IEnumerable<string> settings = [.. Directory.EnumerateFiles(Repository.Root, "Directory.*"), Path.Combine(Repository.Root, "global.json"), Path.Combine(Repository.Root, ".editorconfig")];
        foreach (var file in settings.Concat(Repository.Files("src", "*")))
        {
            var copy = Path.Combine(Root, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [OneTimeTearDown]
    public void Delete() => _folder.Delete(recursive: true);

    /// <summary>Has <c>dotnet</c> do something in the copy, and fails with what it said where it could not.</summary>
    public static void Dotnet(params string[] arguments)
    {
        var (code, output) = TryDotnet(arguments);
        Assert.That(code, Is.Zero, output);
    }

    /// <summary>The same for what may fail: the exit status, and all that was said.</summary>
    public static (int Code, string Output) TryDotnet(params string[] arguments) =>
        Programs.Run(new ProcessStartInfo("dotnet", [.. arguments, "-nodeReuse:false"]) { WorkingDirectory = Root });
}
