using System.Collections.Immutable;

namespace Functional.Core.Tests;

/// <summary>Strategies that do their work and then put one wrong number at one place, always the same: pure, and wrong.</summary>
internal static class Plants
{
    public sealed class InForward(IActivation inner, int at, double bad) : IActivation
    {
        public string Id => "planted";

        public void Forward(ReadOnlySpan<double> preActivations, Span<double> activations)
        {
            inner.Forward(preActivations, activations);
            activations[at] = bad;
        }

        public void Backward(
            ReadOnlySpan<double> preActivations, ReadOnlySpan<double> activations, ReadOnlySpan<double> activationGradients, Span<double> preActivationGradients) =>
            inner.Backward(preActivations, activations, activationGradients, preActivationGradients);
    }

    public sealed class InBackward(IActivation inner, int at, double bad) : IActivation
    {
        public string Id => "planted";

        public void Forward(ReadOnlySpan<double> preActivations, Span<double> activations) => inner.Forward(preActivations, activations);

        public void Backward(
            ReadOnlySpan<double> preActivations, ReadOnlySpan<double> activations, ReadOnlySpan<double> activationGradients, Span<double> preActivationGradients)
        {
            inner.Backward(preActivations, activations, activationGradients, preActivationGradients);
            preActivationGradients[at] = bad;
        }
    }

    public sealed class InLoss(ILoss inner, double bad) : ILoss
    {
        public string Id => "planted";

        public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
        {
            inner.Evaluate(rows, outputs, targets, outputGradients);
            return bad;
        }
    }

    public sealed class InOutputGradients(ILoss inner, int at, double bad) : ILoss
    {
        public string Id => "planted";

        public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
        {
            var loss = inner.Evaluate(rows, outputs, targets, outputGradients);
            if (at < outputGradients.Length)
                outputGradients[at] = bad;
            return loss;
        }
    }

    /// <summary>A loss of 0 with the same slope everywhere.</summary>
    public sealed class Steep(double slope) : ILoss
    {
        public string Id => "steep";

        public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
        {
            outputGradients.Fill(slope);
            return 0;
        }
    }

    public sealed class InSchedule(double bad) : ISchedule
    {
        public string Id => "planted";

        public double At(long step, double learningRate) => bad;
    }

    /// <summary>Remembers the last gradient beside what another optimizer remembers; plants among its updates, or in that slot.</summary>
    public sealed class InOptimizer(int at, double bad, bool inSlot) : IOptimizer
    {
        public string Id => "planted";

        public ImmutableArray<string> SlotNames => ["last"];

        public void Update(
            long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
        {
            updates.CopyTo(slots[0]);
            foreach (ref var update in updates)
                update *= -1e-3;
            (inSlot ? slots[0] : updates)[at] = bad;
        }
    }
}
