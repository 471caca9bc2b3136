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

/// <summary>Optimizers that do one thing wrong each.</summary>
internal static class LyingOptimizers
{
    public static IReadOnlyList<Liar<IOptimizer>> All { get; } =
    [
        new("has no name", "has-a-name", () => new FakeOptimizer { Id = "" }),
        new("gives two slots one name", "names-its-slots", () => new FakeOptimizer { ScalarNames = ["m"] }),
        new("keeps its memory in a field", "memory-only-in-slots", () => InField(usesSlots: false)),
        new("keeps a copy of its slots", "memory-only-in-slots", () => InField(usesSlots: true)),
        new("counts with the run's step", "counts-for-itself", () => Updating((step, rate, p, g) => -rate * g / (1 + step))),
        new("leaves the second half of its updates", "writes-every-update", () => new FakeOptimizer { Move = (step, rate, p, u, s) => FakeOptimizer.Momentum(step, rate, p, u[..((u.Length + 1) / 2)], s) }),
        new("leaves updates of small gradients", "writes-every-update", () => Updating((step, rate, p, g) => Math.Abs(g) < 0.5 ? g : -rate * g)),
        new("swallows NaN", "nan-in-nan-out", () => Updating((step, rate, p, g) => g > 0 ? -rate : g < 0 ? rate : 0)),
        new("divides 0 by 0", "finite-from-moderate", () => Updating((step, rate, p, g) => -rate * g / Math.Abs(g))),
        new("climbs", "goes-downhill", () => Updating((step, rate, p, g) => rate * g)),
        new("stands still", "goes-downhill", () => Updating((step, rate, p, g) => 0 * g)),
        new("says it climbs and descends", "goes-downhill", () => new FakeOptimizer { Id = "momentum(maximize=true)" }),
        new("moves the parameters itself", "leaves-inputs-alone", () => new FakeOptimizer { Move = (step, rate, p, u, s) => { FakeOptimizer.Momentum(step, rate, p, u, s); Trespass.Write(p, 0, p[0] + u[0]); } }),
        new("writes beyond its slots", "writes-nothing-else", () => new FakeOptimizer { Move = (step, rate, p, u, s) => { FakeOptimizer.Momentum(step, rate, p, u, s); Trespass.Write(s.Scalars, 1, 1); } }),
        new("throws dice", "same-bits-again", () => Updating((step, rate, p, g) => -rate * g + 1e-9 * Random.Shared.NextDouble()), Repeats: false),
        new("tires of being asked", "no-memory", Tiring),
        new("works in memory all instances share", "same-bits-on-two-threads", OneThread),
    ];

    private static FakeOptimizer Updating(Func<long, double, double, double, double> update) => new()
    {
        SlotNames = [],
        ScalarNames = [],
        Move = (step, rate, p, u, s) =>
        {
            for (var i = 0; i < u.Length; i++)
                u[i] = update(step, rate, p[i], u[i]);
        },
    };

    public static FakeOptimizer InField(bool usesSlots)
    {
        double[] memory = [];
        return new()
        {
            Move = (step, rate, p, u, s) =>
            {
                if (memory.Length != u.Length)
                    memory = new double[u.Length];
                for (var i = 0; i < u.Length; i++)
                {
                    memory[i] = 0.5 * memory[i] + u[i];
                    s[0][i] = usesSlots ? memory[i] : 0;
                    u[i] = -rate * memory[i];
                }
            },
        };
    }

    private static FakeOptimizer Tiring()
    {
        var calls = 0;
        return Updating((step, rate, p, g) => -rate * g * (calls++ > 100 ? 0.5 : 1));
    }

    private static FakeOptimizer OneThread()
    {
        var home = Environment.CurrentManagedThreadId;
        return Updating((step, rate, p, g) => -rate * g * (Environment.CurrentManagedThreadId == home ? 1 : 2));
    }
}

