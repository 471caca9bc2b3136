using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>That a function of single numbers is one: no number sees its place, its neighbours or how many there are.</summary>
internal static class ActivationPartLaws
{
    public static ImmutableArray<Law<IActivation>> All { get; } =
    [
        new("part-by-part", "Any part of a layer gives its part of the answer, to the bit (of functions that do not act on rows).", PartByPart),
        new("in-any-order", "Numbers in another order give the same answers in that order, to the bit (of functions that do not act on rows).", InAnyOrder),
    ];

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
        var (a, part) = (ActivationLaws.Forward(f, whole.Z), ActivationLaws.Forward(f, z));
        var (dz, partOfGradients) = (ActivationLaws.Backward(f, whole.Z, a, whole.Gradients), ActivationLaws.Backward(f, z, part, gradients));
        for (var i = 0; i < chosen.Length; i++)
        {
            if (!Say.Same(a[chosen[i]], part[i]))
                return Finding.Against($"{which} z = {Say.Numbers(whole.Z)}: the value at {Say.Number(z[i])} is {Say.Number(a[chosen[i]])} in the whole and {Say.Number(part[i])} here", Scene.At(whole.Z, whole.Gradients));
            if (!Say.Same(dz[chosen[i]], partOfGradients[i]))
                return Finding.Against(
                    $"{which} z = {Say.Numbers(whole.Z)}: the gradient at {Say.Number(z[i])} is {Say.Number(dz[chosen[i]])} in the whole and {Say.Number(partOfGradients[i])} here",
                    Scene.At(whole.Z, whole.Gradients));
        }

        return Finding.Fine;
    }
}
