using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>What holds of every activation: how it treats memory here, its parts, values and slopes in files of their own.</summary>
internal static class ActivationLaws
{
    public static ImmutableArray<Law<IActivation>> All { get; } =
    [
        .. Handling.IsAFunction<IActivation>(f => f.Id, Ask),
        Handling.LeavesInputsAlone<IActivation>(Ask),
        Handling.WritesNothingElse<IActivation>(Ask),
        Handling.WritesEveryOutput<IActivation>(Ask),
        new("kinks-in-order", "Its kinks are finite numbers in rising order, and the least value it claims is not above the greatest.", Ordered),
        .. ActivationPartLaws.All,
        .. ActivationValueLaws.All,
        .. ActivationSlopeLaws.All,
    ];

    /// <summary>Numbers for a call: any count of them, or a row of one to twelve.</summary>
    public static double[] Layer(IActivation f, Draw draw, Func<double> number) =>
        f.ActsOnRows ? draw.Items(number, 1, 12) : draw.Items(number, 1);

    public static double[] Forward(IActivation f, double[] z)
    {
        var a = new double[z.Length];
        f.Forward(z, a);
        return a;
    }

    public static double[] Backward(IActivation f, double[] z, double[] a, double[] gradients)
    {
        var result = new double[z.Length];
        f.Backward(z, a, gradients, result);
        return result;
    }

    private static Call<IActivation> Ask(IActivation f, Draw draw)
    {
        var backward = draw.Below(2) == 1;
        var kinks = f.Kinks.ToArray();
        var numbers = draw.Items(() => (Z: draw.Any(kinks), Gradient: backward ? draw.Plain() : 0), f.ActsOnRows ? 1 : 0);
        double[] z = [.. numbers.Select(n => n.Z)], gradients = [.. numbers.Select(n => n.Gradient)];
        if (!backward)
            return new($"Forward of z = {Say.Numbers(z)}", [z], [Fill.Nothing(z.Length)], (s, reads, writes) =>
            {
                s.Forward(reads[0].Span, writes[0].Span);
                return 0;
            });
        return new(
            $"Backward at z = {Say.Numbers(z)} of gradients {Say.Numbers(gradients)}", [z, Forward(f, z), gradients], [Fill.Nothing(z.Length)],
            (s, reads, writes) =>
            {
                s.Backward(reads[0].Span, reads[1].Span, reads[2].Span, writes[0].Span);
                return 0;
            });
    }

    private static Finding Ordered(Func<IActivation> make, Draw draw)
    {
        var (f, again) = (make(), make());
        var kinks = f.Kinks;
        for (var i = 0; i < kinks.Length; i++)
            if (!double.IsFinite(kinks[i]) || (i > 0 && kinks[i] <= kinks[i - 1]))
                return Finding.Against($"its kinks are {Say.Numbers(kinks)}");
        return !kinks.SequenceEqual(again.Kinks) ? Finding.Against($"its kinks are {Say.Numbers(kinks)} and then {Say.Numbers(again.Kinks)}")
            : !(f.Claims.Min <= f.Claims.Max) ? Finding.Against($"it claims values from {Say.Number(f.Claims.Min)} to {Say.Number(f.Claims.Max)}")
            : Finding.Fine;
    }
}
