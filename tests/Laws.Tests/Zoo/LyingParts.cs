using Functional.Core;

namespace Functional.Laws.Tests;

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
