namespace Functional.Core.Tests;

/// <summary>Reorders or mirrors the units of one layer in a flat run laid out like the parameters.</summary>
internal static class Units
{
    /// <summary>Unit j of <paramref name="layer"/> becomes what unit order[j] was: its column of weights, its bias, its outgoing row.</summary>
    public static Reals Permuted(Network network, int layer, int[] order, Reals flat) => Edited(network, layer, flat, (values, j) => values[order[j]]);

    /// <summary>Turns the sign of everything that goes into or out of the units with sign −1.</summary>
    public static Reals Mirrored(Network network, int layer, int[] signs, Reals flat) => Edited(network, layer, flat, (values, j) => signs[j] * values[j]);

    /// <summary>The same for every slot of an optimizer; the scalar slots stay.</summary>
    public static Reals InSlots(Case c, Reals slots, Func<string, Reals, Reals> edit)
    {
        var n = c.Network.Layout.Length;
        var names = c.Pipeline.Optimizer.SlotNames;
        return Reals.Of([
            .. names.SelectMany((name, s) => edit(name, Reals.Of(slots.AsSpan(s * n, n))).ToArray()),
            .. slots.AsSpan(names.Length * n, slots.Length - names.Length * n),
        ]);
    }

    /// <summary>Rows of <paramref name="width"/> numbers with their columns reordered.</summary>
    public static Reals Columns(Reals rows, int width, int[] order) =>
        Reals.Of([.. Enumerable.Range(0, rows.Length).Select(i => rows[i / width * width + order[i % width]])]);

    private static Reals Edited(Network network, int layer, Reals flat, Func<double[], int, double> edit)
    {
        var result = flat.ToArray();
        var units = network.Layers[layer].Units;
        var into = network.Layout.Weights(layer);
        for (var row = 0; row < into.Inputs; row++)
            Apply(into.Offset + row * units, 1);
        if (network.Layout.Bias(layer) is { } bias)
            Apply(bias.Offset, 1);
        if (layer + 1 < network.Layers.Length)
        {
            var outOf = network.Layout.Weights(layer + 1);
            for (var column = 0; column < outOf.Units; column++)
                Apply(outOf.Offset + column, outOf.Units);
        }

        return Reals.Of(result);

        void Apply(int start, int stride)
        {
            var values = Enumerable.Range(0, units).Select(j => flat[start + j * stride]).ToArray();
            for (var j = 0; j < units; j++)
                result[start + j * stride] = edit(values, j);
        }
    }
}
