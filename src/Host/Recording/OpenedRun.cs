using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// A recorded run that can be computed with again: its file, and the experiment composed from the document in it. Any state is
/// the nearest recorded one before it, trained on and checked against the recorded fingerprint.
/// </summary>
public sealed class OpenedRun : IDisposable
{
    private OpenedRun(RunFile file, JsonTree document, Experiment experiment, Seq<Problem> notes) => (File, Document, Experiment, Notes) = (file, document, experiment, notes);

    public RunFile File { get; }

    /// <summary>The run document, as the file has it.</summary>
    public JsonTree Document { get; }

    public Experiment Experiment { get; }

    /// <summary>What is risky in it: plugins of other builds than those it was recorded with, where a person allowed it, and the rest of <see cref="Inspection.Risks"/>.</summary>
    public Seq<Problem> Notes { get; }

    public Pipeline Pipeline => Experiment.Pipeline;

    public StateLayout Layout => Experiment.Pipeline.Layout;

    public static Either<Failure, OpenedRun> Open(Store store, Catalogue catalogue, string run, bool allowChangedPlugins = false, int threads = 0) =>
        store.Open(run).Bind(file =>
        {
            var opened = from data in file.Data()
                         from stamps in file.Stamps()
                         from notes in RecordedPlugins.Check(stamps, catalogue, allowChangedPlugins)
                         from tree in Failure.From(ExitCode.RunFile, JsonText.Parse(file.Path, System.Text.Encoding.UTF8.GetBytes(file.Header.Document)))
                         from experiment in Failure.From(notes.IsEmpty ? ExitCode.RunFile : ExitCode.Plugin, Composer.Compose(tree, catalogue, data))
                         select new OpenedRun(file, tree, experiment with { Threads = threads }, notes + Inspection.Risks(file, experiment, run));
            if (opened.IsLeft)
                file.Dispose();
            return opened;
        });

    public void Dispose() => File.Dispose();

    /// <summary>The step of <paramref name="address"/> in this run.</summary>
    public Either<Failure, long> Resolve(Address address) => address.Resolve(File.First, File.Last);

    /// <summary>S_step, whichever way it comes about; its fingerprint is the recorded one.</summary>
    public Either<Failure, TrainingState> StateAt(long step) =>
        from nearest in File.StateAtOrBefore(step, Layout)
        let state = nearest.Step == step ? nearest : Cores.With(Experiment, crew => new Timeline(Pipeline, Experiment.Batches, [nearest], crew).At(step))
        from moment in File.MomentAt(step)
        from same in state.Fingerprint == moment.Fingerprint ? Right<Failure, TrainingState>(state) : Differs(step)
        select same;

    /// <summary>Every number of the step that follows S_step; where the next state is recorded, it is the one this step leads to.</summary>
    public Either<Failure, Trace> Explain(long step) =>
        from state in StateAt(step)
        let trace = Training.Explain(Pipeline, state, Experiment.Batches.At(step))
        from same in step == File.Last
            ? Right<Failure, Trace>(trace)
            : File.MomentAt(step + 1).Bind(next => next.Fingerprint == trace.Next.Fingerprint ? Right<Failure, Trace>(trace) : Differs(step + 1))
        select same;

    internal Failure Differs(long step) => Failure.Of(
        ExitCode.Divergence, $"{File.Header.Name}@{step}", "the recomputed state does not have the recorded fingerprint",
        $"Run 'functional replay {File.Header.Name}' to find the first difference.");
}
