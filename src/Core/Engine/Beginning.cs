using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>What the sums of a product begin with: 0, one row for all rows, or a number for each, which are the sums so far.</summary>
internal readonly unsafe struct Beginning
{
    private static readonly double[] Zeros = GC.AllocateArray<double>(Product.Panel, pinned: true);

    private readonly double* _start;
    private readonly nint _column;

    private Beginning(double* start, nint row, nint column)
    {
        _start = start;
        (Row, _column) = (row, column);
    }

    /// <summary>From one row to the next.</summary>
    public nint Row { get; }

    /// <summary>The same row for every row; 0 where there is none.</summary>
    public static Beginning Of(double* row) => row == null ? new((double*)Unsafe.AsPointer(ref Zeros[0]), 0, 0) : new(row, 0, 1);

    /// <summary>The sums so far, rows of <paramref name="row"/> numbers.</summary>
    public static Beginning SoFar(double* sums, nint row) => new(sums, row, 1);

    /// <summary>Where row <paramref name="i"/> begins from column <paramref name="j"/> on.</summary>
    public double* At(nint i, nint j) => _start + i * Row + j * _column;

    /// <summary>The same from column <paramref name="j"/> on.</summary>
    public Beginning From(nint j) => new(At(0, j), Row, _column);
}
