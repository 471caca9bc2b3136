using System.Globalization;

namespace Functional.Host;

/// <summary>What a cell holds.</summary>
internal enum CellKind : byte
{
    /// <summary>A finite number.</summary>
    Number,

    /// <summary>Nothing, or one of the words for it: NA, null, NaN, ?.</summary>
    Missing,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>What stands before the decimals of a number, and whether the same text can be a whole number in groups of three digits.</summary>
internal enum DecimalMark : byte
{
    /// <summary>Neither point nor comma.</summary>
    None,

    /// <summary><c>1.5</c>.</summary>
    Point,

    /// <summary><c>1,5</c>.</summary>
    Comma,

    /// <summary><c>1.234</c>: one and a little, or one thousand and more.</summary>
    DoubtfulPoint,

    /// <summary><c>1,234</c>.</summary>
    DoubtfulComma,
}

/// <summary>
/// Cells to numbers: an optional sign, digits with at most one point or comma among them, an optional exponent; nothing else. The number is
/// the double nearest to the decimal that is written (ties to even), in every culture.
/// </summary>
internal static class CsvNumber
{
    /// <summary>The longest text that is read as a number: more than the 767 digits that can matter for a double.</summary>
    public const int MaxLength = 1000;

    /// <summary>Up to here every integer is a double.</summary>
    private const ulong MaxExact = 1UL << 53;

    private static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = " " };

    /// <summary>The powers of ten that are doubles without rounding.</summary>
    private static readonly double[] Powers = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Without the blanks and tabs around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell) => cell.Trim(" \t"u8);

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">UTF-8; blanks around it do not count.</param>
    /// <param name="value">The number; 0 where there is none.</param>
    /// <param name="mark">What stands before its decimals.</param>
    public static CellKind Read(ReadOnlySpan<byte> cell, out double value, out DecimalMark mark)
    {
        var text = Trim(cell);
        var shape = new Shape(text);
        (value, mark) = (0, shape.Mark);
        return !shape.IsNumber ? (IsMissing(text) ? CellKind.Missing : CellKind.Other)
            : shape.TryExact(out value) || Rounded(text, mark, shape, out value) ? CellKind.Number
            : CellKind.Other;
    }

    /// <summary>Nothing, or a word that people and programs write for nothing.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> text) => text.Length switch
    {
        0 => true,
        1 => text[0] == (byte)'?',
        2 => Ascii(text, "NA"u8),
        3 => Ascii(text, "NaN"u8),
        4 => Ascii(text, "null"u8),
        _ => false,
    };

    private static bool Ascii(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => System.Text.Ascii.EqualsIgnoreCase(text, word);

    /// <summary>Neither infinite nor, though digits other than 0 are written, zero.</summary>
    private static bool Rounded(ReadOnlySpan<byte> text, DecimalMark mark, Shape shape, out double value)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var format = mark is DecimalMark.Comma or DecimalMark.DoubtfulComma ? Comma : NumberFormatInfo.InvariantInfo;
        return double.TryParse(text, Plain, format, out value) && double.IsFinite(value) && (value != 0 || shape.IsZero);
    }

    /// <summary>What one look at the text finds: sign, the first nineteen digits that count, the power of ten.</summary>
    private readonly ref struct Shape
    {
        private readonly ulong _digits;
        private readonly int _power;
        private readonly bool _isNegative;
        private readonly bool _isCut;

        public Shape(ReadOnlySpan<byte> text)
        {
            var at = text.Length > 0 && text[0] is (byte)'+' or (byte)'-' ? 1 : 0;
            _isNegative = at == 1 && text[0] == (byte)'-';
            var (whole, decimals, first, mark) = (0, 0, at, (byte)0);
            for (; at < text.Length; at++)
            {
                var digit = (uint)(text[at] - '0');
                if (digit > 9 && (mark != 0 || text[at] is not ((byte)'.' or (byte)',')))
                    break;
                if (digit > 9)
                    mark = text[at];
                else
                {
                    _isCut |= _digits > (ulong.MaxValue - 9) / 10;
                    _digits = _isCut ? _digits : 10 * _digits + digit;
                    (whole, decimals) = mark == 0 ? (whole + 1, 0) : (whole, decimals + 1);
                }
            }

            var hasExponent = at < text.Length;
            IsNumber = whole + decimals > 0 && text.Length <= MaxLength && (!hasExponent || Exponent(text[at..], out _power));
            _power -= decimals;
            IsZero = _digits == 0;
            var isDoubtful = !hasExponent && decimals == 3 && whole is >= 1 and <= 3 && text[first] != (byte)'0';
            Mark = mark switch
            {
                0 => DecimalMark.None,
                (byte)'.' => isDoubtful ? DecimalMark.DoubtfulPoint : DecimalMark.Point,
                _ => isDoubtful ? DecimalMark.DoubtfulComma : DecimalMark.Comma,
            };
        }

        public bool IsNumber { get; }

        /// <summary>Whether every digit is 0.</summary>
        public bool IsZero { get; }

        public DecimalMark Mark { get; }

        /// <summary>
        /// The number, where it is one rounding away from two doubles that are exact: an integer up to 2⁵³ times or over 10⁰ … 10²²
        /// (Clinger, How to read floating point numbers accurately, 1990).
        /// </summary>
        public bool TryExact(out double value)
        {
            value = 0;
            if (_isCut || _digits > MaxExact || (uint)(_power + 22) > 44)
                return false;
            value = _power < 0 ? _digits / Powers[-_power] : _digits * Powers[_power];
            value = _isNegative ? -value : value;
            return true;
        }

        /// <summary><c>e-12</c>. Beyond ±9,999 a number of a thousand digits is no double whatever they are; it stays there.</summary>
        private static bool Exponent(ReadOnlySpan<byte> text, out int power)
        {
            power = 0;
            if (text[0] is not ((byte)'e' or (byte)'E'))
                return false;
            var sign = text.Length > 1 && text[1] is (byte)'+' or (byte)'-' ? 1 : 0;
            var digits = text[(1 + sign)..];
            foreach (var digit in digits)
            {
                if (digit is < (byte)'0' or > (byte)'9')
                    return false;
                power = Math.Min(10 * power + digit - '0', 9999);
            }

            power = sign == 1 && text[1] == (byte)'-' ? -power : power;
            return digits.Length > 0;
        }
    }
}
