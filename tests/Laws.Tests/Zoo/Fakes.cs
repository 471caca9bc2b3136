using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws.Tests;

/// <summary>Evaluate of a loss.</summary>
internal delegate double Judge(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradients);

/// <summary>half-sse, honest but for what a liar puts in its place.</summary>
internal sealed class FakeLoss : ILoss
{
    public string Id { get; init; } = "half-sse";

    public Judge Judge { get; init; } = HalfSse;

    public static double HalfSse(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradients)
    {
        var sum = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            gradients[i] = outputs[i] - targets[i];
            sum += 0.5 * gradients[i] * gradients[i];
        }

        return sum;
    }

    public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients) =>
        Judge(rows, outputs, targets, outputGradients);
}

/// <summary>Update of an optimizer.</summary>
internal delegate void Move(long step, double rate, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots);

/// <summary>Momentum, honest but for what a liar puts in its place.</summary>
internal sealed class FakeOptimizer : IOptimizer
{
    public string Id { get; init; } = "momentum";

    public ImmutableArray<string> SlotNames { get; init; } = ["m"];

    public ImmutableArray<string> ScalarNames { get; init; } = ["t"];

    public bool ActsOnElements { get; init; }

    public Move Move { get; init; } = Momentum;

    public static void Momentum(long step, double rate, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
    {
        slots.Scalars[0]++;
        for (var i = 0; i < updates.Length; i++)
        {
            slots[0][i] = 0.5 * slots[0][i] + updates[i];
            updates[i] = -rate * slots[0][i];
        }
    }

    public void Init(ParameterLayout layout, Slots slots)
    {
    }

    public void Update(long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots) =>
        Move(step, learningRate, parameters, updates, slots);
}

/// <summary>A schedule that is one function.</summary>
internal sealed class FakeSchedule(Func<long, double, double> at) : ISchedule
{
    public string Id { get; init; } = "fake";

    public double At(long step, double learningRate) => at(step, learningRate);
}

/// <summary>What a schedule makes of a loss.</summary>
internal delegate void Hear(double loss, Span<double> memory);

/// <summary>Halves the rate at every loss that is no better than the best, honest but for what a liar puts in its place.</summary>
internal sealed class FakeLossSchedule : ILossSchedule
{
    public string Id => "fake";

    public ImmutableArray<string> MemoryNames { get; init; } = ["best", "halvings"];

    public Hear Hear { get; init; } = Halving;

    public static void Halving(double loss, Span<double> memory)
    {
        if (loss < memory[0])
            memory[0] = Math.Max(loss, double.MinValue);
        else
            memory[1]++;
    }

    public void Init(Span<double> memory) => memory[0] = double.MaxValue;

    public void Observe(double loss, Span<double> memory) => Hear(loss, memory);

    public double At(long step, double learningRate, ReadOnlySpan<double> memory) => learningRate * Elementary.Pow(0.5, memory[1]);
}

/// <summary>An initializer that is one function of the index and the length.</summary>
internal sealed class FakeInitializer(Reals.Fill fill) : IInitializer
{
    public string Id { get; init; } = "fake";

    public void Initialize(ParameterLayout layout, Span<double> parameters) => fill(parameters);
}
