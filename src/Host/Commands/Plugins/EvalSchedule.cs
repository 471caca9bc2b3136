using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>The learning rates of the first steps; for a schedule that listens, after the losses it is told.</summary>
internal static class EvalSchedule
{
    private const string Hint = "Write [loss of step 0, loss of step 1, …].";

    public static Either<Failure, IPage> Of(Made<ISchedule> made, int steps, double learningRate, Option<Spot> losses) =>
        (made.Strategy, losses.IsSome) switch
        {
            (ILossSchedule, false) => Failure.Of(ExitCode.Usage, "plugins eval", $"{made.Name} listens to the losses", "Give them with --losses FILE.json: [loss of step 0, loss of step 1, …]."),
            (ILossSchedule listening, true) => Failure.From(ExitCode.Data, InputFile.Row((Spot)losses, Hint)).Bind(heard => heard.Length >= steps - 1
                ? Right<Failure, IPage>(Page(made, Rates(listening, steps, learningRate, heard)))
                : Failure.Of(ExitCode.Data, "--losses", $"there are {Matrix.Count(heard.Length)} for {steps} steps", $"Give the loss of every step but the last: {steps - 1}.")),
            _ => Page(made, [.. Enumerable.Range(0, steps).Select(step => made.Strategy.At(step, learningRate))]),
        };

    /// <summary>The rate of a step depends on the losses before it.</summary>
    private static double[] Rates(ILossSchedule schedule, int steps, double learningRate, double[] losses)
    {
        var (rates, memory) = (new double[steps], new double[schedule.MemoryNames.Length]);
        schedule.Init(memory);
        for (var step = 0; step < steps; step++)
        {
            rates[step] = schedule.At(step, learningRate, memory);
            if (step < losses.Length)
                schedule.Observe(losses[step], memory);
        }

        return rates;
    }

    private static EvalPage Page(Made<ISchedule> made, double[] rates) =>
        EvalPage.Of(made, rates.Select((rate, step) => $"{step,8}  {NumberText.Exact(rate)}"), json => json.Reals("learningRates", rates));
}
