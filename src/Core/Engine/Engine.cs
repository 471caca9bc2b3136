namespace Functional.Core;

/// <summary>
/// The step in place: the sums of <see cref="Training.Step"/> in the same order, over memory that is taken once, so that no step
/// allocates. It stands at one state and goes forward; what it shows is lent, and a state becomes a value only when somebody asks
/// (<see cref="Freeze"/>). A law holds it to the specification, bit for bit. Made by <see cref="Training.Start"/>; for one thread.
/// </summary>
public sealed class Engine
{
    private readonly Pipeline _pipeline;
    private readonly Dataset _data;
    private readonly RowReader _reader;
    private readonly ICrew _crew;
    private readonly Room _parameters;
    private readonly Room _slots;
    private readonly Room _targets;
    private readonly BatchInputs _inputs;
    private readonly EngineLayer[] _layers;
    private readonly Updater _updater;
    private readonly ParameterHash _hash;
    private readonly EngineRooms _rooms;

    /// <summary>An engine that stands at <paramref name="state"/>. The three belong together, as <see cref="Training"/> has checked.</summary>
    internal Engine(Pipeline pipeline, TrainingState state, Batches batches, ICrew crew)
    {
        var network = pipeline.Network;
        (_pipeline, _data, _reader, _crew) = (pipeline, batches.Data, batches.Read(), crew);
        _rooms = new(pipeline, _reader.Most, crew.Workers);
        _parameters = _rooms.TakeExactly(network.Layout.Length);
        _slots = _rooms.TakeExactly(pipeline.Layout.SlotLength);
        _targets = _rooms.Take(network.Outputs);
        _hash = new(network.Layout.Length, _parameters, crew.Workers > 1);
        _updater = new(pipeline, _parameters, _slots, _rooms, crew.Workers, _hash);
        _inputs = StoredRows.Open(_data.Inputs, _data.InputWidth, _reader.Most, _reader.IsAll);
        _layers = new EngineLayer[network.Layers.Length];
        for (var l = 0; l < _layers.Length; l++)
            _layers[l] = new(network, l, l == 0 ? _inputs : new HiddenInputs(_layers[l - 1].Activations, network.InputsOf(l)), _parameters, _rooms, _updater);
        state.Parameters.AsSpan().CopyTo(_parameters.Span);
        state.Slots.AsSpan().CopyTo(_slots.Span);
        (StepNumber, Fingerprint) = (state.Step, state.Fingerprint);
    }

    /// <summary>Updates already applied.</summary>
    public long StepNumber { get; private set; }

    /// <summary>The fingerprint of the state the engine stands at.</summary>
    public Fingerprint Fingerprint { get; private set; }

    /// <summary>θ of the state the engine stands at, flat, lent until the next step.</summary>
    public ReadOnlySpan<double> Parameters => _parameters.Span;

    /// <summary>The slots of the state the engine stands at, flat, lent until the next step.</summary>
    public ReadOnlySpan<double> Slots => _slots.Span;

    /// <summary>The state the engine stands at, as a value.</summary>
    public TrainingState Freeze() => new(StepNumber, Reals.Of(_parameters.Span), Reals.Of(_slots.Span), Fingerprint);

    /// <summary>One step; returns the loss and Σ |target − output| of its batch before it.</summary>
    public (double Loss, double SumAbsoluteError) Step()
    {
        var seen = Look();
        _updater.Begin(StepNumber);
        for (var l = _layers.Length - 1; l >= 0; l--)
        {
            _layers[l].Differentiate();
            if (l > 0)
                _layers[l].PassBack(_layers[l - 1].ActivationGradients);
            _layers[l].Update(_crew);
        }

        _updater.End();
        _pipeline.Observe(seen.Loss, _slots.Span);
        StepNumber++;
        Fingerprint = Fingerprint.Chain(Fingerprint, StepNumber, _hash.Root);
        return seen;
    }

    /// <summary>The loss and Σ |target − output| of the next step's batch, without the step.</summary>
    public (double Loss, double SumAbsoluteError) Look()
    {
        var rows = _reader.At(StepNumber);
        var targets = TargetsOf(rows);
        _inputs.Take(rows);
        foreach (var layer in _layers)
            layer.Forward(rows.Length, _crew);
        var last = _layers[^1];
        var outputs = last.Activations.First(targets.Length);
        var loss = _pipeline.Loss.Evaluate(rows.Length, outputs, targets, last.ActivationGradients.First(targets.Length));
        return (loss, Evaluation.SumAbsoluteOf(targets, outputs));
    }

    private ReadOnlySpan<double> TargetsOf(ReadOnlySpan<int> rows)
    {
        if (_reader.IsAll)
            return _data.Targets.AsSpan();
        var width = _data.TargetWidth;
        for (var i = 0; i < rows.Length; i++)
            _data.Targets.AsSpan(rows[i] * width, width).CopyTo(_targets.Span[(i * width)..]);
        return _targets.First(rows.Length * width);
    }
}
