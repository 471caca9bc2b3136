using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Goes through a history from one step to a later one. The engine computes it again from the nearest recorded state, which is quicker than
/// reading it, and every state is compared with its recorded fingerprint: what a visitor sees is what was recorded, bit for bit.
/// </summary>
internal static class Walk
{
    /// <summary>Visits S_from … S_to in order, each with its loss and error, until the visitor has seen enough.</summary>
    /// <param name="run">The history.</param>
    /// <param name="from">The first step, one the run has.</param>
    /// <param name="to">The last step, one the run has.</param>
    /// <param name="visit">Given a state and its moment; says whether to go on.</param>
    /// <param name="interrupted">Ctrl-C.</param>
    public static Either<Failure, Unit> Over(OpenedRun run, long from, long to, Func<TrainingState, Moment, bool> visit, CancellationToken interrupted) =>
        run.File.StateAtOrBefore(from, run.Layout).Bind(start => Cores.With(run.Experiment, crew => Visit(run, start, from, to, visit, crew, interrupted)));

    private static Either<Failure, Unit> Visit(
        OpenedRun run, TrainingState start, long from, long to, Func<TrainingState, Moment, bool> visit, ICrew crew, CancellationToken interrupted)
    {
        var moments = Training.Scan(run.Pipeline, start, run.Experiment.Batches, to - start.Step, step => step >= from, crew);
        foreach (var moment in moments.SkipWhile(m => m.Step < from))
        {
            var recorded = run.File.MomentAt(moment.Step);
            if (recorded.IsLeft)
                return recorded.Map(_ => unit);
            if (recorded.Map(m => m.Fingerprint) != moment.Fingerprint)
                return run.Differs(moment.Step);
            if (interrupted.IsCancellationRequested)
                return Failure.Of(ExitCode.Interrupted, run.File.Header.Name, $"interrupted at step {moment.Step}");
            if (!visit((TrainingState)moment.State, moment))
                break;
        }

        return unit;
    }
}
