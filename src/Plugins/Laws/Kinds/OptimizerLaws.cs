using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>What holds of every optimizer.</summary>
internal static class OptimizerLaws
{
    public static ImmutableArray<Law<IOptimizer>> All { get; } =
    [
        .. Handling.IsAFunction<IOptimizer>(optimizer => optimizer.Id, Ask),
        Handling.LeavesInputsAlone<IOptimizer>(Ask),
        Handling.WritesNothingElse<IOptimizer>(Ask),
        new("writes-every-update", "Where a gradient came in, an update goes out.", WritesEveryUpdate),
        new("names-its-slots", "Its slots have names, no two the same.", NamesItsSlots),
        new("memory-only-in-slots", "n + m updates are n, and then m by a fresh instance from the same parameters and slots, to the bit.", MemoryOnlyInSlots),
        new("counts-for-itself", "The number of the run's step plays no part: what it counts, it counts in a slot.", CountsForItself),
        new("finite-from-moderate", "Moderate gradients, zeros among them from the first on, give finite updates and finite slots.", Finite),
        new("nan-in-nan-out", "A gradient that is NaN gives an update that is NaN.", NaNInNaNOut),
        new("goes-downhill", "With some learning rate it makes a convex bowl's value smaller within a hundred updates (larger where its Id says maximize=true).", GoesDownhill),
    ];

    /// <summary>Start values and gradients, a row an update.</summary>
    private sealed record Work(ParameterLayout Layout, double Rate, double[] Start, double[][] Gradients)
    {
        public override string ToString() =>
            $"learning rate {Say.Number(Rate)}, {string.Join(", ", Layout.Tensors.Select(t => $"{t.Name} [{t.Length}]"))} = {Say.Numbers(Start)} and gradients {string.Join(", ", Gradients.Select(g => Say.Numbers(g)))}";
    }

    private static Work Draws(Draw draw, int fewest = 1, int most = 6)
    {
        var layout = Layouts.Any(draw);
        var rate = draw.OneOf(0.125, 0.1, 0.01, 0.001, 0.3);
        var start = draw.Exactly(layout.Length, draw.Plain);
        return new(layout, rate, start, draw.Items(() => draw.Exactly(layout.Length, () => Gradient(draw)), fewest, most));
    }

    private static double Gradient(Draw draw) => draw.Below(8) < 7 ? draw.Plain() : draw.OneOf(-0.0, 1e-8, -1e-8, 1e-12, 1e6, -1e6);

    private static Call<IOptimizer> Ask(IOptimizer optimizer, Draw draw)
    {
        var work = Draws(draw);
        var before = Trained.Start(optimizer, work.Layout, work.Start).Steps(optimizer, 0, work.Rate, work.Gradients[..^1]);
        var (n, step) = (work.Layout.Length, work.Gradients.Length - 1);
        return new($"the last update of {work}", [before.Parameters], [work.Gradients[^1], before.Memory], (s, reads, writes) =>
        {
            s.Update(step, work.Rate, work.Layout, reads[0].Span, writes[0].Span, Slots.For(s, n, writes[1].Span));
            return 0;
        });
    }

    /// <summary>An update that equals its gradient once may be chance; twice, for different gradients, it was not written.</summary>
    private static Finding WritesEveryUpdate(Func<IOptimizer> make, Draw draw)
    {
        var work = Draws(draw);
        var before = Trained.Start(make(), work.Layout, work.Start).Steps(make(), 0, work.Rate, work.Gradients[..^1]);
        double[] one = [.. work.Gradients[^1].Select(g => g == 0 ? 1 : g)], other = [.. one.Select(g => 1.375 * g + 0.5)];
        var (first, second) = (before.Copy().Step(make(), 0, work.Rate, one), before.Copy().Step(make(), 0, work.Rate, other));
        for (var i = 0; i < one.Length; i++)
            if (first[i] == one[i] && second[i] == other[i])
                return Finding.Against($"the last update of {work} leaves [{i}] as it came");
        return Finding.Fine;
    }

    private static Finding NamesItsSlots(Func<IOptimizer> make, Draw draw)
    {
        var optimizer = make();
        string[] names = [.. optimizer.SlotNames, .. optimizer.ScalarNames];
        return names.Any(string.IsNullOrWhiteSpace) || names.Distinct().Count() < names.Length
            ? Finding.Against($"they are called {string.Join(", ", names.Select(n => $"'{n}'"))}")
            : names.Length == 0 ? Finding.Silent : Finding.Fine;
    }

