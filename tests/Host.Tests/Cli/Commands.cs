using System.Diagnostics;
using System.Text.Json;

namespace Functional.Host.Tests;

/// <summary>What a command said and how it ended.</summary>
internal sealed record Said(int Code, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>The error lines, each without its <c>error: </c>.</summary>
    public IReadOnlyList<string> Errors => [.. Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.StartsWith("error: ", StringComparison.Ordinal) ? l[7..] : "NOT AN ERROR LINE: " + l)];
}

/// <summary>A folder of its own, and commands run in it: in this process, or as a person would in another.</summary>
internal sealed class Playground : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("functional").FullName;

    public Said Run(params string[] arguments) => Run(CancellationToken.None, arguments);

    public Said Run(CancellationToken interrupted, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = CommandLine.Run(arguments, new Shell(output, error, Folder, Interactive: false, Shell.DefaultWidth, interrupted) { SettingsFolder = Path.Combine(Folder, "settings") });
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>The same in a process of its own, with variables added to its environment.</summary>
    public Said Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Begin(environment, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    public Process Begin(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(typeof(CommandLine).Assembly.Location))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string PathOf(string run) => Path.Combine(Folder, "runs", run + ".run");

    public string HashOf(string run) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(PathOf(run))));

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A child process may still be letting go of a file; the system's temporary folder is cleaned anyway.
        }
    }
}
