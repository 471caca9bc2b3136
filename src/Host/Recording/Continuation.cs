using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A recorded run and what it needs to go on: everything is read before the file is written again.</summary>
/// <param name="Experiment">What trains, with the steps the whole run shall have.</param>
/// <param name="Manuscript">The file and its new header.</param>
/// <param name="State">The last recorded state.</param>
/// <param name="First">The first moment of the run.</param>
/// <param name="Last">The last one.</param>
internal sealed record Continuation(Experiment Experiment, Manuscript Manuscript, TrainingState State, Moment First, Moment Last)
{
    /// <summary>How <paramref name="run"/> goes on.</summary>
    /// <param name="run">The run; it may have ended in any way.</param>
    /// <param name="catalogue">All that can be named.</param>
    /// <param name="more">How many more steps; none: to the planned end.</param>
    /// <param name="durable">Whether each block must reach the disk.</param>
    public static Either<Failure, Continuation> Of(OpenedRun run, Catalogue catalogue, Option<long> more, bool durable) =>
        from sound in Undoubted(run)
        from steps in Steps(run.File, more)
        from document in Failure.From(ExitCode.Usage, DocumentPath.Set(run.Document, "steps", new JsonTree.Number(new("--steps"), steps)))
        from experiment in Failure.From(ExitCode.Usage, Composer.Compose(document, catalogue, run.Experiment.Prepared))
        from stamps in run.File.Stamps()
        from state in run.StateAt(run.File.Last)
        from first in run.File.MomentAt(run.File.First)
        from last in run.File.MomentAt(run.File.Last)
        let whole = experiment with { Threads = run.Experiment.Threads, Durable = durable }
        select new Continuation(whole, Manuscript.Further(run.File, stamps, whole), state, first, last);

    /// <summary>The steps of the whole run, recorded and to come.</summary>
    private static Either<Failure, long> Steps(RunFile file, Option<long> more)
    {
        var done = file.Last - file.First;
        return more.Match(
            n => n <= Composer.MaxSteps - done
                ? Right<Failure, long>(done + n)
                : Failure.Of(ExitCode.Usage, "--steps", $"{done} steps and {n} more are over {Composer.MaxSteps}", "Say fewer."),
            () => done < file.Header.Planned
                ? Right<Failure, long>(file.Header.Planned)
                : Failure.Of(ExitCode.Usage, "--steps", $"the run is at its planned end, state {file.Last}", "Say how many more: --steps 1000."));
    }

    /// <summary>
    /// Half a run by one build of a plugin and half by another would have a wrong stamp, and a log that is another file's would become part of
    /// this one: a run goes on only where nothing is in doubt.
    /// </summary>
    private static Either<Failure, Unit> Undoubted(OpenedRun run) => run.Notes.IsEmpty
        ? unit
        : Failure.From(ExitCode.RunFile, Fail<Problem, Unit>(run.Notes.Map(note => note with
        {
            Hint = $"A run goes on only where nothing is in doubt; 'functional inspect {run.File.Header.Name}' tells more, and 'functional fork {run.File.Header.Name}@{run.File.Last}' goes on in a file of its own.",
        })));
}
