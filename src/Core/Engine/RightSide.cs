using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// The right side of a product, B, <c>[depth × columns]</c>: row behind row, or in panels of <see cref="Product.Panel"/> columns, each of them
/// <c>[depth × 16]</c> in one piece, row behind row. Where a row is a power of two long, a strip of columns falls on a few places of the
/// nearest cache and drives itself out of it; in a panel it does not, and each row of a panel begins at a cache line.
/// </summary>
internal readonly unsafe struct RightSide
{
    private readonly double* _start;
    private readonly nint _panel;

    private RightSide(double* start, nint row, nint panel)
    {
        _start = start;
        (Row, _panel) = (row, panel);
    }

    /// <summary>Numbers from one row to the next.</summary>
    public nint Row { get; }

    /// <summary>Whether row lies behind row.</summary>
    public bool IsInRows => _panel == Product.Panel;

    /// <summary>Row behind row.</summary>
    public static RightSide InRows(double* start, int columns) => new(start, columns, Product.Panel);

    /// <summary>Numbers of memory for a matrix in panels.</summary>
    public static int Length(int depth, int columns) => checked((columns + Product.Panel - 1) / Product.Panel * Product.Panel * depth);

    /// <summary>In panels where there is memory for them, as it is where there is none.</summary>
    /// <param name="depth">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="from">The matrix, row behind row.</param>
    /// <param name="panels">As many as <see cref="Product.PanelsWanted"/> says.</param>
    public static RightSide Over(int depth, int columns, double* from, Room panels) =>
        panels.Span.IsEmpty ? InRows(from, columns) : InPanels(depth, columns, from, panels.Start);

    /// <summary>Cuts <c>[depth × columns]</c>, row behind row, into panels; up to 15 numbers behind its end are read, and have no effect.</summary>
    /// <param name="depth">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="from">The matrix.</param>
    /// <param name="panels">Where the panels go, <see cref="Length"/> numbers.</param>
    public static RightSide InPanels(int depth, int columns, double* from, double* panels)
    {
        for (nint first = 0; first < columns; first += Product.Panel)
            CopyPanel(depth, from + first, columns, panels + first * depth);
        return new(panels, Product.Panel, (nint)depth * Product.Panel);
    }

    /// <summary>Lays one panel side by side, <c>[depth × 16]</c>: row k of it from <c>from + k · row</c> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyPanel(int depth, double* from, nint row, double* panel)
    {
        for (var k = 0; k < depth; k++, from += row, panel += Product.Panel)
            for (var i = 0; i < Product.Panel; i += 4)
                Lanes256.Store(Lanes256.Load(in from[i]), ref panel[i]);
    }

    /// <summary>The same from row <paramref name="k"/> on.</summary>
    public RightSide From(int k) => new(_start + k * Row, Row, _panel);

    /// <summary>Where a column begins.</summary>
    public double* At(nint column) => _start + column / Product.Panel * _panel + column % Product.Panel;
}
