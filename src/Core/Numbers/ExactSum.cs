namespace Functional.Core;

/// <summary>
/// A sum of doubles without any rounding: what was added can be added up in any order, taken away again, and is rounded once, when
/// <see cref="Value"/> is asked for. Fixed point from 2⁻¹⁰⁷⁴, the smallest double, to beyond the largest: digits of 32 bits in 64-bit
/// places, whose spare bits take up a thousand additions before carries must run (Neal 2015, arXiv:1505.05571, the small accumulator).
/// Only the places in use are there, for one may want a sum for each row of a large dataset.
/// <para>An infinity or a NaN makes the sum what adding it to an ordinary sum would. A sum of nothing, or of zeros of either sign, is 0.</para>
/// </summary>
public sealed partial class ExactSum
{
    /// <summary>32 · 67 bits: the 2098 of a double's range, and more than 2⁶³ additions of the largest above them.</summary>
    private const int Places = 67;

    private const long Digit = uint.MaxValue;

    /// <summary>
    /// After carries have run a place is below 2³²; an addition changes it by less than 2⁵² + 2³². So many keep it below 2⁶³, whatever
    /// they are: 2³² + 1023 · (2⁵² + 2³²) &lt; 2⁶².
    /// </summary>
    private const int Additions = 1023;

    /// <summary>Digits from place <see cref="_first"/> on; the last has the sign.</summary>
    private long[] _places = [];
    private int _first;
    private int _room = Additions;
    private double _beyond;

    /// <summary>The double nearest to the sum, of two equally near the even one; an infinity where it is beyond the largest.</summary>
    public double Value
    {
        get
        {
            // Only an infinity or a NaN is ever put there.
            if (_beyond != 0)
                return _beyond;
            Span<long> digits = stackalloc long[Places];
            digits.Clear();
            _places.CopyTo(digits[_first..]);
            Carry(digits);
            var negative = digits[^1] < 0;
            if (negative)
            {
                foreach (ref var digit in digits)
                    digit = -digit;
                Carry(digits);
            }

            var size = Round(digits);
            return negative ? -size : size;
        }
    }

    /// <summary>Adds a number.</summary>
    public void Add(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var fraction = bits & 0x000FFFFFFFFFFFFF;
        if (exponent == 0x7FF)
        {
            _beyond += x;
            return;
        }

        // Subnormals have the exponent of the smallest normal numbers and no leading one.
        var mantissa = exponent == 0 ? fraction : fraction | 1L << 52;
        var position = Math.Max(0, exponent - 1);
        var (place, shift) = (position >> 5, position & 31);
        var (low, high) = (mantissa << shift & Digit, mantissa >> (32 - shift));
        if (place < _first || place + 1 >= _first + _places.Length)
            Widen(place - 1, place + 3);
        _places[place - _first] += bits < 0 ? -low : low;
        _places[place - _first + 1] += bits < 0 ? -high : high;
        if (--_room == 0)
            Settle();
    }

    /// <summary>
    /// Adds a · b · c, which has no more than four doubles: exactly, unless a product of two of its parts is below 2⁻⁹⁶⁹, where doubles run
    /// out of digits, or beyond the largest double.
    /// </summary>
    public void AddProduct(double a, double b, double c)
    {
        var product = b * c;
        AddProduct(a, product);
        AddProduct(a, Math.FusedMultiplyAdd(b, c, -product));
    }

    /// <summary>Adds all that was added to another sum.</summary>
    public void Add(ExactSum other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Merge(other, 1);
        _beyond += other._beyond;
    }

    /// <summary>Takes away all that was added to another sum.</summary>
    public void Subtract(ExactSum other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Merge(other, -1);
        _beyond -= other._beyond;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _places.AsSpan().Clear();
        (_room, _beyond) = (Additions, 0);
    }

    /// <summary>The sum of <paramref name="numbers"/>, rounded once.</summary>
    public static double Of(IEnumerable<double> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var sum = new ExactSum();
        foreach (var x in numbers)
            sum.Add(x);
        return sum.Value;
    }

    /// <summary>a · b as the double nearest to it and what that leaves out, another double.</summary>
    private void AddProduct(double a, double b)
    {
        var product = a * b;
        Add(product);
        var rest = Math.FusedMultiplyAdd(a, b, -product);
        if (rest != 0)
            Add(rest);
    }
}
