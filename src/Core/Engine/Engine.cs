namespace Functional.Core;

/// <summary>
/// The step in place: the same sums in the same order as <see cref="Training.Step"/>, over buffers that are made once. Between the
/// copy at the start and <see cref="Freeze"/> nobody else sees them, so from outside it is a pure fold all the same. A law holds it
/// to the specification, bit for bit.
/// </summary>
internal sealed class Engine
{
    private readonly Pipeline _pipeline;
    private readonly double[] _parameters;
    private readonly double[] _slots;
    private readonly double[] _updates;
    private readonly Buffers[] _layers;
    private int _rows = -1;

    public Engine(Pipeline pipeline, TrainingState state)
    {
        _pipeline = pipeline;
        _parameters = state.Parameters.ToArray();
        _slots = state.Slots.ToArray();
        _updates = new double[_parameters.Length];
        _layers = new Buffers[pipeline.Network.Layers.Length];
        (StepNumber, Fingerprint) = (state.Step, state.Fingerprint);
    }

    /// <summary>Updates already applied.</summary>
    public long StepNumber { get; private set; }

    /// <summary>The fingerprint of the state the engine stands at.</summary>
    public Fingerprint Fingerprint { get; private set; }

    /// <summary>The state the engine stands at, as a value.</summary>
    public TrainingState Freeze() => new(StepNumber, Reals.Of(_parameters), Reals.Of(_slots), Fingerprint);

    /// <summary>One step; returns the loss and Σ |target − output| of the batch before it.</summary>
    public (double Loss, double SumAbsoluteError) Step(Batch batch)
    {
        var seen = Look(batch);
        Backward(batch);
        var slots = Slots.For(_pipeline.Optimizer, _parameters.Length, _slots.AsSpan(0, _pipeline.Layout.OptimizerLength));
        _pipeline.Optimizer.Update(StepNumber, _pipeline.LearningRateAt(StepNumber, _slots), _pipeline.Network.Layout, _parameters, _updates, slots);
        _pipeline.Observe(seen.Loss, _slots);
        for (var i = 0; i < _parameters.Length; i++)
            _parameters[i] += _updates[i];
        StepNumber++;
        Fingerprint = Fingerprint.Chain(Fingerprint, StepNumber, _parameters);
        return seen;
    }

    /// <summary>The loss and Σ |target − output| of a batch, without a step.</summary>
    public (double Loss, double SumAbsoluteError) Look(Batch batch)
    {
        Resize(batch.Rows);
        var network = _pipeline.Network;
        var x = batch.Inputs.AsSpan();
        for (var l = 0; l < _layers.Length; l++)
        {
            var (layer, buffers) = (network.Layers[l], _layers[l]);
            var bias = network.Layout.Bias(l) is { } b ? b.In(_parameters.AsSpan()) : [];
            Affine.PreActivations(
                batch.Rows, network.InputsOf(l), layer.Units, x, network.Layout.Weights(l).In(_parameters.AsSpan()), bias, buffers.PreActivations);
            Activating.Forward(layer, buffers.PreActivations, buffers.Activations);
            x = buffers.Activations;
        }

        var last = _layers[^1];
        var loss = _pipeline.Loss.Evaluate(batch.Rows, last.Activations, batch.Targets.AsSpan(), last.ActivationGradients);
        return (loss, Evaluation.SumAbsoluteOf(batch.Targets.AsSpan(), last.Activations));
    }

    private void Backward(Batch batch)
    {
        var network = _pipeline.Network;
        for (var l = _layers.Length - 1; l >= 0; l--)
        {
            var (layer, buffers, inputs) = (network.Layers[l], _layers[l], network.InputsOf(l));
            var x = l == 0 ? batch.Inputs.AsSpan() : _layers[l - 1].Activations;
            var dz = buffers.PreActivationGradients;
            Activating.Backward(layer, buffers.PreActivations, buffers.Activations, buffers.ActivationGradients, dz);
            var weights = network.Layout.Weights(l);
            Affine.WeightGradients(batch.Rows, inputs, layer.Units, x, dz, weights.In(_updates.AsSpan()));
            if (network.Layout.Bias(l) is { } bias)
                Affine.BiasGradients(batch.Rows, layer.Units, dz, bias.In(_updates.AsSpan()));
            if (l > 0)
                Affine.InputGradients(batch.Rows, inputs, layer.Units, dz, weights.In(_parameters.AsSpan()), _layers[l - 1].ActivationGradients);
        }
    }

    /// <summary>Makes the buffers for a number of rows; only the first batch and an epoch's shorter last one need it.</summary>
    private void Resize(int rows)
    {
        if (rows == _rows)
            return;
        _rows = rows;
        for (var l = 0; l < _layers.Length; l++)
            _layers[l] = Buffers.For(rows * _pipeline.Network.Layers[l].Units);
    }

    /// <summary>One layer's numbers, <c>[rows × units]</c> each.</summary>
    private sealed record Buffers(double[] PreActivations, double[] Activations, double[] ActivationGradients, double[] PreActivationGradients)
    {
        public static Buffers For(int length) => new(new double[length], new double[length], new double[length], new double[length]);
    }
}
