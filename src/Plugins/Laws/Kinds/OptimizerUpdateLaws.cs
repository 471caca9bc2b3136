using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>What holds of the updates an optimizer writes.</summary>
internal static class OptimizerUpdateLaws
{
    public static ImmutableArray<Law<IOptimizer>> All { get; } =
    [
        new("writes-every-update", "Where a gradient came in, an update goes out.", WritesEveryUpdate),
        new("finite-from-moderate", "Moderate gradients, zeros among them from the first on, give finite updates and finite slots.", Finite),
        new("nan-in-nan-out", "A gradient that is NaN gives an update that is NaN.", NaNInNaNOut),
        new("goes-downhill", "With some learning rate it makes a convex bowl's value smaller within a hundred updates (larger where its Id says maximize=true).", GoesDownhill),
    ];

    /// <summary>An update that equals its gradient once may be chance; twice, for different gradients, it was not written.</summary>
    private static Finding WritesEveryUpdate(Func<IOptimizer> make, Draw draw)
    {
        var work = Work.Of(draw);
        var before = Trained.Start(make(), work.Layout, work.Start).Steps(make(), 0, work.Rate, work.Gradients[..^1]);
        double[] one = [.. work.Gradients[^1].Select(g => g == 0 ? 1 : g)], other = [.. one.Select(g => 1.375 * g + 0.5)];
        var (first, second) = (before.Copy().Step(make(), 0, work.Rate, one), before.Copy().Step(make(), 0, work.Rate, other));
        for (var i = 0; i < one.Length; i++)
            if (first[i] == one[i] && second[i] == other[i])
                return Finding.Against($"the last update of {work} leaves [{i}] as it came", Scene.Of(work, [.. work.Gradients[..^1], one]));
        return Finding.Fine;
    }

    private static Finding Finite(Func<IOptimizer> make, Draw draw)
    {
        var (work, optimizer) = (Work.Of(draw, 1, 12), make());
        var state = Trained.Start(optimizer, work.Layout, work.Start);
        for (var i = 0; i < work.Gradients.Length; i++)
        {
            var updates = state.Step(optimizer, i, work.Rate, work.Gradients[i]);
            if (Say.FirstNonFinite(updates) is >= 0 and var u)
                return Finding.Against($"{work}: update {i} is {Say.Number(updates[u])} at [{u}]", Scene.Of(work, work.Gradients[..(i + 1)]));
            if (Say.FirstNonFinite(state.Memory) is >= 0 and var m)
                return Finding.Against($"{work}: slot number [{m}] is {Say.Number(state.Memory[m])} after update {i}", Scene.Of(work, work.Gradients[..(i + 1)]));
        }

        return Finding.Fine;
    }

    private static Finding NaNInNaNOut(Func<IOptimizer> make, Draw draw)
    {
        var (work, optimizer) = (Work.Of(draw), make());
        var where = draw.Below(work.Layout.Length);
        work.Gradients[^1][where] = double.NaN;
        var updates = Trained.Start(optimizer, work.Layout, work.Start).Steps(optimizer, 0, work.Rate, work.Gradients[..^1])
            .Step(optimizer, work.Gradients.Length - 1, work.Rate, work.Gradients[^1]);
        return double.IsNaN(updates[where]) ? Finding.Fine : Finding.Against($"{work}: the last update at [{where}] is {Say.Number(updates[where])}");
    }

    /// <summary>
    /// ½ Σ c·(θ − center)², started further from the center than the center is from 0, so that weight decay pulls downhill too. A
    /// hundredth less is enough, for adadelta starts slowly.
    /// </summary>
    private static Finding GoesDownhill(Func<IOptimizer> make, Draw draw)
    {
        var bowl = draw.Items(() => (Center: draw.Within(1), Away: draw.OneOf(2, -2, 1.25, -1.25, 4), Curvature: draw.OneOf(1, 0.5, 2)), 1, 4);
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

        return Finding.Against($"½ Σ c·(θ − center)² with c = {Say.Numbers([.. bowl.Select(b => b.Curvature)])}, center {Say.Numbers([.. bowl.Select(b => b.Center)])}: from {Say.Number(first)} it comes to {Say.Number(best)} at best",
            new Scene.OfBowl(Reals.Of(start), Reals.Of([.. bowl.Select(b => b.Center)]), Reals.Of([.. bowl.Select(b => b.Curvature)]), rates[0], 100));

        double Value(double[] parameters) => 0.5 * bowl.Select((b, i) => b.Curvature * (parameters[i] - b.Center) * (parameters[i] - b.Center)).Sum();
    }
}
