using System.Diagnostics;
using Functional.Core;

namespace Functional.Laws.Tests;

/// <summary>Activations that do one thing wrong each.</summary>
internal static class LyingActivations
{
    private static readonly double[] Shared = new double[64];

    private static int _named;

    public static IReadOnlyList<Liar<IActivation>> All { get; } =
    [
        new("has no name", "has-a-name", () => new FakeActivation { Id = " " }),
        new("has another name every time", "has-a-name", () => new FakeActivation { Id = $"tanh{_named++}" }, Repeats: false),
        new("claims more than it can hold", "kinks-in-order", () => new FakeActivation { Claims = new(1, -1) }),
        new("tells its kinks in disorder", "kinks-in-order", () => new FakeActivation { At = [1, 0] }),

        new("has a slope a thousandth too steep", "slope-of-forward", () => Backward((z, a, g) => g * (1 - a * a) * 1.001)),
        new("has a slope of the wrong sign", "slope-of-forward", () => Backward((z, a, g) => -g * (1 - a * a))),
        new("has the slope of sigmoid", "slope-of-forward", () => Backward((z, a, g) => g * a * (1 - a))),
        new("is wrong beyond 3 only", "slope-of-forward", () => Backward((z, a, g) => z > 3 ? 0 : g * (1 - a * a))),
        new("does not tell of its kink", "slope-of-forward", () => FakeActivation.Of(z => z <= 0 ? 0 : z, z => z > 0 ? 1 : z <= 0 ? 0 : z)),
        new("lets the straight gradient through", "slope-of-forward", () => Backward((z, a, g) => double.IsNaN(z) ? z : g)),
        new("squares its gradient", "backward-is-linear", () => Backward((z, a, g) => g * g * (1 - a * a))),
        new("clips its gradient", "backward-is-linear", () => Backward((z, a, g) => double.IsNaN(g) ? g : Math.Clamp(g, -1, 1) * (1 - a * a))),

        new("adds what it saw last", "same-bits-again", () => Remembering((last, z) => Elementary.Tanh(z) + 1e-9 * last)),
        new("remembers a row from Forward for Backward", "no-memory", FromForward),
        new("turns after a hundred calls", "no-memory", () => Counting(calls => calls < 100 ? 0 : 1e-12)),
        new("throws after two hundred calls", "no-memory", () => Counting(calls => calls < 200 ? 0 : throw new InvalidOperationException("enough"))),
        new("looks at the clock", "same-bits-again", () => Forward((z, i) => Elementary.Tanh(z) + (Stopwatch.GetTimestamp() & 1)), Repeats: false),
        new("throws dice", "same-bits-again", () => Forward((z, i) => Elementary.Tanh(z) + 1e-12 * Random.Shared.NextDouble()), Repeats: false),
        new("works in memory all instances share", "same-bits-on-two-threads", OverShared, Repeats: false),

        new("gets the last of an odd count wrong", "part-by-part", () => Whole((z, i, n) => i == n - 1 && n % 2 == 1 ? Elementary.Tanh(z[i]) * 0.999 : Elementary.Tanh(z[i]))),
        new("computes otherwise where a vector fits", "part-by-part", () => Whole((z, i, n) => i < n / 4 * 4 ? 1 - 2 / (1 + Elementary.Exp(2 * z[i])) : Elementary.Tanh(z[i]))),
        new("reads its neighbour", "in-any-order", () => Whole((z, i, n) => i > 0 && z[i - 1] > 2 ? Elementary.Tanh(z[i]) + 1e-12 : Elementary.Tanh(z[i]))),
        new("counts places", "in-any-order", () => Whole((z, i, n) => Elementary.Tanh(z[i]) + 1e-13 * i)),
        new("reads beside its memory", "writes-every-output", () => Whole((z, i, n) => n == 3 ? Elementary.Tanh(z[i]) + 1e-12 * Trespass.Read(z, n) : Elementary.Tanh(z[i]))),
        new("adds to what stands in its outputs", "writes-every-output", () => new FakeActivation { Map = Adding }),
        new("leaves the last of eleven unwritten", "writes-every-output", () => new FakeActivation { Map = (z, a) => FakeActivation.Tanh(z.Length == 11 ? z[..10] : z, a) }),
        new("leaves slopes of 0 unwritten", "writes-every-output", LeavingZeros),
        new("throws at thirteen numbers", "writes-every-output", () => Whole((z, i, n) => n == 13 ? throw new NotSupportedException("thirteen") : Elementary.Tanh(z[i]))),
        new("cannot take no numbers at all", "writes-every-output", () => new FakeActivation { Map = (z, a) => { _ = z[0]; FakeActivation.Tanh(z, a); } }),
        new("writes one number too many", "writes-nothing-else", () => new FakeActivation { Map = (z, a) => { FakeActivation.Tanh(z, a); Trespass.Write(a, a.Length, 0.5); } }),
        new("writes whole vectors backwards too", "writes-nothing-else", () => new FakeActivation { Back = (z, a, g, r) => { FakeActivation.TanhBack(z, a, g, r); Trespass.Write(r, r.Length / 4 * 4 + 3, 0.5); } }),
        new("works in place", "leaves-inputs-alone", () => new FakeActivation { Map = (z, a) => { FakeActivation.Tanh(z, a); Trespass.Write(z, 0, z.Length > 5 ? 7 : z[0]); } }),

        new("swallows NaN", "nan-in-nan-out", () => FakeActivation.Of(z => z > 0 ? z : 0, z => z > 0 ? 1 : 0, null, 0)),
        new("swallows NaN in the slope only", "nan-in-nan-out", () => FakeActivation.Of(z => z <= 0 ? 0 : z, z => z > 0 ? 1 : 0, null, 0)),
        new("swallows NaN gradients", "nan-in-nan-out", () => Backward((z, a, g) => Math.Abs(z) > 20 ? 0 : g * (1 - a * a))),
        new("overflows where its value would not", "finite-from-finite", () => FakeActivation.Of(z => 0.5 * (z + Math.Sqrt(z * z + 4)), z => 0.5 * (1 + z / Math.Sqrt(z * z + 4)))),
        new("divides ∞ by ∞ in its slope", "finite-from-finite", () => Backward((z, a, g) => Math.Abs(z) < 300 ? g * (1 - a * a) : g * 4 * Elementary.Exp(2 * z) / (1 + Elementary.Exp(2 * z)) / (1 + Elementary.Exp(2 * z)))),
        new("claims half its range", "claimed-range", () => new FakeActivation { Claims = new(-0.5, 1) }),
        new("leaves its range by a hair", "claimed-range", () => new FakeActivation { Claims = new(-1, Math.BitDecrement(1)) }),
        new("falls and claims it never does", "claimed-never-falls", () => FakeActivation.Of(z => z * Elementary.Sigmoid(z), z => Elementary.Sigmoid(z) * (1 + z * (1 - Elementary.Sigmoid(z))), new(NeverFalls: true))),

        new("forgets that rows share a sum", "slope-of-forward", () => new Softmax { Coupled = false }),
        new("swallows NaN of a row", "nan-in-nan-out", () => new Softmax { Swallows = true }),
        new("overflows with large rows", "finite-from-finite", () => new Softmax { Shifted = false }),
    ];

