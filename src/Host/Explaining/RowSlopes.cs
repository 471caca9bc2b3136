using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Host;

/// <summary>What a function of whole rows (softmax) has in place of a slope: those of every output of a row, by z of one unit.</summary>
/// <param name="Slopes">∂a_j/∂z of the unit, <c>[units]</c>.</param>
/// <param name="Errors">How far output j should go, <c>[units]</c>: minus ∂L/∂a_j.</param>
internal sealed record RowSlopes(ImmutableArray<double> Slopes, ImmutableArray<double> Errors)
{
    /// <summary>The slopes of a row by z of <paramref name="unit"/>.</summary>
    public static RowSlopes Of(LayerTrace layer, int row, int unit)
    {
        var units = layer.Layer.Units;
        double[] gradients = RowOf(layer.ActivationGradients);
        var jacobian = Jacobian(layer.Layer.Activation, RowOf(layer.PreActivations), RowOf(layer.Activations));
        return new([.. jacobian.Select(slopes => slopes[unit])], [.. gradients.Select(g => -g)]);

        double[] RowOf(Reals all) => all.AsSpan(row * units, units).ToArray();
    }

    /// <summary>∂a_j/∂z_i of one row as <c>[j][i]</c>: the backward pass of one output at a time.</summary>
    public static double[][] Jacobian(IActivation activation, double[] z, double[] a) =>
    [
        .. Enumerable.Range(0, z.Length).Select(j =>
        {
            double[] one = new double[z.Length], slopes = new double[z.Length];
            one[j] = 1;
            activation.Backward(z, a, one, slopes);
            return slopes;
        }),
    ];

    /// <summary><c>(0.5 × 0.25) + (-0.5 × -0.25)</c>.</summary>
    public string Delta => Shortened(" + ", Slopes.Select((slope, j) => $"({NumberText.Short(Errors[j])} × {NumberText.Short(slope)})"));

    /// <inheritdoc/>
    public override string ToString() => $"each output of the row, by z of this unit: {Shortened(", ", Slopes.Select(NumberText.Short))}";

    private string Shortened(string between, IEnumerable<string> terms) =>
        string.Join(between, terms.Take(WorkedStep.UnitsShown)) + (Slopes.Length > WorkedStep.UnitsShown ? $"{between}…" : "");
}
