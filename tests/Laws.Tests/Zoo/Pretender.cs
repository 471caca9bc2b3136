using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws.Tests;

/// <summary>Forward of an activation.</summary>
internal delegate void Map(ReadOnlySpan<double> z, Span<double> a);

/// <summary>Backward of an activation.</summary>
internal delegate void Back(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> gradients, Span<double> result);

/// <summary>tanh, honest but for what a liar puts in its place.</summary>
internal sealed class FakeActivation : IActivation
{
    public string Id { get; init; } = "tanh";

    public double[] At { get; init; } = [];

    public ReadOnlySpan<double> Kinks => At;

    public ActivationClaims Claims { get; init; } = new(Min: -1, Max: 1, NeverFalls: true);

    public bool ActsOnRows { get; init; }

    public Map Map { get; init; } = Tanh;

    public Back Back { get; init; } = TanhBack;

    /// <summary>An elementwise function with a slope of its own.</summary>
    public static FakeActivation Of(Func<double, double> value, Func<double, double> slope, ActivationClaims? claims = null, params double[] kinks) => new()
    {
        Map = (z, a) =>
        {
            for (var i = 0; i < z.Length; i++)
                a[i] = value(z[i]);
        },
        Back = (z, _, gradients, result) =>
        {
            for (var i = 0; i < z.Length; i++)
                result[i] = gradients[i] * slope(z[i]);
        },
        Claims = claims ?? ActivationClaims.None,
        At = kinks,
    };

    public static void Tanh(ReadOnlySpan<double> z, Span<double> a)
    {
        for (var i = 0; i < z.Length; i++)
            a[i] = Elementary.Tanh(z[i]);
    }

    public static void TanhBack(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> gradients, Span<double> result)
    {
        for (var i = 0; i < z.Length; i++)
            result[i] = gradients[i] * (1 - a[i] * a[i]);
    }

    public void Forward(ReadOnlySpan<double> preActivations, Span<double> activations) => Map(preActivations, activations);

    public void Backward(
        ReadOnlySpan<double> preActivations, ReadOnlySpan<double> activations, ReadOnlySpan<double> activationGradients, Span<double> preActivationGradients) =>
        Back(preActivations, activations, activationGradients, preActivationGradients);
}

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

/// <summary>An initializer that is one function of the index and the length.</summary>
internal sealed class FakeInitializer(Reals.Fill fill) : IInitializer
{
    public string Id { get; init; } = "fake";

    public void Initialize(ParameterLayout layout, Span<double> parameters) => fill(parameters);
}
