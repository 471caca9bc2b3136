namespace Functional.Core;

/// <summary>
/// Several doubles that go through the same operations side by side: eight, four, two or one. A formula written over lanes is one text
/// for every width, and since each operation here is exact or rounded once, as IEEE 754 has it, <b>every width gives the same bits</b>.
/// Nothing mixes neighbours: there is no sum over lanes.
/// </summary>
/// <typeparam name="T">The lanes themselves.</typeparam>
public interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>How many numbers, a power of two up to 8.</summary>
    static abstract int Count { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract T Of(double x);

    /// <summary>The <see cref="Count"/> numbers that begin at <paramref name="source"/>.</summary>
    static abstract T Load(ref readonly double source);

    /// <summary>Writes <see cref="Count"/> numbers from <paramref name="destination"/> on.</summary>
    static abstract void Store(T value, ref double destination);

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
}
