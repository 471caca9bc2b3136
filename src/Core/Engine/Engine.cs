using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// The step in place: the sums of <see cref="Training.Step"/> in the same order, over memory that is taken once, so that no step
/// allocates. It stands at one state and goes forward; what it shows is lent, and a state becomes a value only when somebody asks
/// (<see cref="Freeze"/>). A law holds it to the specification, bit for bit. Made by <see cref="Training.Start"/>; for one thread.
/// <para>
/// A step of the article's network is twenty calls of a few nanoseconds, so those that only lead from one loop to the next are inlined by
/// hand, here and in what a step calls: most of its runs are over before the compiler has a profile that would tell it to. Methods that hold
/// a loop are not: inlined, they would leave their caller without a profile in the runs that are long enough to have one.
/// </para>
/// </summary>
public sealed class Engine
{
    private readonly Pipeline _pipeline;
    private readonly Dataset _data;
    private readonly RowReader _reader;
    private readonly bool _seesAll;
    private readonly Room _parameters;
    private readonly Room _slots;
    private readonly Room _targets;
    private readonly Room _outputs;
    private readonly Room _outputGradients;
    private readonly BatchInputs? _inputs;
    private readonly Passes _passes;
    private readonly Updater _updater;
    private readonly ParameterHash _hash;
    private readonly EngineRooms _rooms;
    private readonly StepRanges? _leftOut;
    private Fingerprint _fingerprint;
    private bool _settled;
    private int _rows;

    /// <summary>An engine that stands at <paramref name="state"/>. The three belong together, as <see cref="Training"/> has checked.</summary>
    internal Engine(Pipeline pipeline, TrainingState state, Batches batches, ICrew crew)
    {
        var network = pipeline.Network;
        (_pipeline, _data, _reader, _leftOut) = (pipeline, batches.Seen, batches.Read(), batches.MayLeaveOut ? batches.LeftOut : null);
        _seesAll = _reader.IsAll;
        _rooms = new(pipeline, batches.LargestBatch, crew.Workers);
        _rooms.TakeExactly(Fingerprint.LinkHead); // nobody else's, right before the parameters: there the hash puts the head of its link
        _parameters = _rooms.TakeExactly(network.Layout.Length);
        _slots = _rooms.TakeExactly(pipeline.Layout.SlotLength);
        _targets = _rooms.Take(network.Outputs);
        _hash = new(_parameters, crew.Workers > 1);
        _updater = new(pipeline, _parameters, _slots, _rooms, crew.Workers, _hash);
        if (SmallPasses.Suit(pipeline, _data, _seesAll))
        {
            _passes = SmallPasses.Over(network, _data.Inputs, _parameters, _rooms, _updater);
        }
        else
        {
            _inputs = StoredRows.Open(_data.Inputs, _data.InputWidth, batches.LargestBatch, _seesAll);
            _passes = new TiledPasses(network, _inputs, _parameters, _rooms, _updater, crew);
        }

        (_outputs, _outputGradients) = (_passes.Outputs, _passes.OutputGradients);
        state.Parameters.AsSpan().CopyTo(_parameters.Span);
        state.Slots.AsSpan().CopyTo(_slots.Span);
        (StepNumber, _fingerprint, _settled) = (state.Step, state.Fingerprint, true);
    }

    /// <summary>Updates already applied.</summary>
    public long StepNumber { get; private set; }

    /// <summary>The fingerprint of the state the engine stands at.</summary>
    public Fingerprint Fingerprint
    {
        get
        {
            Settle();
            return _fingerprint;
        }
    }

    /// <summary>
    /// The fingerprint of the state whose batch was looked at last: the one before the last step. It was made on the way, while asking for
    /// <see cref="Fingerprint"/> before a step means waiting for it.
    /// </summary>
    public Fingerprint SeenFingerprint => _fingerprint;

    /// <summary>θ of the state the engine stands at, flat, lent until the next step or until nobody holds the engine any more.</summary>
    public ReadOnlySpan<double> Parameters => _parameters.Span;

    /// <summary>The slots of the state the engine stands at, flat, lent likewise.</summary>
    public ReadOnlySpan<double> Slots => _slots.Span;

    /// <summary>The state the engine stands at, as a value.</summary>
    public TrainingState Freeze()
    {
        var state = new TrainingState(StepNumber, Reals.Of(_parameters.Span), Reals.Of(_slots.Span), Fingerprint);
        GC.KeepAlive(this);
        return state;
    }

    /// <summary>One step; returns the loss and Σ |target − output| of its batch before it.</summary>
    public (double Loss, double SumAbsoluteError) Step()
    {
        var seen = Look();
        _inputs?.Expect(_reader.Soon(StepNumber + 1));
        if (_leftOut is not null && (_rows == 0 || _leftOut.Contains(StepNumber)))
            _hash.Keep();
        else
            Learn(seen.Loss);
        StepNumber++;
        _settled = false;
        GC.KeepAlive(this);
        return seen;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Learn(double loss)
    {
        _updater.Begin(StepNumber, _slots.Span);
        _passes.Backward(_rows);
        _updater.End();
        _pipeline.Observe(loss, _slots.Span);
    }

    /// <summary>The loss and Σ |target − output| of the next step's batch, without the step; 0 and 0 where it has no rows.</summary>
    public (double Loss, double SumAbsoluteError) Look()
    {
        var targets = _seesAll ? All() : Pick(_reader.At(StepNumber));
        if (_rows == 0)
        {
            Settle();
            return (0, 0);
        }

        _passes.Forward(_rows);
        Settle();
        var outputs = _outputs.First(targets.Length);
        var loss = _pipeline.Loss.Evaluate(_rows, outputs, targets, _outputGradients.First(targets.Length));
        var error = Evaluation.SumAbsoluteOf(targets, outputs);
        // The memory goes with the engine, and pointers do not hold it.
        GC.KeepAlive(this);
        return (loss, error);
    }

    /// <summary>
    /// The outputs of a network with <paramref name="parameters"/> for the batch of <paramref name="step"/>, <c>[rows × outputs]</c>, lent until the
    /// next call. The engine then stands nowhere: it is one for trying, never for training.
    /// </summary>
    internal ReadOnlySpan<double> OutputsOf(ReadOnlySpan<double> parameters, long step)
    {
        parameters.CopyTo(_parameters.Span);
        var rows = _reader.At(step);
        _inputs?.Take(rows);
        _passes.Forward(rows.Length);
        var outputs = _outputs.First(rows.Length * _data.TargetWidth);
        GC.KeepAlive(this);
        return outputs;
    }

    /// <summary>
    /// The chain goes on to the state the engine stands at. Not at the end of the step that led there but when somebody asks, or in the next
    /// step once its forward pass is on the way: a small network's activations take the processor a hundred cycles of waiting for one
    /// operation after the other, and the hash is done in that time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Settle()
    {
        if (!_settled)
            _fingerprint = _hash.Chain(_fingerprint, StepNumber);
        _settled = true;
    }

    /// <summary>All rows are the batch; returns their targets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<double> All()
    {
        _rows = _data.Rows;
        return _data.Targets.AsSpan();
    }

    /// <summary>Makes the given rows the batch; returns their targets.</summary>
    private ReadOnlySpan<double> Pick(ReadOnlySpan<int> rows)
    {
        _rows = rows.Length;
        _inputs?.Take(rows);
        var width = _data.TargetWidth;
        for (var i = 0; i < rows.Length; i++)
            _data.Targets.AsSpan(rows[i] * width, width).CopyTo(_targets.Span[(i * width)..]);
        return _targets.First(rows.Length * width);
    }
}
