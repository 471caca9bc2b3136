using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>What holds of every schedule.</summary>
internal static class ScheduleLaws
{
    private const long Furthest = 1_000_000_000_000;

    public static ImmutableArray<Law<ISchedule>> All { get; } =
    [
        .. Handling.IsAFunction<ISchedule>(schedule => schedule.Id, Ask),
        new("in-any-order", "Asked for steps in another order it gives the same rates, to the bit.", InAnyOrder) { Essential = true },
        new("finite-and-not-negative", "Every step up to 10¹² has a finite rate that is not below 0, for every base rate from 0 to 10.", Finite),
        .. LossScheduleLaws.All,
    ];

    private static Call<ISchedule> Ask(ISchedule schedule, Draw draw)
    {
        var (step, rate) = (Step(draw), Rate(draw));
        return new($"the rate of step {step} from {Say.Number(rate)}", [], [], (s, _, _) => s.At(step, rate));
    }

    private static Finding InAnyOrder(Func<ISchedule> make, Draw draw)
    {
        var rate = Rate(draw);
        var steps = draw.Items(() => Step(draw), 1, 12);
        var order = draw.Order(steps.Length);
        var (one, other) = (make(), make());
        var expected = Array.ConvertAll(steps, step => one.At(step, rate));
        foreach (var i in order)
            if (other.At(steps[i], rate) is var found && !Say.Same(expected[i], found))
                return Finding.Against(
                    $"steps {string.Join(", ", steps)} from {Say.Number(rate)} in order [{string.Join(", ", order)}]: step {steps[i]} has {Say.Number(expected[i])} and {Say.Number(found)}");
        return Finding.Fine;
    }

    private static Finding Finite(Func<ISchedule> make, Draw draw)
    {
        var (step, rate) = (Step(draw), Rate(draw));
        var found = make().At(step, rate);
        return double.IsFinite(found) && found >= 0 ? Finding.Fine : Finding.Against($"step {step} from {Say.Number(rate)} has the rate {Say.Number(found)}", new Scene.OfRate(step, rate));
    }

    public static long Step(Draw draw) => draw.Below(4) switch
    {
        0 => draw.Below(100),
        1 => draw.Below(100_000),
        2 => Math.Min(Furthest, 1L << draw.Below(41)),
        _ => (long)draw.Choose(Furthest + 1),
    };

    public static double Rate(Draw draw) => draw.Below(2) == 0 ? draw.OneOf(1, 0.1, 0.001, 10, 0) : Math.Abs(draw.Within(10));
}
