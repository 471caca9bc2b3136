using Functional.Core;

namespace Functional.Laws.Tests;

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
