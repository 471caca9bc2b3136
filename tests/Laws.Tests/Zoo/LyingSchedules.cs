using Functional.Core;

namespace Functional.Laws.Tests;

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
        new("gives two numbers one name", "names-what-it-remembers", () => new FakeLossSchedule { MemoryNames = ["best", "best"] }),
        new("remembers the best loss in a field", "memory-only-where-lent", InField),
        new("remembers an infinite loss", "remembers-finite-numbers", () => new FakeLossSchedule { Hear = (loss, memory) => memory[0] = Math.Max(memory[0], loss) }),
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

    private static FakeLossSchedule InField()
    {
        var best = double.PositiveInfinity;
        return new()
        {
            Hear = (loss, memory) =>
            {
                memory[1] += loss >= best ? 1 : 0;
                best = Math.Min(best, loss);
            },
        };
    }

    private static FakeSchedule OneThread()
    {
        var home = Environment.CurrentManagedThreadId;
        return new((step, rate) => Environment.CurrentManagedThreadId == home ? rate : rate / 2);
    }
}
