using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using Microsoft.Data.Sqlite;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// A recorded run, opened to read. Opening checks that the file is ours and whole in its outline; every number is checked when it is
/// read. Nothing is ever written to it. Several threads may read at once: rows are fetched one after the other, and what was read is
/// never changed.
/// </summary>
public sealed class RunFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly RunRows _rows;

    private RunFile(string path, SqliteConnection connection, RunHeader header, long first, long last) =>
        (Path, _connection, Header, First, Last, _rows) = (path, connection, header, first, last, new(path, connection, last));

    public string Path { get; }

    public RunHeader Header { get; }

    /// <summary>The step of the first recorded state: 0, or where a fork began.</summary>
    public long First { get; }

    /// <summary>The step of the last recorded moment.</summary>
    public long Last { get; }

    public static Either<Failure, RunFile> Open(string path) =>
        RunFileCheck.Outline(path).Match(
            Left<Failure, RunFile>,
            () => Guard.Reading(path, () => Read(path)).Bind(identity));

    public void Dispose() => _connection.Dispose();

    /// <summary>What the run learned from and was tried on.</summary>
    public Either<Failure, PreparedData> Data() => _rows.Fetch(() => DataTable.Read(Path, _connection, Header.Card));

    /// <summary>Whether it has rows to be tried on, without reading them.</summary>
    public Either<Failure, bool> HasTest() => _rows.Fetch(() => Right<Failure, bool>(DataTable.HasTest(_connection)));

    /// <summary>Who made the strategies.</summary>
    public Either<Failure, ImmutableArray<Stamp>> Stamps() => _rows.Fetch(() => Right<Failure, ImmutableArray<Stamp>>(RunFileCheck.Stamps(_connection)));

    /// <summary>Loss, error and fingerprint of S_step.</summary>
    public Either<Failure, Moment> MomentAt(long step) =>
        MomentsAround(step).Map(block => new Moment(step, block.Loss(step), block.Error(step), block.Fingerprint(step), None));

    /// <summary>Loss and sum |error| of the steps from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public Either<Failure, (double[] Losses, double[] Errors)> Curves(long from, long to)
    {
        var (losses, errors) = (new double[to - from + 1], new double[to - from + 1]);
        for (var step = from; step <= to;)
        {
            var read = MomentsAround(step);
            if (read.IsLeft)
                return read.Map(_ => (losses, errors));
            var block = (MomentBlock)read;
            for (; step <= to && block.Holds(step); step++)
                (losses[step - from], errors[step - from]) = (block.Loss(step), block.Error(step));
        }

        return (losses, errors);
    }

    /// <summary>The row of losses, errors and fingerprints that holds <paramref name="step"/>.</summary>
    internal Either<Failure, MomentBlock> MomentsAround(long step) => _rows.MomentsAround(step);

    /// <summary>The row of states that holds the one at <paramref name="step"/> or the nearest before it.</summary>
    internal Either<Failure, StateBlock> StatesAround(long step, StateLayout layout) => _rows.StatesAround(step, layout);

    /// <summary>The step of the kept state at <paramref name="step"/> or the nearest before it, and that of the next one; where none follows, the step after the last.</summary>
    internal Either<Failure, (long At, long Next)> KeptAround(long step) => _rows.KeptAround(step);

    /// <summary>The recorded state at <paramref name="step"/> or the nearest before it, if it has its checksum and its fingerprint.</summary>
    public Either<Failure, TrainingState> StateAtOrBefore(long step, StateLayout layout) =>
        from block in StatesAround(step, layout)
        let at = block.AtOrBefore(step)
        from moments in block.IsIntact(at) ? MomentsAround(at) : Guard.Damaged(Path, $"state {at} is damaged: its checksum does not agree")
        let state = Decode(block, moments, at, layout)
        from linked in IsLinked(state, moments)
        from sound in linked
            ? Right<Failure, TrainingState>(state)
            : Guard.Damaged(Path, $"state {at} is damaged: its numbers do not have the recorded fingerprint")
        select sound;

    /// <summary>The step of the recorded state at <paramref name="step"/> or the nearest before it, without reading the state.</summary>
    internal Either<Failure, long> RecordedAtOrBefore(long step, StateLayout layout) => StatesAround(step, layout).Map(block => block.AtOrBefore(step));

    /// <summary>The numbers recorded at exactly <paramref name="step"/> as they stand, and whether their checksum agrees.</summary>
    internal Either<Failure, Option<(TrainingState State, bool Intact)>> RawStateAt(long step, StateLayout layout) =>
        StatesAround(step, layout).Bind(block => block.AtOrBefore(step) == step
            ? MomentsAround(step).Map(moments => Some((Decode(block, moments, step, layout), block.IsIntact(step))))
            : Right<Failure, Option<(TrainingState, bool)>>(None));

    /// <summary>Whether a state is recorded at <paramref name="step"/> and has its checksum, for a run whose network is not known.</summary>
    internal Either<Failure, bool> IsIntact(long step) =>
        _rows.StatesAround(step).Map(block => block.AtOrBefore(step) == step && block.IsIntact(step));

    /// <summary>
    /// The steps whose states are recorded, in order, as far as the file was when it was opened; of a row that holds none the step it
    /// begins at, which then cannot be read.
    /// </summary>
    internal IEnumerable<long> StateSteps() => _rows.StateSteps();

    private static TrainingState Decode(StateBlock block, MomentBlock moments, long step, StateLayout layout)
    {
        var split = layout.ParameterLength * sizeof(double);
        return new(step, Reals.FromBytes(block.BitsOf(step)[..split]), Reals.FromBytes(block.BitsOf(step)[split..]), moments.Fingerprint(step));
    }

    /// <summary>
    /// Whether the parameters follow in the chain of fingerprints. What came before a fork's first state stands in its parent; one at
    /// step 0 may have been changed by hand, and then follows its parent's.
    /// </summary>
    private Either<Failure, bool> IsLinked(TrainingState state, MomentBlock moments) =>
        state.Step == 0 ? Header.Parent.Map(parent => parent.Fingerprint).ToSeq().Add(Fingerprint.Genesis).Exists(before => Fingerprint.Chain(before, 0, state.Parameters) == state.Fingerprint)
        : state.Step == First ? true
        : (moments.Holds(state.Step - 1) ? moments : MomentsAround(state.Step - 1)).Map(before =>
            Fingerprint.Chain(before.Fingerprint(state.Step - 1), state.Step, state.Parameters) == state.Fingerprint);

    private static Either<Failure, RunFile> Read(string path)
    {
        var connection = RunReading.Connect(path);
        try
        {
            var opened =
                from _ in RunFileCheck.Schema(path, connection)
                from steps in RunFileCheck.Steps(path, connection)
                from header in RunFileCheck.Header(path, connection)
                from whole in RunFileCheck.Beginning(path, header, steps.First)
                select new RunFile(path, connection, header, steps.First, steps.Last);
            if (opened.IsLeft)
                connection.Dispose();
            return opened;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
