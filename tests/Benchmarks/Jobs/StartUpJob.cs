using System.Diagnostics;

namespace Functional.Benchmarks;

/// <summary>From nothing to the article's result: the published program, which records every state, against a script that records none.</summary>
internal static class StartUpJob
{
    /// <summary>How the program is published, as far as its folder: README's first way, to machine code.</summary>
    private static readonly string[] Publish =
        ["publish", Path.Combine(Readme.Root, "src", "Host"), "-c", "Release", "-r", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, "-p:PublishAot=true", "-nologo", "-v", "quiet"];

    public static IEnumerable<Line> Measure(Bench bench)
    {
        var folder = Path.Combine(bench.Folder, "published");
        Seconds("dotnet", [.. Publish, "-o", folder]);
        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? "functional.exe" : "functional");
        var store = 0;
        double Ours() => Seconds(program, ["--store", Path.Combine(bench.Folder, $"store{++store}")]);
        var card = new PeerCard("NumPy script", "", "", 1, File.Exists(PeerSpec.Python) ? null : $"there is no {PeerSpec.Python}");
        return
        [
            card.Missing is null
                ? Line.Faster("start to the whole article, recorded and drawn", "NumPy script that records nothing", Interleaved.Compare(bench.Rounds, Ours, Script), 7)
                : Line.Missing("start to the whole article, recorded and drawn", card, 7),
            Line.Within("start", "functional --version", Statistics.Median(Enumerable.Range(0, bench.Rounds).Select(_ => Seconds(program, ["--version"]))), null),
        ];
    }

    private static double Script() => Seconds(PeerSpec.Python, [Path.Combine(AppContext.BaseDirectory, "Peers", "article_script.py")]);

    private static double Seconds(string program, IReadOnlyList<string> arguments)
    {
        var description = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        PeerSpec.FairBlas(description.Environment, threads: 1);
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(description)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return process.ExitCode == 0 ? seconds : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {output}{error.Result}");
    }
}
