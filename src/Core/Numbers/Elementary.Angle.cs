using System.Runtime.CompilerServices;

namespace Functional.Core;

// Angles too large for three pieces of π/2: whole-number arithmetic against the bits of 2/π themselves (M. Payne, R. Hanek,
// Radian reduction for trigonometric functions, SIGNUM Newsletter 18, 1983).
public static partial class Elementary
{
    /// <summary>
    /// 64 zeros and then the first 1,216 bits of 2/π after the point: the largest double needs them from the 970th to the 1,161st.
    /// The zeros serve the smallest angles that come here.
    /// </summary>
    private static ReadOnlySpan<ulong> TwoOverPiBits =>
    [
        0x0000000000000000, 0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561,
        0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41,
        0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7,
        0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB,
    ];

    /// <summary>
    /// What <see cref="ReducedAngle"/> says, for x ≥ 2³⁰; NaN for ∞ and NaN.
    /// <para>
    /// x = m·2^e with a whole m below 2⁵³. The bits of 2/π before the (e − 1)-th only add whole turns to m·2^e·2/π quarters, and
    /// those from the (e + 191)-th on change it by less than 2⁻¹³⁷. The 192 between, times m, modulo 2¹⁹², are two bits of quarter
    /// and 190 of fraction, exactly.
    /// </para>
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (long K, double Hi, double Lo) ReducedByTable(double x)
    {
        if (!(x <= double.MaxValue)) return (0, double.NaN, double.NaN);
        var bits = BitConverter.DoubleToInt64Bits(x);
        var m = (ulong)(bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
        var start = (int)(bits >> 52) - 1075 + 62; // where the table has the (e - 1)-th bit
        var (word, shift) = (start >> 6, start & 63);
        var middle = (UInt128)Window(word + 1, shift) * m;
        var last = (UInt128)Window(word + 2, shift) * m;
        var lower = last + (middle << 64);
        var upper = Window(word, shift) * m + (ulong)(middle >> 64) + (lower < last ? 1UL : 0);
        // Read as a signed number the first 128 bits of the fraction are the distance to the nearest quarter.
        var fraction = (Int128)(((UInt128)upper << 66) | (lower >> 62));
        var (hi, lo) = TwoPieces(fraction);
        var (nearHi, nearLo) = Product<Lanes64>(hi, lo, HalfPi1, HalfPi2);
        (hi, lo) = FastTwoSum(nearHi, nearLo);
        return ((long)(upper >> 62) + (fraction < 0 ? 1 : 0), hi, lo);
    }

    /// <summary>n·2⁻¹²⁸ = Hi + Lo to 2⁻¹⁰⁶ of itself, for n ≠ 0: its first 53 bits and the next 53.</summary>
    private static (double Hi, double Lo) TwoPieces(Int128 n)
    {
        var size = (UInt128)(n < 0 ? -n : n);
        var zeros = (int)UInt128.LeadingZeroCount(size);
        size <<= zeros;
        var scale = PowerOfTwo(-53 - zeros) * (n < 0 ? -1 : 1);
        var next = (ulong)(size >> 22) & 0x1FFFFFFFFFFFFF;
        return ((ulong)(size >> 75) * scale, next * (scale * PowerOfTwo(-53)));
    }

    /// <summary>64 bits of <see cref="TwoOverPiBits"/>, from the given bit of the given word on.</summary>
    private static ulong Window(int word, int shift) =>
        shift == 0 ? TwoOverPiBits[word] : (TwoOverPiBits[word] << shift) | (TwoOverPiBits[word + 1] >>> (64 - shift));
}
