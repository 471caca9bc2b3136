using System.Diagnostics;

namespace Functional.House.Tests;

/// <summary>A published program is whole: the shortcut of <c>dotnet run</c> (UpToDate.targets) must not leave its own assemblies behind.</summary>
public sealed class PublishTests
{
    [Test]
    public void A_published_program_runs_where_it_was_put()
    {
        var folder = Directory.CreateTempSubdirectory("publish");
        try
        {
            // Twice: the second time nothing has changed since the last build, which is when the shortcut is taken. Without CI, under which it never is.
            var project = Path.Combine(Repository.Root, "src", "Host");
            foreach (var place in (string[])["first", "second"])
                Run(folder.FullName, "publish", project, "-c", "Release", "-o", Path.Combine(folder.FullName, place), "-p:CI=false", "-nodeReuse:false");
            Assert.That(Run(folder.FullName, Path.Combine(folder.FullName, "second", "functional.dll"), "plugins", "eval", "tanh", "--at", "0"), Does.Contain("tanh   activation"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Run(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output + error.Result);
        return output;
    }
}
