using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>What holds of every activation's bits and values. Its slopes have a file of their own.</summary>
internal static class ActivationLaws
{
    public static ImmutableArray<Law<IActivation>> All { get; } =
    [
        .. Handling.IsAFunction<IActivation>(f => f.Id, Ask),
        Handling.LeavesInputsAlone<IActivation>(Ask),
        Handling.WritesNothingElse<IActivation>(Ask),
        Handling.WritesEveryOutput<IActivation>(Ask),
        new("kinks-in-order", "Its kinks are finite numbers in rising order, and the least value it claims is not above the greatest.", Ordered),
        new("part-by-part", "Any part of a layer gives its part of the answer, to the bit (of functions that do not act on rows).", PartByPart),
        new("in-any-order", "Numbers in another order give the same answers in that order, to the bit (of functions that do not act on rows).", InAnyOrder),
        new("finite-from-finite", "Every z up to 10³⁰⁷ has a finite value and a finite slope.", FiniteFromFinite),
        new("nan-in-nan-out", "NaN in z or in the incoming gradient comes out as NaN.", NaNInNaNOut),
        new("claimed-range", "No finite z gives less or more than it claims.", ClaimedRange),
        new("claimed-never-falls", "Where it claims never to fall, x ≤ y gives f(x) ≤ f(y), up to the rounding of a few operations.", NeverFalls),
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

    private static Finding PartByPart(Func<IActivation> make, Draw draw)
    {
        var f = make();
        if (f.ActsOnRows)
            return Finding.Silent;
        var call = Whole(f, draw);
        var start = draw.Below(call.Z.Length + 1);
        var end = start + draw.Below(call.Z.Length - start + 1);
        return Compare(f, call, [.. Enumerable.Range(start, end - start)], $"[{start}..{end}] of");
    }

    private static Finding InAnyOrder(Func<IActivation> make, Draw draw)
    {
        var f = make();
        if (f.ActsOnRows)
            return Finding.Silent;
        var call = Whole(f, draw);
        var order = draw.Order(call.Z.Length);
        return Compare(f, call, order, $"[{string.Join(", ", order)}] of");
    }

    private static (double[] Z, double[] Gradients) Whole(IActivation f, Draw draw)
    {
        var kinks = f.Kinks.ToArray();
        var numbers = draw.Items(() => (draw.Any(kinks), draw.Plain()), 1);
        return ([.. numbers.Select(n => n.Item1)], [.. numbers.Select(n => n.Item2)]);
    }

    private static Finding Compare(IActivation f, (double[] Z, double[] Gradients) whole, int[] chosen, string which)
    {
        double[] z = [.. chosen.Select(i => whole.Z[i])], gradients = [.. chosen.Select(i => whole.Gradients[i])];
        var (a, part) = (Forward(f, whole.Z), Forward(f, z));
        var (dz, partOfGradients) = (Backward(f, whole.Z, a, whole.Gradients), Backward(f, z, part, gradients));
        for (var i = 0; i < chosen.Length; i++)
        {
            if (!Say.Same(a[chosen[i]], part[i]))
                return Finding.Against($"{which} z = {Say.Numbers(whole.Z)}: the value at {Say.Number(z[i])} is {Say.Number(a[chosen[i]])} in the whole and {Say.Number(part[i])} here");
            if (!Say.Same(dz[chosen[i]], partOfGradients[i]))
                return Finding.Against(
                    $"{which} z = {Say.Numbers(whole.Z)}: the gradient at {Say.Number(z[i])} is {Say.Number(dz[chosen[i]])} in the whole and {Say.Number(partOfGradients[i])} here");
        }

        return Finding.Fine;
    }

    /// <summary>
    /// Up to a sixteenth of the largest double: selu is steeper than 1 and a row's numbers are subtracted from each other. Whoever
    /// overflows there squares or exponentiates something.
    /// </summary>
    private static Finding FiniteFromFinite(Func<IActivation> make, Draw draw)
    {
        var f = make();
        var kinks = f.Kinks.ToArray();
        var z = Layer(f, draw, () => Math.Clamp(draw.Finite(kinks), double.MinValue / 16, double.MaxValue / 16));
        var a = Forward(f, z);
        if (Say.FirstNonFinite(a) is >= 0 and var i)
            return Finding.Against($"z = {Say.Numbers(z)} gives {Say.Number(a[i])} at [{i}]");
        var gradients = z.Select(_ => draw.Plain()).ToArray();
        var dz = Backward(f, z, a, gradients);
        return Say.FirstNonFinite(dz) is >= 0 and var j
            ? Finding.Against($"z = {Say.Numbers(z)} turns gradients {Say.Numbers(gradients)} into {Say.Number(dz[j])} at [{j}]")
            : Finding.Fine;
    }

    private static Finding NaNInNaNOut(Func<IActivation> make, Draw draw)
    {
        var f = make();
        var kinks = f.Kinks.ToArray();
        var z = Layer(f, draw, () => draw.Finite(kinks));
        var gradients = z.Select(_ => draw.Plain()).ToArray();
        var (where, inGradient) = (draw.Below(z.Length), draw.Below(2) == 1);
        (inGradient ? gradients : z)[where] = double.NaN;
        var a = Forward(f, z);
        if (!inGradient && Lost(a))
            return Finding.Against($"z = {Say.Numbers(z)} gives {Say.Numbers(a)}");
        var dz = Backward(f, z, a, gradients);
        return Lost(dz) ? Finding.Against($"z = {Say.Numbers(z)} turns gradients {Say.Numbers(gradients)} into {Say.Numbers(dz)}") : Finding.Fine;

        bool Lost(double[] result) => f.ActsOnRows ? !result.Any(double.IsNaN) : !double.IsNaN(result[where]);
    }

    private static Finding ClaimedRange(Func<IActivation> make, Draw draw)
    {
        var f = make();
        var (least, greatest) = (f.Claims.Min, f.Claims.Max);
        if (double.IsNegativeInfinity(least) && double.IsPositiveInfinity(greatest))
            return Finding.Silent;
        var kinks = f.Kinks.ToArray();
        var z = Layer(f, draw, () => draw.Finite(kinks));
        var a = Forward(f, z);
        for (var i = 0; i < a.Length; i++)
            if (a[i] < least || a[i] > greatest)
                return Finding.Against($"z = {Say.Numbers(z)} gives {Say.Number(a[i])} at [{i}], and it claims {Say.Number(least)} to {Say.Number(greatest)}");
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
        var (fx, fy) = (Forward(f, [x])[0], Forward(f, [y])[0]);
        return fx > fy + 4.5e-16 * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(fy)))
            ? Finding.Against($"f({Say.Number(x)}) = {Say.Number(fx)} and f({Say.Number(y)}) = {Say.Number(fy)}")
            : Finding.Fine;
    }
}
