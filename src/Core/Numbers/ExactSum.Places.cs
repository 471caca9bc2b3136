namespace Functional.Core;

/// <summary>The places: merging them, letting carries run, making room, and the one rounding.</summary>
public sealed partial class ExactSum
{
    private void Merge(ExactSum other, long sign)
    {
        if (other._places.Length == 0)
            return;
        Settle();
        other.Settle();
        Widen(other._first, other._first + other._places.Length);
        for (var i = 0; i < other._places.Length; i++)
            _places[other._first + i - _first] += sign * other._places[i];
        Settle();
    }

    private void Settle()
    {
        Carry(_places);
        _room = Additions;

        // The last place gives nothing on and must not fill up either.
        if (_places.Length > 0 && Math.Abs(_places[^1]) > Digit)
            Widen(_first, _first + _places.Length + 1);
    }

    /// <summary>Makes room for the places from <paramref name="first"/> up to <paramref name="end"/>, those that there are.</summary>
    private void Widen(int first, int end)
    {
        if (_places.Length > 0)
            (first, end) = (Math.Min(first, _first), Math.Max(end, _first + _places.Length));
        (first, end) = (Math.Max(0, first), Math.Min(Places, end));
        if (first == _first && end - first == _places.Length)
            return;
        var wider = new long[end - first];
        _places.CopyTo(wider, _places.Length == 0 ? 0 : _first - first);
        (_places, _first) = (wider, first);
        Carry(_places);
    }

    /// <summary>Every digit from 0 to 2³² − 1, but for the last, which has the sign.</summary>
    private static void Carry(Span<long> digits)
    {
        for (var i = 0; i < digits.Length - 1; i++)
        {
            digits[i + 1] += digits[i] >> 32;
            digits[i] &= Digit;
        }
    }

    /// <summary>The double nearest to a sum that is not negative: 53 bits from its first on, and what lies behind decides.</summary>
    private static double Round(ReadOnlySpan<long> digits)
    {
        var first = digits.LastIndexOfAnyExcept(0);
        if (first < 0)
            return 0;
        if (first == Places - 1)
            return double.PositiveInfinity;
        var leading = (UInt128)(ulong)digits[first] << 64 | (UInt128)At(digits, first - 1) << 32 | At(digits, first - 2);
        var behind = first > 2 && digits[..(first - 2)].ContainsAnyExcept(0);

        // A number of fewer bits than 53 has zeros for the rest: below 2⁻¹⁰⁷⁴ nothing is ever cut off.
        var cut = 128 - (int)UInt128.LeadingZeroCount(leading) - 53;
        var (mantissa, rest, half) = ((ulong)(leading >> cut), leading & (UInt128.One << cut) - 1, UInt128.One << cut - 1);
        if (rest > half || (rest == half && (behind || (mantissa & 1) == 1)))
            mantissa++;
        return Math.ScaleB(mantissa, (32 * (first - 2)) + cut - 1074);
    }

    private static ulong At(ReadOnlySpan<long> digits, int place) => place < 0 ? 0 : (ulong)digits[place];
}