    private static Finding MemoryOnlyInSlots(Func<IOptimizer> make, Draw draw)
    {
        var work = Draws(draw, 2);
        var n = 1 + draw.Below(work.Gradients.Length - 1);
        var one = make();
        var whole = Trained.Start(one, work.Layout, work.Start).Steps(one, 0, work.Rate, work.Gradients);
        var split = Trained.Start(make(), work.Layout, work.Start).Steps(make(), 0, work.Rate, work.Gradients[..n]).Copy().Steps(make(), n, work.Rate, work.Gradients[n..]);
        return whole.Unlike(split) is { } difference ? Finding.Against($"{work}: {difference} when a fresh instance goes on after {n}") : Finding.Fine;
    }

    private static Finding CountsForItself(Func<IOptimizer> make, Draw draw)
    {
        var work = Draws(draw);
        var later = draw.OneOf(1L, 500, 7, 1L << 40);
        var (now, then) = (
            Trained.Start(make(), work.Layout, work.Start).Steps(make(), 0, work.Rate, work.Gradients),
            Trained.Start(make(), work.Layout, work.Start).Steps(make(), later, work.Rate, work.Gradients));
        return now.Unlike(then) is { } difference ? Finding.Against($"{work}: {difference} when the run has already made {later} updates") : Finding.Fine;
    }

    private static Finding Finite(Func<IOptimizer> make, Draw draw)
    {
        var (work, optimizer) = (Draws(draw, 1, 12), make());
        var state = Trained.Start(optimizer, work.Layout, work.Start);
        for (var i = 0; i < work.Gradients.Length; i++)
        {
            var updates = state.Step(optimizer, i, work.Rate, work.Gradients[i]);
            if (Say.FirstNonFinite(updates) is >= 0 and var u)
                return Finding.Against($"{work}: update {i} is {Say.Number(updates[u])} at [{u}]");
            if (Say.FirstNonFinite(state.Memory) is >= 0 and var m)
                return Finding.Against($"{work}: slot number [{m}] is {Say.Number(state.Memory[m])} after update {i}");
        }

        return Finding.Fine;
    }

    private static Finding NaNInNaNOut(Func<IOptimizer> make, Draw draw)
    {
        var (work, optimizer) = (Draws(draw), make());
        var where = draw.Below(work.Layout.Length);
        work.Gradients[^1][where] = double.NaN;
        var updates = Trained.Start(optimizer, work.Layout, work.Start).Steps(optimizer, 0, work.Rate, work.Gradients[..^1])
            .Step(optimizer, work.Gradients.Length - 1, work.Rate, work.Gradients[^1]);
        return double.IsNaN(updates[where]) ? Finding.Fine : Finding.Against($"{work}: the last update at [{where}] is {Say.Number(updates[where])}");
    }

    /// <summary>½ Σ c·(θ − center)² from half a unit away or more; a hundredth less is enough, for adadelta starts slowly.</summary>
    private static Finding GoesDownhill(Func<IOptimizer> make, Draw draw)
    {
        var bowl = draw.Items(() => (Center: draw.Plain(), Away: draw.OneOf(1, -1, 2, -0.5, 0.5), Curvature: draw.OneOf(1, 0.5, 2)), 1, 4);
        var layout = ParameterLayout.Of((bowl.Length, 1, false));
        double[] start = [.. bowl.Select(b => b.Center + b.Away)];
        var sign = make().Id.Contains("maximize=true", StringComparison.Ordinal) ? -1 : 1;
        var (first, best) = (Value(start), sign * double.PositiveInfinity);
        // Whoever climbs has to climb by small steps: with large ones descent climbs too.
        double[] rates = sign > 0 ? [0.01, 0.1, 1, 0.001, 10] : [0.01, 0.1, 0.001];
        foreach (var rate in rates)
        {
            var optimizer = make();
            var state = Trained.Start(optimizer, layout, start);
            for (var step = 0; step < 100; step++)
            {
                state.Step(optimizer, step, rate, [.. bowl.Select((b, i) => b.Curvature * (state.Parameters[i] - b.Center))]);
                var value = Value(state.Parameters);
                best = sign * value < sign * best ? value : best;
                if (sign * (best - first) < -0.01 * first)
                    return Finding.Fine;
            }
        }

        return Finding.Against($"½ Σ c·(θ − center)² with c = {Say.Numbers([.. bowl.Select(b => b.Curvature)])}, center {Say.Numbers([.. bowl.Select(b => b.Center)])}: from {Say.Number(first)} it comes to {Say.Number(best)} at best");

        double Value(double[] parameters) => 0.5 * bowl.Select((b, i) => b.Curvature * (parameters[i] - b.Center) * (parameters[i] - b.Center)).Sum();
    }
}
