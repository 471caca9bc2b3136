namespace Functional.Host;

/// <summary>
/// A small bitmap of characters: 2 × 4 dots a cell as braille, or 1 × 3 as <c>' - .</c> where Unicode is not to be had.
/// Belongs to the one call that draws with it.
/// </summary>
internal sealed class DotGrid(int columns, int rows, bool unicode)
{
    /// <summary>Bits of U+2800's dots by row, left and right column, as Unicode numbers them.</summary>
    private static readonly int[,] Braille = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    /// <summary>A cell of three dots, by which of them (1 top, 2 middle, 4 bottom) are set.</summary>
    private const string Ascii = " '-'.:.|";

    private readonly int[,] _cells = new int[rows, columns];
    private readonly char[,] _letters = new char[rows, columns];

    internal int Width => columns * (unicode ? 2 : 1);

    internal int Height => rows * (unicode ? 4 : 3);

    /// <summary>The dot at a place of the plot.</summary>
    internal (int X, int Y) DotAt(PlotPoint point) =>
        ((int)Math.Round(point.X * (Width - 1)), (int)Math.Round((1 - point.Y) * (Height - 1)));

    /// <summary>The cell of a place of the plot.</summary>
    internal (int Column, int Row) CellAt(PlotPoint point)
    {
        var (x, y) = DotAt(point);
        return (x / (unicode ? 2 : 1), y / (unicode ? 4 : 3));
    }

    /// <summary>A straight line of dots (Bresenham), both ends included.</summary>
    internal void Line((int X, int Y) from, (int X, int Y) to)
    {
        var (x, y) = from;
        var (across, down) = (Math.Abs(to.X - x), -Math.Abs(to.Y - y));
        var (right, below) = (Math.Sign(to.X - x), Math.Sign(to.Y - y));
        var error = across + down;
        while (true)
        {
            Set(x, y);
            if (x == to.X && y == to.Y) return;
            var twice = 2 * error;
            if (twice >= down) (error, x) = (error + down, x + right);
            if (twice <= across) (error, y) = (error + across, y + below);
        }
    }

    /// <summary>A character over whatever the cell shows.</summary>
    internal void Letter(int column, int row, char letter) => _letters[row, column] = letter;

    /// <summary>Whether a cell has a letter already.</summary>
    internal bool HasLetter(int column, int row) => _letters[row, column] != 0;

    /// <summary>A row of cells as text, without the blanks at its end.</summary>
    internal string Row(int row) => string.Concat(Enumerable.Range(0, columns).Select(column =>
        _letters[row, column] != 0 ? _letters[row, column]
        : _cells[row, column] == 0 ? ' '
        : unicode ? (char)(0x2800 + _cells[row, column])
        : Ascii[_cells[row, column]])).TrimEnd();

    private void Set(int x, int y)
    {
        if (unicode) _cells[y / 4, x / 2] |= Braille[y % 4, x % 2];
        else _cells[y / 3, x] |= 1 << (y % 3);
    }
}
