using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// Several doubles that go through the same operations side by side: eight, four, two or one. A formula written over lanes is one text
/// for every width, and since each operation here is exact or rounded once, as IEEE 754 has it, <b>every width gives the same bits</b>
/// (which NaN a NaN is, the processor decides). Nothing mixes neighbours: there is no sum over lanes.
/// <para>
/// A comparison gives a mask: all bits of a lane where it holds, none where it does not (any comparison with NaN). A mask is for
/// <see cref="Select"/>, <see cref="All"/>, <see cref="Any"/> and the bit operations; as a number it means nothing.
/// </para>
/// </summary>
/// <typeparam name="T">The lanes themselves.</typeparam>
public interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>How many numbers, a power of two up to 8.</summary>
    static abstract int Count { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract T Of(double x);

    /// <summary>The same number in every lane, so that constants are written as they are: <c>0.5 * (1 + x)</c>.</summary>
    static abstract implicit operator T(double x);

    /// <summary>The <see cref="Count"/> numbers that begin at <paramref name="source"/>.</summary>
    static abstract T Load(ref readonly double source);

    /// <summary>Writes <see cref="Count"/> numbers from <paramref name="destination"/> on.</summary>
    static abstract void Store(T value, ref double destination);

    /// <summary>One number every <paramref name="apart"/> places from <paramref name="source"/> on: a column of a matrix, down as many rows as there are lanes.</summary>
    static virtual T Gather(ref readonly double source, nint apart)
    {
        Span<double> values = stackalloc double[T.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Unsafe.Add(ref Unsafe.AsRef(in source), i * apart);
        return T.Load(ref values[0]);
    }

    /// <summary>Writes one number every <paramref name="apart"/> places from <paramref name="destination"/> on.</summary>
    static virtual void Scatter(T value, ref double destination, nint apart)
    {
        Span<double> values = stackalloc double[T.Count];
        T.Store(value, ref values[0]);
        for (var i = 0; i < values.Length; i++)
            Unsafe.Add(ref destination, i * apart) = values[i];
    }

    /// <summary>f of each lane, one after the other: for the rare arguments that a formula's main text does not cover.</summary>
    static abstract T Map(T x, Func<double, double> f);

    /// <summary>a + b, rounded once.</summary>
    static abstract T operator +(T a, T b);

    /// <summary>a − b, rounded once.</summary>
    static abstract T operator -(T a, T b);

    /// <summary>a · b, rounded once.</summary>
    static abstract T operator *(T a, T b);

    /// <summary>a / b, rounded once.</summary>
    static abstract T operator /(T a, T b);

    /// <summary>−a: the sign bit turned, of NaN too.</summary>
    static abstract T operator -(T a);

    /// <summary>a · b + c, rounded once.</summary>
    static abstract T FusedMultiplyAdd(T a, T b, T c);

    /// <summary>
    /// sum ← a · b + sum, rounded once. The compiler then leaves a running sum in the register it has; assigning
    /// <see cref="FusedMultiplyAdd"/> to it costs a move each time.
    /// </summary>
    static virtual void AddProduct(ref T sum, T a, T b) => sum = T.FusedMultiplyAdd(a, b, sum);

    /// <summary>√a, rounded once; NaN below zero.</summary>
    static abstract T Sqrt(T a);

    /// <summary>|a|: the sign bit cleared.</summary>
    static abstract T Abs(T a);

    /// <summary>The size of the one with the sign bit of the other.</summary>
    static abstract T CopySign(T size, T sign);

    /// <summary>The smaller as <see cref="Math.Min(double, double)"/> has it: NaN if either is, and −0 is smaller than 0.</summary>
    static abstract T Min(T a, T b);

    /// <summary>The larger as <see cref="Math.Max(double, double)"/> has it: NaN if either is, and 0 is larger than −0.</summary>
    static abstract T Max(T a, T b);

    /// <summary>Where a is below b.</summary>
    static abstract T operator <(T a, T b);

    /// <summary>Where a is above b.</summary>
    static abstract T operator >(T a, T b);

    /// <summary>Where a is at most b.</summary>
    static abstract T operator <=(T a, T b);

    /// <summary>Where a is at least b.</summary>
    static abstract T operator >=(T a, T b);

    /// <summary>The first where the mask has all bits, the second where it has none.</summary>
    static abstract T Select(T mask, T yes, T no);

    /// <summary>Whether a mask has all bits in every lane.</summary>
    static abstract bool All(T mask);

    /// <summary>Whether a mask has all bits in some lane.</summary>
    static abstract bool Any(T mask);

    /// <summary>The bits that both have.</summary>
    static abstract T operator &(T a, T b);

    /// <summary>The bits that either has.</summary>
    static abstract T operator |(T a, T b);

    /// <summary>The bits that only one has.</summary>
    static abstract T operator ^(T a, T b);

    /// <summary>The bits that it has not.</summary>
    static abstract T operator ~(T a);

    /// <summary>The sum of the bit patterns as 64-bit integers, modulo 2⁶⁴.</summary>
    static abstract T AddBits(T a, T b);

    /// <summary>The difference of the bit patterns as 64-bit integers, modulo 2⁶⁴.</summary>
    static abstract T SubtractBits(T a, T b);

    /// <summary>The bit patterns moved up by <paramref name="by"/> places, 0 to 63; zeros come in.</summary>
    static abstract T ShiftBitsLeft(T a, int by);

    /// <summary>The bit patterns moved down by <paramref name="by"/> places, 0 to 63; zeros come in.</summary>
    static abstract T ShiftBitsRight(T a, int by);
}
