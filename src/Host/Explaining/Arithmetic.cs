using Functional.Core;

namespace Functional.Host;

/// <summary>Sums and formulas with the numbers filled in, the way the article writes them.</summary>
internal static class Arithmetic
{
    /// <summary>Longer sums show their first and last terms.</summary>
    private const int TermsShown = 6;

    /// <summary><c>(0 × 0.393) + (0 × -0.428) + (1 × -0.546)</c>, and <c>+ bias</c> where there is one.</summary>
    public static string Dot(IReadOnlyList<(double A, double B)> terms, double? bias = null)
    {
        var written = terms.Count <= TermsShown
            ? terms.Select(Product)
            : [.. terms.Take(TermsShown - 2).Select(Product), $"… {terms.Count - TermsShown + 1} more …", Product(terms[^1])];
        return string.Join(" + ", bias is { } b ? written.Append(NumberText.Short(b)) : written);
    }

    /// <summary>The worked template of an activation with z and a filled in; the bare name where there is no template.</summary>
    public static string Fill(string template, double z, double a) => template
        .Replace("{a}²", Squared(a), StringComparison.Ordinal)
        .Replace("{z}", NumberText.Short(z), StringComparison.Ordinal)
        .Replace("{-z}", NumberText.Short(-z), StringComparison.Ordinal)
        .Replace("{a}", NumberText.Short(a), StringComparison.Ordinal);

    /// <summary>(-0.609)², for -0.609² would be the negative of a square.</summary>
    private static string Squared(double a) => (a < 0 ? $"({NumberText.Short(a)})" : NumberText.Short(a)) + "²";

    /// <summary>The products that make <c>z</c> of one unit: inputs of the row times the unit's weights.</summary>
    public static IReadOnlyList<(double, double)> TermsOfUnit(ReadOnlySpan<double> row, ReadOnlySpan<double> weights, int units, int unit)
    {
        var terms = new (double, double)[row.Length];
        for (var k = 0; k < terms.Length; k++)
            terms[k] = (row[k], weights[k * units + unit]);
        return terms;
    }

    /// <summary>The products that make the update of one weight: each row's input times its delta.</summary>
    public static IReadOnlyList<(double, double)> TermsOfWeight(LayerTrace layer, int inputs, int input, int unit)
    {
        var units = layer.Layer.Units;
        var delta = layer.Delta;
        var terms = new (double, double)[delta.Length / units];
        for (var i = 0; i < terms.Length; i++)
            terms[i] = (input < 0 ? 1 : layer.Inputs[i * inputs + input], delta[i * units + unit]);
        return terms;
    }

    private static string Product((double A, double B) term) => $"({NumberText.Plain(term.A)} × {NumberText.Short(term.B)})";
}
