using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>What holds of every optimizer: how it treats memory here, its updates in a file of their own.</summary>
internal static class OptimizerLaws
{
    public static ImmutableArray<Law<IOptimizer>> All { get; } =
    [
        .. Handling.IsAFunction<IOptimizer>(optimizer => optimizer.Id, Ask),
        Handling.LeavesInputsAlone<IOptimizer>(Ask),
        Handling.WritesNothingElse<IOptimizer>(Ask),
        new("names-its-slots", "Its slots have names, no two the same.", NamesItsSlots),
        new("memory-only-in-slots", "n + m updates are n, and then m by a fresh instance from the same parameters and slots, to the bit.", MemoryOnlyInSlots) { Essential = true },
        new("counts-for-itself", "The number of the run's step plays no part: what it counts, it counts in a slot.", CountsForItself),
        new("acts-on-elements", "What says it acts on elements updates any part of the parameters, on its own, as it updates that part among all, to the bit.", ActsOnElements) { Essential = true },
        .. OptimizerUpdateLaws.All,
    ];

    private static Call<IOptimizer> Ask(IOptimizer optimizer, Draw draw)
    {
        var work = Work.Of(draw);
        var before = Trained.Start(optimizer, work.Layout, work.Start).Steps(optimizer, 0, work.Rate, work.Gradients[..^1]);
        var (n, step) = (work.Layout.Length, work.Gradients.Length - 1);
        return new($"the last update of {work}", [before.Parameters], [work.Gradients[^1], before.Memory], (s, reads, writes) =>
        {
            s.Update(step, work.Rate, work.Layout, reads[0].Span, writes[0].Span, Slots.For(s, n, writes[1].Span));
            return 0;
        });
    }

    private static Finding NamesItsSlots(Func<IOptimizer> make, Draw draw)
    {
        var optimizer = make();
        string[] names = [.. optimizer.SlotNames, .. optimizer.ScalarNames];
        return names.Length == 0 ? Finding.Silent : Finding.Of(Say.Misnamed(names));
    }

    private static Finding MemoryOnlyInSlots(Func<IOptimizer> make, Draw draw)
    {
        var work = Work.Of(draw, 2);
        var n = 1 + draw.Below(work.Gradients.Length - 1);
        var one = make();
        var whole = Trained.Start(one, work.Layout, work.Start).Steps(one, 0, work.Rate, work.Gradients);
        var split = Trained.Start(make(), work.Layout, work.Start).Steps(make(), 0, work.Rate, work.Gradients[..n]).Copy().Steps(make(), n, work.Rate, work.Gradients[n..]);
        return whole.Unlike(split) is { } difference ? Finding.Against($"{work}: {difference} when a fresh instance goes on after {n}") : Finding.Fine;
    }

    private static Finding ActsOnElements(Func<IOptimizer> make, Draw draw)
    {
        var (work, optimizer) = (Work.Of(draw), make());
        if (!optimizer.ActsOnElements)
            return Finding.Silent;
        var (n, step) = (work.Layout.Length, work.Gradients.Length - 1);
        var before = Trained.Start(optimizer, work.Layout, work.Start).Steps(optimizer, 0, work.Rate, work.Gradients[..^1]);
        var (whole, parts) = (before.Copy(), before.Copy());
        whole.Step(optimizer, step, work.Rate, work.Gradients[^1]);
        var cut = draw.Below(n + 1);
        parts.Parts(make(), step, work.Rate, work.Gradients[^1], (cut, n - cut), (0, cut));
        return whole.Unlike(parts) is { } difference ? Finding.Against($"{work}: {difference} when the last update is made of [{cut}…] and then of [0…{cut})") : Finding.Fine;
    }

    private static Finding CountsForItself(Func<IOptimizer> make, Draw draw)
    {
        var work = Work.Of(draw);
        var later = draw.OneOf(1L, 500, 7, 1L << 40);
        var (now, then) = (
            Trained.Start(make(), work.Layout, work.Start).Steps(make(), 0, work.Rate, work.Gradients),
            Trained.Start(make(), work.Layout, work.Start).Steps(make(), later, work.Rate, work.Gradients));
        return now.Unlike(then) is { } difference ? Finding.Against($"{work}: {difference} when the run has already made {later} updates", Scene.Of(work, work.Gradients, later)) : Finding.Fine;
    }
}
