using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>How outputs say a class: of several outputs the largest one does (the first of equals); a single one does by lying above or below a border.</summary>
/// <param name="Labels">A label for each class: one an output, or two for a single output, the one below the border first.</param>
/// <param name="Border">The least output of the second class, where there is a single one.</param>
public sealed record Classes(ImmutableArray<string> Labels, double Border)
{
    /// <summary>How many.</summary>
    public int Count => Labels.Length;

    /// <summary>The class that <paramref name="outputs"/>, those of one row, say. What is not a number says the first class.</summary>
    public int Of(ReadOnlySpan<double> outputs)
    {
        if (outputs.Length == 1)
            return outputs[0] >= Border ? 1 : 0;
        var largest = 0;
        for (var i = 1; i < outputs.Length; i++)
            if (outputs[i] > outputs[largest])
                largest = i;
        return largest;
    }
}

/// <summary>Which classes were taken for which.</summary>
/// <param name="Classes">The classes.</param>
/// <param name="Counts"><c>[actual × predicted]</c>, row-major: how many rows of a class were taken for each.</param>
public sealed record Confusion(Classes Classes, ImmutableArray<int> Counts)
{
    /// <summary>How many rows of class <paramref name="actual"/> were taken for class <paramref name="predicted"/>.</summary>
    public int this[int actual, int predicted] => Counts[actual * Classes.Count + predicted];

    /// <summary>Rows that were taken for what they are.</summary>
    public int Right => Enumerable.Range(0, Classes.Count).Sum(i => this[i, i]);

    /// <summary>All rows.</summary>
    public int Rows => Counts.Sum();

    /// <summary>The share of rows that were taken for what they are, 0 … 1.</summary>
    public double Accuracy => (double)Right / Rows;
}
