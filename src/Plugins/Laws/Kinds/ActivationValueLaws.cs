using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>What holds of the values: finite, honest about NaN, and as claimed.</summary>
internal static class ActivationValueLaws
{
    public static ImmutableArray<Law<IActivation>> All { get; } =
    [
        new("finite-from-finite", "Every z up to 10³⁰⁷ has a finite value and a finite slope.", FiniteFromFinite),
        new("nan-in-nan-out", "NaN in z or in the incoming gradient comes out as NaN.", NaNInNaNOut),
        new("claimed-range", "No finite z gives less or more than it claims.", ClaimedRange),
        new("claimed-never-falls", "Where it claims never to fall, x ≤ y gives f(x) ≤ f(y), up to the rounding of a few operations.", NeverFalls),
    ];

    /// <summary>
    /// Up to a sixteenth of the largest double: selu is steeper than 1 and a row's numbers are subtracted from each other. Whoever
    /// overflows there squares or exponentiates something.
    /// </summary>
    private static Finding FiniteFromFinite(Func<IActivation> make, Draw draw)
    {
        var f = make();
        var kinks = f.Kinks.ToArray();
        var z = ActivationLaws.Layer(f, draw, () => Math.Clamp(draw.Finite(kinks), double.MinValue / 16, double.MaxValue / 16));
        var a = ActivationLaws.Forward(f, z);
        if (Say.FirstNonFinite(a) is >= 0 and var i)
            return Finding.Against($"z = {Say.Numbers(z)} gives {Say.Number(a[i])} at [{i}]", Scene.At(z));
        var gradients = z.Select(_ => draw.Plain()).ToArray();
        var dz = ActivationLaws.Backward(f, z, a, gradients);
        return Say.FirstNonFinite(dz) is >= 0 and var j
            ? Finding.Against($"z = {Say.Numbers(z)} turns gradients {Say.Numbers(gradients)} into {Say.Number(dz[j])} at [{j}]", Scene.At(z, gradients))
            : Finding.Fine;
    }

    private static Finding NaNInNaNOut(Func<IActivation> make, Draw draw)
    {
        var f = make();
        var kinks = f.Kinks.ToArray();
        var z = ActivationLaws.Layer(f, draw, () => draw.Finite(kinks));
        var gradients = z.Select(_ => draw.Plain()).ToArray();
        var (where, inGradient) = (draw.Below(z.Length), draw.Below(2) == 1);
        (inGradient ? gradients : z)[where] = double.NaN;
        var a = ActivationLaws.Forward(f, z);
        if (!inGradient && Lost(a))
            return Finding.Against($"z = {Say.Numbers(z)} gives {Say.Numbers(a)}", Scene.At(z, gradients));
        var dz = ActivationLaws.Backward(f, z, a, gradients);
        return Lost(dz) ? Finding.Against($"z = {Say.Numbers(z)} turns gradients {Say.Numbers(gradients)} into {Say.Numbers(dz)}", inGradient ? null : Scene.At(z, gradients)) : Finding.Fine;

        bool Lost(double[] result) => f.ActsOnRows ? !result.Any(double.IsNaN) : !double.IsNaN(result[where]);
    }

    private static Finding ClaimedRange(Func<IActivation> make, Draw draw)
    {
        var f = make();
        var (least, greatest) = (f.Claims.Min, f.Claims.Max);
        if (double.IsNegativeInfinity(least) && double.IsPositiveInfinity(greatest))
            return Finding.Silent;
        var kinks = f.Kinks.ToArray();
        var z = ActivationLaws.Layer(f, draw, () => draw.Finite(kinks));
        var a = ActivationLaws.Forward(f, z);
        for (var i = 0; i < a.Length; i++)
            if (a[i] < least || a[i] > greatest)
                return Finding.Against($"z = {Say.Numbers(z)} gives {Say.Number(a[i])} at [{i}], and it claims {Say.Number(least)} to {Say.Number(greatest)}", Scene.At(z));
        return Finding.Fine;
    }

    /// <summary>Up to two roundings of x or of f(y), whichever is larger: f may subtract numbers as large as x.</summary>
    private static Finding NeverFalls(Func<IActivation> make, Draw draw)
    {
        var f = make();
        if (!f.Claims.NeverFalls || f.ActsOnRows)
            return Finding.Silent;
        var kinks = f.Kinks.ToArray();
        var x = draw.Finite(kinks);
        var y = draw.Below(2) == 0 ? draw.Finite(kinks) : Math.BitIncrement(x);
        (x, y) = x <= y ? (x, y) : (y, x);
        var (fx, fy) = (ActivationLaws.Forward(f, [x])[0], ActivationLaws.Forward(f, [y])[0]);
        return fx > fy + 4.5e-16 * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(fy)))
            ? Finding.Against($"f({Say.Number(x)}) = {Say.Number(fx)} and f({Say.Number(y)}) = {Say.Number(fy)}", Scene.At([x, y]))
            : Finding.Fine;
    }
}
