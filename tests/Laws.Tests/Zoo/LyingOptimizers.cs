using Functional.Core;

namespace Functional.Laws.Tests;

/// <summary>Optimizers that do one thing wrong each.</summary>
internal static class LyingOptimizers
{
    public static IReadOnlyList<Liar<IOptimizer>> All { get; } =
    [
        new("has no name", "has-a-name", () => new FakeOptimizer { Id = "" }),
        new("gives two slots one name", "names-its-slots", () => new FakeOptimizer { ScalarNames = ["m"] }),
        new("keeps its memory in a field", "memory-only-in-slots", () => InField(usesSlots: false)),
        new("keeps a copy of its slots", "memory-only-in-slots", () => InField(usesSlots: true)),
        new("says it acts on elements and looks at the length of all", "acts-on-elements", () => new FakeOptimizer { ActsOnElements = true, Move = (step, rate, p, u, s) => { FakeOptimizer.Momentum(step, rate, p, u, s); foreach (ref var x in u) x *= 1 + 1e-13 * u.Length; } }),
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
