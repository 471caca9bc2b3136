using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>What holds of schedules that listen to the losses; of others these laws say nothing.</summary>
internal static class LossScheduleLaws
{
    public static ImmutableArray<Law<ISchedule>> All { get; } =
    [
        new("names-what-it-remembers", "Where it listens to losses, what it remembers has names, no two the same.", Names),
        new("memory-only-where-lent", "Where it listens to losses, n + m of them are n, and then m heard by a fresh instance over the same memory, to the bit.", OnlyWhereLent) { Essential = true },
        new("remembers-finite-numbers", "Where it listens to losses, its memory stays finite and its rate finite and not below 0, whatever it hears.", Finite),
    ];

    private static Finding Names(Func<ISchedule> make, Draw draw) =>
        make() is ILossSchedule schedule ? Finding.Of(Say.Misnamed(schedule.MemoryNames)) : Finding.Silent;

    private static Finding OnlyWhereLent(Func<ISchedule> make, Draw draw)
    {
        if (make() is not ILossSchedule one)
            return Finding.Silent;
        var (losses, step, rate) = (Losses(draw), ScheduleLaws.Step(draw), ScheduleLaws.Rate(draw));
        var n = draw.Below(losses.Length);
        var (whole, split) = (Fresh(one), Fresh((ILossSchedule)make()));
        Hear(one, whole, losses);
        Hear((ILossSchedule)make(), split, losses[..n]);
        var last = (ILossSchedule)make();
        Hear(last, split, losses[n..]);
        if (Say.FirstDifference(whole, split) is >= 0 and var i)
            return Finding.Against($"losses {Say.Numbers(losses)}: memory [{i}] is {Say.Number(whole[i])}, and {Say.Number(split[i])} when a fresh instance goes on after {n}");
        var (expected, found) = (one.At(step, rate, whole), last.At(step, rate, split));
        return Say.Same(expected, found)
            ? Finding.Fine
            : Finding.Against($"losses {Say.Numbers(losses)}: the rate of step {step} from {Say.Number(rate)} is {Say.Number(expected)}, and {Say.Number(found)} when a fresh instance goes on after {n}");
    }

    private static Finding Finite(Func<ISchedule> make, Draw draw)
    {
        if (make() is not ILossSchedule schedule)
            return Finding.Silent;
        var (losses, step, rate) = (Losses(draw), ScheduleLaws.Step(draw), ScheduleLaws.Rate(draw));
        var memory = Fresh(schedule);
        Hear(schedule, memory, losses);
        var found = schedule.At(step, rate, memory);
        return Say.FirstNonFinite(memory) is >= 0 and var i ? Finding.Against($"losses {Say.Numbers(losses)}: memory [{i}] is {Say.Number(memory[i])}")
            : double.IsFinite(found) && found >= 0 ? Finding.Fine
            : Finding.Against($"losses {Say.Numbers(losses)}: the rate of step {step} from {Say.Number(rate)} is {Say.Number(found)}");
    }

    /// <summary>One to forty, some of them the same: a schedule may wait for a dozen that are no better.</summary>
    private static double[] Losses(Draw draw) => draw.Items(() => draw.Below(3) == 0 ? draw.Any() : draw.OneOf(1, 0.5, 2), 1);

    private static double[] Fresh(ILossSchedule schedule)
    {
        var memory = new double[schedule.MemoryNames.Length];
        schedule.Init(memory);
        return memory;
    }

    private static void Hear(ILossSchedule schedule, double[] memory, double[] losses)
    {
        foreach (var loss in losses)
            schedule.Observe(loss, memory);
    }
}
