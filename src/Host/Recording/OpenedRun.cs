using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// A recorded run that can be computed with again: its file, and the experiment composed from the document in it. Any state is
/// the nearest recorded one before it, trained on and checked against the recorded fingerprint; some of those on the way stay, so that
/// the steps around it are near in both directions.
/// </summary>
public sealed class OpenedRun : IDisposable
{
    /// <summary>Bytes of states between recorded ones that stay in memory: 26 of 100,000 parameters with Adam, any number of small ones.</summary>
    internal const long NearbyBytes = 64 << 20;

    private readonly NearbyStates _nearby = new(NearbyBytes);
    private readonly Lazy<Exams> _exams;
    private long _recomputed;

    private OpenedRun(RunFile file, JsonTree document, Experiment experiment, Seq<Problem> notes) =>
        (File, Document, Experiment, Notes, _exams) = (file, document, experiment, notes, new(() => ClassReading.Exams(experiment)));

    public RunFile File { get; }

    /// <summary>The run document, as the file has it.</summary>
    public JsonTree Document { get; }

    public Experiment Experiment { get; }

    /// <summary>What is risky in it: plugins of other builds than those it was recorded with, where a person allowed it, and the rest of <see cref="Inspection.Risks"/>.</summary>
    public Seq<Problem> Notes { get; }

    public Pipeline Pipeline => Experiment.Pipeline;

    /// <summary>What any of its states can be tried on.</summary>
    public Exams Exams => _exams.Value;

    public StateLayout Layout => Experiment.Pipeline.Layout;

    /// <summary>How many steps were computed again so far to get to states that are not recorded.</summary>
    internal long Recomputed => Interlocked.Read(ref _recomputed);

    /// <summary>What the states that stay in memory take.</summary>
    internal long BytesNearby => _nearby.Bytes;

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
        File.KeptAround(step).Bind(kept => kept.At == step ? File.StateAtOrBefore(step, Layout) : Between(kept.At, kept.Next, step));

    /// <summary>A state that is not recorded. What is met on the way stays only if the end of the way is the recorded one: fingerprints chain, so then all of it is.</summary>
    private Either<Failure, TrainingState> Between(long at, long next, long step)
    {
        var way = _nearby.To(at, next, step, Layout.ByteLength);
        if (way.Base?.Step == step)
            return way.Base;
        return
            from start in way.Base is { } known ? Right<Failure, TrainingState>(known) : File.StateAtOrBefore(step, Layout)
            let met = Cores.With(Experiment, crew => Compute(start, way, crew))
            from same in Checked(met[^1])
            select Kept(way, met);
    }

    private TrainingState Kept(NearbyStates.Way way, List<TrainingState> met)
    {
        _nearby.Keep(way, [.. met.Where(s => way.Keeps(s.Step))]);
        return met[^1];
    }

    private List<TrainingState> Compute(TrainingState start, NearbyStates.Way way, ICrew crew)
    {
        var met = new List<TrainingState>();
        var engine = Training.Start(Pipeline, start, Experiment.Batches, crew);
        while (engine.StepNumber < way.Step)
        {
            engine.Step();
            if (engine.StepNumber == way.Step || way.Keeps(engine.StepNumber))
                met.Add(engine.Freeze());
        }

        Interlocked.Add(ref _recomputed, way.Step - start.Step);
        return met;
    }

    private Either<Failure, TrainingState> Checked(TrainingState state) =>
        File.MomentAt(state.Step).Bind(moment => state.Fingerprint == moment.Fingerprint ? Right<Failure, TrainingState>(state) : Differs(state.Step));

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
