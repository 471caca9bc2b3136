using Functional.Core;

namespace Functional.Laws.Tests;

/// <summary>Correct functions of the difficult sort, written by hand: with kinks, humps, tails and cancellation.</summary>
internal static class Formulas
{
    public static IReadOnlyList<(string Name, Func<IActivation> Make)> Activations { get; } =
    [
        ("mish", () => FakeActivation.Of(
            z => z * Elementary.Tanh(Elementary.Softplus(z)),
            z => Elementary.Tanh(Elementary.Softplus(z)) is var t && double.IsNaN(z) ? z : t + (z == 0 ? 0 : z * Elementary.Sigmoid(z) * Math.FusedMultiplyAdd(-t, t, 1)),
            new(Min: -0.309))),
        ("gelu", () => FakeActivation.Of(
            z => z * Gauss(z),
            z => Gauss(z) + (Math.Abs(z) > 40 ? 0 : z * 0.3989422804014327 * Elementary.Exp(-0.5 * z * z)) + 0 * Clamped(z),
            new(Min: -0.17))),
        ("silu", () => FakeActivation.Of(z => z * Elementary.Sigmoid(z), z => Elementary.Sigmoid(z) + Clamped(z) * Elementary.Sigmoid(z) * Elementary.Sigmoid(-z), new(Min: -0.279))),
        ("softplus", () => FakeActivation.Of(Elementary.Softplus, Elementary.Sigmoid, new(Min: 0, NeverFalls: true))),
        ("logsigmoid", () => FakeActivation.Of(z => -Elementary.Softplus(-z), z => Elementary.Sigmoid(-z), new(Max: 0, NeverFalls: true))),
        ("elu", () => FakeActivation.Of(z => z > 0 ? z : Elementary.Expm1(z), z => z > 0 ? 1 : Elementary.Exp(z), new(Min: -1, NeverFalls: true))),
        ("elu(alpha=0.5)", () => FakeActivation.Of(z => z > 0 ? z : 0.5 * Elementary.Expm1(z), z => z > 0 ? 1 : 0.5 * Elementary.Exp(z), new(Min: -0.5, NeverFalls: true), 0)),
        ("naive elu", () => FakeActivation.Of(z => z > 0 ? z : Elementary.Exp(z) - 1, z => z > 0 ? 1 : Elementary.Exp(z), new(Min: -1, NeverFalls: true))),
        ("selu", () => FakeActivation.Of(
            z => 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * Elementary.Expm1(z)),
            z => 1.0507009873554805 * (z > 0 ? 1 : 1.6732632423543772 * Elementary.Exp(z)), new(Min: -1.7581, NeverFalls: true), 0)),
        ("hardswish", () => FakeActivation.Of(
            z => z <= -3 ? 0 : z >= 3 ? z : z * (z + 3) / 6,
            z => z <= -3 ? 0 : z >= 3 ? 1 : (2 * z + 3) / 6, new(Min: -0.375), -3, 3)),
        ("relu6", () => FakeActivation.Of(z => z <= 0 ? 0 : z >= 6 ? 6 : z, z => double.IsNaN(z) ? z : z > 0 && z < 6 ? 1 : 0, new(0, 6, NeverFalls: true), 0, 6)),
        ("hardshrink", () => FakeActivation.Of(z => Math.Abs(z) <= 0.5 ? 0 : z, z => double.IsNaN(z) ? z : Math.Abs(z) <= 0.5 ? 0 : 1, new(NeverFalls: true), -0.5, 0.5)),
        ("tanhshrink", () => FakeActivation.Of(z => z - Elementary.Tanh(z), z => Elementary.Tanh(z) * Elementary.Tanh(z), new(NeverFalls: true))),
        ("softsign", () => FakeActivation.Of(z => double.IsInfinity(z) ? Math.CopySign(1, z) : z / (1 + Math.Abs(z)), z => 1 / (1 + Math.Abs(z)) / (1 + Math.Abs(z)), new(-1, 1, NeverFalls: true))),
        ("steep sigmoid", () => FakeActivation.Of(z => Elementary.Sigmoid(500 * z), z => 500 * Elementary.Sigmoid(500 * z) * Elementary.Sigmoid(-500 * z), new(0, 1, NeverFalls: true))),
        ("flat tanh", () => FakeActivation.Of(z => Elementary.Tanh(1e-6 * z), z => 1e-6 * (1 - Elementary.Tanh(1e-6 * z) * Elementary.Tanh(1e-6 * z)), new(-1, 1, NeverFalls: true))),
        ("logarithm", () => FakeActivation.Of(z => Math.CopySign(Elementary.Log1p(Math.Abs(z)), z), z => 1 / (1 + Math.Abs(z)), new(NeverFalls: true))),
        ("softmax", () => new Softmax()),
        ("log-softmax", () => new LogSoftmax()),
        ("largest of the row", () => new Largest()),
    ];

    public static IReadOnlyList<(string Name, Func<ILoss> Make)> Losses { get; } =
    [
        ("half-sse", () => new FakeLoss()),
        ("huber", () => Mean((o, t) => Math.Abs(o - t) <= 1 ? 0.5 * (o - t) * (o - t) : Math.Abs(o - t) - 0.5, (o, t) => double.IsNaN(o - t) ? o - t : Math.Clamp(o - t, -1, 1))),
        ("mae", () => Mean((o, t) => Math.Abs(o - t), (o, t) => double.IsNaN(o - t) ? o - t : Math.Sign(o - t))),
        ("hinge", () => Mean((o, t) => Larger(0, 1 - (2 * t - 1) * o), (o, t) => (2 * t - 1) * o is var m && double.IsNaN(m) ? m : m < 1 ? 1 - 2 * t : 0)),
        ("squared hinge", () => Mean((o, t) => Larger(0, 1 - t * o) * Larger(0, 1 - t * o), (o, t) => -2 * t * Larger(0, 1 - t * o))),
        ("binary-cross-entropy", () => Mean(
            (o, t) => -(t * Elementary.Log(o) + (1 - t) * Elementary.Log1p(-o)), (o, t) => (o - t) / (o * (1 - o)))),
        ("clamped binary-cross-entropy", () => Mean(
            (o, t) => -(t * Math.Max(-100, Elementary.Log(o)) + (1 - t) * Math.Max(-100, Elementary.Log1p(-o))), (o, t) => (o - t) / Larger(1e-12, o * (1 - o)))),
        ("binary-cross-entropy-logits", () => Mean((o, t) => Elementary.Softplus(o) - t * o, (o, t) => Elementary.Sigmoid(o) - t)),
        ("poisson", () => Mean((o, t) => Elementary.Exp(o) - t * o, (o, t) => Elementary.Exp(o) - t)),
        ("kl", () => Mean((o, t) => t == 0 ? 0 * o : t * (Elementary.Log(t) - o), (o, t) => double.IsNaN(o) ? o : -t)),
    ];

    private static double Gauss(double z) => 0.5 * (1 + Elementary.Erf(z * 0.7071067811865476));

    private static double Clamped(double z) => double.IsNaN(z) ? z : Math.Clamp(z, -800, 800);

    private static double Larger(double floor, double x) => x > floor || double.IsNaN(x) ? x : floor;

    private static FakeLoss Mean(Func<double, double, double> value, Func<double, double, double> slope) => new()
    {
        Judge = (rows, outputs, targets, gradients) =>
        {
            var sum = 0.0;
            for (var i = 0; i < outputs.Length; i++)
            {
                sum += value(outputs[i], targets[i]);
                gradients[i] = slope(outputs[i], targets[i]) / outputs.Length;
            }

            return sum / outputs.Length;
        },
    };
}

