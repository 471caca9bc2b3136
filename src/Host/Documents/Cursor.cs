namespace Functional.Host;

/// <summary>
/// Byte offsets to lines and columns, walking forward: a whole document costs one pass. A line ends with LF, CR LF or CR; a column is
/// a code point, so bytes that continue one are not counted.
/// </summary>
internal ref struct Cursor(string file, ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;
    private int _line = 1;
    private int _column = 1;

    /// <summary>The place of <paramref name="offset"/>, which is not before the one asked for last.</summary>
    public Place At(int offset)
    {
        for (; _at < offset && _at < _text.Length; _at++)
        {
            var b = _text[_at];
            if (b == '\n' || (b == '\r' && (_at + 1 == _text.Length || _text[_at + 1] != '\n')))
                (_line, _column) = (_line + 1, 1);
            else if ((b & 0xC0) != 0x80)
                _column++;
        }

        return new(file, _line, _column);
    }
}
