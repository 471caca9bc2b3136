using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A smaller learning rate that was tried: trained from the run's first state past the step that failed.</summary>
internal static class SmallerRate
{
    /// <summary>How often the rate is divided by ten: one by one, then in leaps, for a rate that was a slip of the pen.</summary>
    private static readonly int[] Tenths = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 24, 32, 64, 128, 200, 300];

    /// <summary>A rate this far away would work and would be the wrong advice where the data are out of scale.</summary>
    private const int Near = 8;

    /// <summary>Multiplications and additions that all trials together may take: about a second.</summary>
    private const double Budget = 5e9;

    /// <summary>So many steps more than the run made.</summary>
    private const int Beyond = 10;

    /// <summary>The advice with the largest tenth of the rate that works; nothing where none does, for then the rate is not to blame.</summary>
    /// <param name="experiment">What was trained.</param>
    /// <param name="first">The state to start from.</param>
    /// <param name="failed">The step that failed.</param>
    /// <param name="onlyNear">Whether only rates up to eight tenths away are advice.</param>
    /// <param name="interrupted">Ctrl-C.</param>
    public static string? Tried(Experiment experiment, TrainingState first, long failed, bool onlyNear, CancellationToken interrupted)
    {
        var affordable = Budget / Tenths.Length / Math.Max(5e3, Cores.Work(experiment));
        var steps = (long)Math.Max(1, Math.Min(failed - first.Step + 1 + Beyond, affordable));
        foreach (var tenth in Tenths.TakeWhile(tenth => (tenth <= Near || !onlyNear) && !interrupted.IsCancellationRequested))
        {
            var rate = Tenth(experiment.Pipeline.LearningRate, tenth);
            foreach (var losses in Try(experiment, first, rate, steps))
                return $"Take a smaller learning rate: with --learning-rate {NumberText.Exact(rate)}, tried, {NumberText.Count(steps)} steps stay finite and the loss goes from {NumberText.Compact(losses.First)} to {NumberText.Compact(losses.Last)}.";
        }

        return null;
    }

    /// <summary>The advice where nothing was tried.</summary>
    public static string Untried(Experiment experiment) =>
        $"Take a smaller learning rate: --learning-rate {NumberText.Exact(Tenth(experiment.Pipeline.LearningRate, 1))}.";

    /// <summary>Divided in decimal, so that a tenth of 0.3 is 0.03.</summary>
    private static double Tenth(double rate, int times) =>
        double.Parse($"{NumberText.Exact(rate).Split('E')[0]}E{Exponent(rate) - times}", System.Globalization.CultureInfo.InvariantCulture);

    private static int Exponent(double rate) =>
        NumberText.Exact(rate).Split('E') is [_, var exponent] ? int.Parse(exponent, System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>First and last loss of a trial that stays finite and does not climb.</summary>
    private static Option<(double First, double Last)> Try(Experiment experiment, TrainingState first, double rate, long steps)
    {
        var p = experiment.Pipeline;
        return Pipeline.Create(p.Network, p.Loss, p.Optimizer, p.Schedule, rate).ToOption().Bind(pipeline => Try(pipeline, experiment.Batches, first, steps));
    }

    private static Option<(double First, double Last)> Try(Pipeline pipeline, Batches batches, TrainingState first, long steps)
    {
        var engine = Training.Start(pipeline, first, batches);
        var start = engine.Look().Loss;
        for (var i = 0L; i < steps; i++)
            if (!double.IsFinite(engine.Step().Loss))
                return None;
        var end = engine.Look().Loss;
        return double.IsFinite(end) && end <= start && NonFinite.In(pipeline.Layout, engine).IsNone ? Some((start, end)) : None;
    }
}
