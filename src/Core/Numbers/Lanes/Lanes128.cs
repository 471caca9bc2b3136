using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Core;

/// <summary>Two doubles.</summary>
public struct Lanes128 : ILanes<Lanes128>
{
    // Not readonly: a value made without a constructor is one call less for the compiler to take into a loop, and it counts them.
    private Vector128<double> _values;

    /// <inheritdoc/>
    public static int Count => Vector128<double>.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Of(double x) => new() { _values = Vector128.Create(x) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes128(double x) => new() { _values = Vector128.Create(x) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(ref readonly double source) => new() { _values = Vector128.LoadUnsafe(in source) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128 value, ref double destination) => value._values.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes128 Map(Lanes128 x, Func<double, double> f)
    {
        Span<double> values = stackalloc double[Count];
        Store(x, ref values[0]);
        foreach (ref var value in values)
            value = f(value);
        return Load(ref values[0]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => new() { _values = a._values + b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a, Lanes128 b) => new() { _values = a._values - b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 a, Lanes128 b) => new() { _values = a._values * b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator /(Lanes128 a, Lanes128 b) => new() { _values = a._values / b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a) => new() { _values = -a._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 FusedMultiplyAdd(Lanes128 a, Lanes128 b, Lanes128 c) => new() { _values = Vector128.FusedMultiplyAdd(a._values, b._values, c._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lanes128 sum, Lanes128 a, Lanes128 b) => sum._values = Vector128.FusedMultiplyAdd(a._values, b._values, sum._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Sqrt(Lanes128 a) => new() { _values = Vector128.Sqrt(a._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Abs(Lanes128 a) => new() { _values = Vector128.Abs(a._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 CopySign(Lanes128 size, Lanes128 sign) => new() { _values = Vector128.CopySign(size._values, sign._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Min(Lanes128 a, Lanes128 b) => new() { _values = Vector128.Min(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Max(Lanes128 a, Lanes128 b) => new() { _values = Vector128.Max(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator <(Lanes128 a, Lanes128 b) => new() { _values = Vector128.LessThan(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator >(Lanes128 a, Lanes128 b) => new() { _values = Vector128.GreaterThan(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator <=(Lanes128 a, Lanes128 b) => new() { _values = Vector128.LessThanOrEqual(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator >=(Lanes128 a, Lanes128 b) => new() { _values = Vector128.GreaterThanOrEqual(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Select(Lanes128 mask, Lanes128 yes, Lanes128 no) => new() { _values = Vector128.ConditionalSelect(mask._values, yes._values, no._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Lanes128 mask) => Vector128.EqualsAll(mask._values.AsInt64(), Vector128<long>.AllBitsSet);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes128 mask) => mask._values.ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator &(Lanes128 a, Lanes128 b) => new() { _values = a._values & b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator |(Lanes128 a, Lanes128 b) => new() { _values = a._values | b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator ^(Lanes128 a, Lanes128 b) => new() { _values = a._values ^ b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator ~(Lanes128 a) => new() { _values = ~a._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 AddBits(Lanes128 a, Lanes128 b) => new() { _values = (a._values.AsInt64() + b._values.AsInt64()).AsDouble() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 SubtractBits(Lanes128 a, Lanes128 b) => new() { _values = (a._values.AsInt64() - b._values.AsInt64()).AsDouble() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 ShiftBitsLeft(Lanes128 a, int by) => new() { _values = Vector128.ShiftLeft(a._values.AsInt64(), by).AsDouble() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 ShiftBitsRight(Lanes128 a, int by) => new() { _values = Vector128.ShiftRightLogical(a._values.AsInt64(), by).AsDouble() };
}