    private static FakeActivation Forward(Func<double, int, double> value) => Whole((z, i, _) => value(z[i], i));

    private delegate double Cell(ReadOnlySpan<double> z, int i, int n);

    private static FakeActivation Whole(Cell cell) => new()
    {
        Map = (z, a) =>
        {
            for (var i = 0; i < z.Length; i++)
                a[i] = cell(z, i, z.Length);
        },
    };

    private static FakeActivation Backward(Func<double, double, double, double> cell) => new()
    {
        Back = (z, a, g, r) =>
        {
            for (var i = 0; i < z.Length; i++)
                r[i] = cell(z[i], a[i], g[i]);
        },
    };

    private static FakeActivation Remembering(Func<double, double, double> value)
    {
        var last = 0.0;
        return Forward((z, _) =>
        {
            var result = value(last, z);
            last = double.IsFinite(z) ? z : 0;
            return result;
        });
    }

    private static FakeActivation Counting(Func<int, double> error)
    {
        var calls = 0;
        return new()
        {
            Map = (z, a) =>
            {
                FakeActivation.Tanh(z, a);
                foreach (ref var x in a)
                    x += error(calls);
                calls++;
            },
        };
    }

    private static FakeActivation FromForward()
    {
        double[] kept = [];
        return new()
        {
            Map = (z, a) =>
            {
                FakeActivation.Tanh(z, a);
                kept = a.ToArray();
            },
            Back = (z, a, g, r) => FakeActivation.TanhBack(z, kept.Length == a.Length ? kept : a, g, r),
        };
    }

    private static FakeActivation OverShared() => new()
    {
        Map = (z, a) =>
        {
            z.CopyTo(Shared);
            Thread.Yield();
            FakeActivation.Tanh(Shared.AsSpan(0, z.Length), a);
        },
    };

    private static void Adding(ReadOnlySpan<double> z, Span<double> a)
    {
        for (var i = 0; i < z.Length; i++)
            a[i] += Elementary.Tanh(z[i]);
    }

    /// <summary>relu as one might write it for buffers that are zero anyway.</summary>
    public static FakeActivation LeavingZeros()
    {
        var relu = FakeActivation.Of(z => z <= 0 ? 0 : z, z => z > 0 ? 1 : z <= 0 ? 0 : z, null, 0);
        return new()
        {
            Map = relu.Map,
            At = [0],
            Claims = ActivationClaims.None,
            Back = (z, _, g, r) =>
            {
                for (var i = 0; i < z.Length; i++)
                    if (!(z[i] <= 0))
                        r[i] = g[i];
            },
        };
    }
}
