using System.Diagnostics;
using System.Globalization;

namespace Functional.Benchmarks;

/// <summary>The most memory a process ever held that trained 784-128-10 on 60,000 rows, against what the rows alone take as doubles.</summary>
internal static class MemoryJob
{
    /// <summary>What this program is called with to become the process that is measured.</summary>
    public const string Word = "memory-of-a-training";

    public static IEnumerable<Line> Measure(Bench bench)
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet", [typeof(MemoryJob).Assembly.Location, Word]) { RedirectStandardOutput = true })!;
        var peak = double.Parse(child.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
        child.WaitForExit();
        var ratio = peak / Data.PixelBytes;
        return [new("memory of an mlp-adam epoch", "its rows as doubles", Quantity.Megabytes(peak), Quantity.Megabytes(Data.PixelBytes), Quantity.Times(ratio), "< 2.00×", ratio < 2)];
    }

    /// <summary>Trains an epoch and says how much memory the process held at most, in bytes.</summary>
    public static void Train()
    {
        var experiment = Experiments.Pixels("adam", Data.Pixels());
        Ours.Run(experiment, experiment.Initial, experiment.Batches.StepsPerEpoch, threads: 1);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(self.PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
    }
}
