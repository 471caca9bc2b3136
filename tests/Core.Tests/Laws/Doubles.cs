using System.Collections.Immutable;

namespace Functional.Core.Tests;

/// <summary>What the throwing strategies throw.</summary>
internal sealed class BangException() : Exception("bang");

/// <summary>Strategies that do their work, all of it, and then throw: what they wrote must reach nobody.</summary>
internal static class Throwing
{
    public static readonly string[] Places = ["forward", "backward", "loss", "optimizer", "schedule"];

    public static Pipeline At(Pipeline p, string place) => place switch
    {
        "forward" or "backward" => p.With(p.Network.With(0, new BadActivation(p.Network.Layers[0].Activation, place))),
        "loss" => p.With(loss: new BadLoss(p.Loss)),
        "optimizer" => p.With(optimizer: new BadOptimizer(p.Optimizer)),
        _ => p.With(schedule: new BadSchedule(p.Layout.SlotLength - p.Layout.OptimizerLength)),
    };

    private sealed class BadActivation(IActivation inner, string place) : IActivation
    {
        public string Id => "bad";

        public void Forward(ReadOnlySpan<double> preActivations, Span<double> activations)
        {
            inner.Forward(preActivations, activations);
            if (place == "forward")
                throw new BangException();
        }

        public void Backward(
            ReadOnlySpan<double> preActivations, ReadOnlySpan<double> activations, ReadOnlySpan<double> activationGradients, Span<double> preActivationGradients)
        {
            inner.Backward(preActivations, activations, activationGradients, preActivationGradients);
            throw new BangException();
        }
    }

    private sealed class BadLoss(ILoss inner) : ILoss
    {
        public string Id => "bad";

        public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
        {
            inner.Evaluate(rows, outputs, targets, outputGradients);
            throw new BangException();
        }
    }

    private sealed class BadOptimizer(IOptimizer inner) : IOptimizer
    {
        public string Id => "bad";

        public ImmutableArray<string> SlotNames => inner.SlotNames;

        public ImmutableArray<string> ScalarNames => inner.ScalarNames;

        public void Init(ParameterLayout layout, Slots slots) => inner.Init(layout, slots);

        public void Update(
            long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
        {
            inner.Update(step, learningRate, layout, parameters, updates, slots);
            throw new BangException();
        }
    }

    private sealed class BadSchedule(int remembered) : ILossSchedule
    {
        public string Id => "bad";

        public ImmutableArray<string> MemoryNames { get; } = [.. Enumerable.Range(0, remembered).Select(i => $"number{i}")];

        public void Init(Span<double> memory) => memory.Clear();

        public double At(long step, double learningRate, ReadOnlySpan<double> memory) => learningRate;

        public void Observe(double loss, Span<double> memory)
        {
            memory.Fill(loss);
            throw new BangException();
        }
    }
}

/// <summary>L = Σ cotangent · output: backpropagation under it is the transposed Jacobian applied to <paramref name="cotangent"/>.</summary>
internal sealed class Linear(double[] cotangent) : ILoss
{
    public string Id => "linear";

    public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
    {
        var sum = 0.0;
        for (var i = 0; i < outputs.Length; i++)
            sum += (outputGradients[i] = cotangent[i]) * outputs[i];
        return sum;
    }
}

/// <summary>Counts how often it is asked.</summary>
internal sealed class Counting(ILoss inner) : ILoss
{
    public int Evaluations { get; private set; }

    public string Id => inner.Id;

    public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
    {
        Evaluations++;
        return inner.Evaluate(rows, outputs, targets, outputGradients);
    }
}
