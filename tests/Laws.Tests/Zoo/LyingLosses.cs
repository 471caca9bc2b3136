using Functional.Core;

namespace Functional.Laws.Tests;

/// <summary>Losses that do one thing wrong each.</summary>
internal static class LyingLosses
{
    public static IReadOnlyList<Liar<ILoss>> All { get; } =
    [
        new("has no name", "has-a-name", () => new FakeLoss { Id = "" }),
        new("has a gradient of the wrong sign", "slope-of-value", () => After((o, t, g) => Each(g, x => -x))),
        new("forgets the half in its gradient", "slope-of-value", () => After((o, t, g) => Each(g, x => 2 * x))),
        new("is wrong for large residuals only", "slope-of-value", () => After((o, t, g) => Each(g, x => Math.Abs(x) > 2 ? 2 * x : x))),
        new("takes the root of its sum", "sum-or-mean", () => new FakeLoss { Judge = Root }),
        new("weighs the first row twice", "sum-or-mean", () => new FakeLoss { Judge = FirstTwice }),
        new("sums few rows and averages many", "sum-or-mean", () => new FakeLoss { Judge = (rows, o, t, g) => rows > 6 ? Mean(rows, o, t, g) : FakeLoss.HalfSse(rows, o, t, g) }),
        new("averages its value and sums its gradient", "sum-or-mean", () => new FakeLoss { Judge = (rows, o, t, g) => FakeLoss.HalfSse(rows, o, t, g) / rows }),
        new("takes the logarithm of 0", "finite-from-moderate", () => new FakeLoss { Judge = Divergence }),
        new("swallows NaN", "nan-in-nan-out", () => new FakeLoss { Judge = SkippingNaN }),
        new("leaves the last gradient of many unwritten", "writes-every-output", () => new FakeLoss { Judge = (rows, o, t, g) => FakeLoss.HalfSse(rows, Most(o), Most(t), g) }),
        new("writes a gradient too many", "writes-nothing-else", () => After((o, t, g) => Trespass.Write(g, g.Length, 1))),
        new("rounds its targets in place", "leaves-inputs-alone", () => After((o, t, g) => Trespass.Write(t, 0, t[0] > 0.75 && t[0] < 1 ? 1 : t[0]))),
        new("throws dice", "same-bits-again", () => new FakeLoss { Judge = (rows, o, t, g) => FakeLoss.HalfSse(rows, o, t, g) + 1e-9 * Random.Shared.NextDouble() }, Repeats: false),
        new("keeps a running mean", "no-memory", RunningMean),
        new("works on one thread only", "same-bits-on-two-threads", OneThread),
    ];

    private delegate void Then(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradients);

    private static FakeLoss After(Then then) => new()
    {
        Judge = (rows, outputs, targets, gradients) =>
        {
            var value = FakeLoss.HalfSse(rows, outputs, targets, gradients);
            then(outputs, targets, gradients);
            return value;
        },
    };

    private static void Each(Span<double> numbers, Func<double, double> change)
    {
        foreach (ref var x in numbers)
            x = change(x);
    }

    private static ReadOnlySpan<double> Most(ReadOnlySpan<double> all) => all.Length > 8 ? all[..^1] : all;

    private static double Mean(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradients)
    {
        var value = FakeLoss.HalfSse(rows, outputs, targets, gradients) / rows;
        Each(gradients, x => x / rows);
        return value;
    }

    private static double Root(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradients)
    {
        var value = Math.Sqrt(FakeLoss.HalfSse(rows, outputs, targets, gradients));
        Each(gradients, x => value == 0 ? 0 : x / (2 * value));
        return value;
    }

    public static double FirstTwice(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradients)
    {
        var width = outputs.Length / rows;
        var value = FakeLoss.HalfSse(rows, outputs, targets, gradients) + FakeLoss.HalfSse(1, outputs[..width], targets[..width], gradients[..width]);
        Each(gradients[..width], x => 2 * x);
        return value;
    }

    private static double Divergence(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradients)
    {
        var sum = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            sum += targets[i] * (Elementary.Log(targets[i]) - Elementary.Log(outputs[i]));
            gradients[i] = -targets[i] / outputs[i];
        }

        return sum;
    }

    private static double SkippingNaN(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradients)
    {
        var sum = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var residual = outputs[i] - targets[i];
            gradients[i] = double.IsNaN(residual) ? 0 : residual;
            sum += 0.5 * gradients[i] * gradients[i];
        }

        return sum;
    }

    private static FakeLoss RunningMean()
    {
        var mean = 0.0;
        return new()
        {
            Judge = (rows, o, t, g) =>
            {
                var value = FakeLoss.HalfSse(rows, o, t, g);
                mean = double.IsFinite(value) ? 0.9 * mean + 0.1 * value : mean;
                return value + 1e-9 * mean;
            },
        };
    }

    private static FakeLoss OneThread()
    {
        var home = Environment.CurrentManagedThreadId;
        return new() { Judge = (rows, o, t, g) => FakeLoss.HalfSse(rows, o, t, g) + (Environment.CurrentManagedThreadId == home ? 0 : 1) };
    }
}