/// <summary>log softmax of a row.</summary>
internal sealed class LogSoftmax : IActivation
{
    public string Id => "log-softmax";

    public bool ActsOnRows => true;

    public ActivationClaims Claims => new(Max: 0);

    public void Forward(ReadOnlySpan<double> preActivations, Span<double> activations)
    {
        var (largest, sum) = (double.NegativeInfinity, 0.0);
        foreach (var z in preActivations)
            largest = Math.Max(largest, z);
        foreach (var z in preActivations)
            sum += Elementary.Exp(z - largest);
        for (var j = 0; j < activations.Length; j++)
            activations[j] = preActivations[j] - largest - Elementary.Log(sum);
    }

    public void Backward(
        ReadOnlySpan<double> preActivations, ReadOnlySpan<double> activations, ReadOnlySpan<double> activationGradients, Span<double> preActivationGradients)
    {
        var sum = 0.0;
        foreach (var g in activationGradients)
            sum += g;
        for (var j = 0; j < activations.Length; j++)
            preActivationGradients[j] = activationGradients[j] - Elementary.Exp(activations[j]) * sum;
    }
}

/// <summary>Each unit less the largest of its row: a function of rows with kinks where two are equally large, which it cannot tell of.</summary>
internal sealed class Largest : IActivation
{
    public string Id => "less-largest";

    public bool ActsOnRows => true;

    public void Forward(ReadOnlySpan<double> preActivations, Span<double> activations)
    {
        var largest = preActivations[At(preActivations)];
        for (var j = 0; j < activations.Length; j++)
            activations[j] = preActivations[j] - largest;
    }

    public void Backward(
        ReadOnlySpan<double> preActivations, ReadOnlySpan<double> activations, ReadOnlySpan<double> activationGradients, Span<double> preActivationGradients)
    {
        var (at, sum) = (At(preActivations), 0.0);
        foreach (var g in activationGradients)
            sum += g;
        for (var j = 0; j < activations.Length; j++)
            preActivationGradients[j] = activationGradients[j] - (j == at ? sum : 0) + 0 * (preActivations[j] - preActivations[j]);
    }

    private static int At(ReadOnlySpan<double> z)
    {
        var at = 0;
        for (var j = 1; j < z.Length; j++)
            if (z[j] > z[at] || double.IsNaN(z[j]))
                at = j;
        return at;
    }
}