/// <summary>Schedules that do one thing wrong each.</summary>
internal static class LyingSchedules
{
    public static IReadOnlyList<Liar<ISchedule>> All { get; } =
    [
        new("has no name", "has-a-name", () => new FakeSchedule((_, rate) => rate) { Id = "" }),
        new("decays a little each time it is asked", "same-bits-again", () => Stateful((kept, step, rate) => (0.99 * kept, rate * kept), 1)),
        new("remembers the latest step", "in-any-order", () => Stateful((latest, step, rate) => (Math.Max(latest, step), rate / (1 + Math.Max(latest, step))), 0)),
        new("tires of being asked", "no-memory", () => Stateful((asked, step, rate) => (asked + 1, asked > 100 ? rate / 2 : rate), 0)),
        new("works on one thread only", "same-bits-on-two-threads", OneThread),
        new("falls below 0", "finite-and-not-negative", () => new FakeSchedule((step, rate) => rate * (1 - step / 1e9))),
        new("is NaN in the end", "finite-and-not-negative", () => new FakeSchedule((step, rate) => step > 100_000_000 ? double.NaN : rate)),
        new("throws at large steps", "finite-and-not-negative", () => new FakeSchedule((step, rate) => rate / checked((int)step + 1))),
    ];

    private static FakeSchedule Stateful(Func<double, long, double, (double Kept, double Rate)> at, double first)
    {
        var kept = first;
        return new((step, rate) =>
        {
            (kept, var result) = at(kept, step, rate);
            return result;
        });
    }

    private static FakeSchedule OneThread()
    {
        var home = Environment.CurrentManagedThreadId;
        return new((step, rate) => Environment.CurrentManagedThreadId == home ? rate : rate / 2);
    }
}

/// <summary>Initializers that do one thing wrong each.</summary>
internal static class LyingInitializers
{
    public static IReadOnlyList<Liar<IInitializer>> All { get; } =
    [
        new("has no name", "has-a-name", () => new FakeInitializer(p => p.Clear()) { Id = "" }),
        new("draws from the generator of everybody", "same-bits-again", () => new FakeInitializer(p => p[0] = Random.Shared.NextDouble()), Repeats: false),
        new("goes on drawing where it stopped", "same-bits-again", OneStream),
        new("starts otherwise the tenth time", "no-memory", Tiring),
        new("works on one thread only", "same-bits-on-two-threads", OneThread),
        new("writes a parameter too many", "writes-nothing-else", () => new FakeInitializer(p => Trespass.Write(p, p.Length, 1))),
        new("divides by one unit less", "finite", () => new FakeInitializer(p => p.Fill(1.0 / (p.Length - 1)))),
    ];

    private static FakeInitializer OneStream()
    {
        var drawn = 0UL;
        return new(p =>
        {
            foreach (ref var x in p)
                x = Rng.Uniform(1, 0, drawn++);
        });
    }

    private static FakeInitializer Tiring()
    {
        var calls = 0;
        return new(p => p.Fill(++calls > 10 ? 2 : 1));
    }

    private static FakeInitializer OneThread()
    {
        var home = Environment.CurrentManagedThreadId;
        return new(p => p.Fill(Environment.CurrentManagedThreadId == home ? 1 : 2));
    }
}

/// <summary>Parts that spoil a step.</summary>
internal static class LyingParts
{
    public static IReadOnlyList<Liar<Parts>> All { get; } =
    [
        new("has an activation that depends on how many numbers come at once", "rows-do-not-see-each-other", () => With(activation: new FakeActivation
        {
            Map = (z, a) =>
            {
                FakeActivation.Tanh(z, a);
                foreach (ref var x in a)
                    x += z.Length * 1e-13;
            },
        })),
        new("has an activation that trusts in empty buffers", "engine-is-the-specification", () => With(activation: LyingActivations.LeavingZeros())),
        new("has an activation with a wrong slope", "gradient-of-the-loss", () => With(activation: FakeActivation.Of(Elementary.Sigmoid, z => Elementary.Sigmoid(z)))),
        new("has a loss that changes the targets", "step-is-pure", () => With(loss: new FakeLoss
        {
            Judge = (rows, o, t, g) =>
            {
                var value = FakeLoss.HalfSse(rows, o, t, g);
                Trespass.Write(t, 0, o[0]);
                return value;
            },
        })),
        new("has a loss that favours the first row", "rows-in-any-order", () => With(loss: new FakeLoss { Judge = LyingLosses.FirstTwice })),
        new("has an optimizer with a memory of its own", "n-steps-then-m", () => With(optimizer: LyingOptimizers.InField(usesSlots: false))),
    ];

    private static Parts With(IActivation? activation = null, ILoss? loss = null, IOptimizer? optimizer = null) =>
        new(activation ?? new FakeActivation(), loss ?? new FakeLoss(), optimizer ?? new FakeOptimizer(), new FakeSchedule((_, rate) => rate));
}
