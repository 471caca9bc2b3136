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
