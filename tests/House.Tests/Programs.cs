using System.Diagnostics;

namespace Functional.House.Tests;

/// <summary>Programs the tests start, <c>dotnet</c> among them, and what they say.</summary>
internal static class Programs
{
    /// <summary>A package there is not, a version there is not, a feed that does not answer.</summary>
    private static readonly string[] Unrestored = ["error NU1101", "error NU1102", "error NU1301"];

    /// <summary>What a build said when something it needs cannot be had here.</summary>
    public static bool IsUnrestored(string output) => Unrestored.Any(output.Contains);

    /// <summary>
    /// Starts it, waits, and returns its exit status with all it wrote. A build is told to leave the analysers out: they have been through
    /// the same sources when the tests were built, and they are most of what a build takes; and nothing is said of CI, as on a person's machine.
    /// </summary>
    public static (int Code, string Output) Run(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment["RunAnalyzers"] = "false";
        start.Environment.Remove("CI");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
