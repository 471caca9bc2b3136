using Functional.Core;

namespace Functional.Host;

/// <summary>A share of the rows that is kept apart: never learned from, only tried on.</summary>
/// <param name="Fraction">How large a share, above 0 and below 1.</param>
/// <param name="Seed">Which rows: another seed, others.</param>
internal sealed record TestRows(double Fraction, ulong Seed)
{
    /// <summary>Far from the streams of epochs, which count from 0: the choice of test rows has nothing to do with the order of the others.</summary>
    private const ulong Stream = 0x7E57_0000_0000_0000;

    /// <summary>How many of <paramref name="rows"/> rows: the nearest whole number, at least one on either side.</summary>
    public int Count(int rows) => Math.Clamp((int)Math.Round(Fraction * rows), 1, Math.Max(1, rows - 1));

    /// <summary>For each row whether it is a test row.</summary>
    public bool[] Choose(int rows)
    {
        var chosen = new bool[rows];
        foreach (var row in Rng.Permutation(rows, Seed, Stream).AsSpan(0, Count(rows)))
            chosen[row] = true;
        return chosen;
    }
}
