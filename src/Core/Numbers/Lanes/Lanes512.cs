using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Core;

/// <summary>Eight doubles.</summary>
public struct Lanes512 : ILanes<Lanes512>
{
    // Not readonly: a value made without a constructor is one call less for the compiler to take into a loop, and it counts them.
    private Vector512<double> _values;

    /// <inheritdoc/>
    public static int Count => Vector512<double>.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Of(double x) => new() { _values = Vector512.Create(x) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes512(double x) => new() { _values = Vector512.Create(x) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(ref readonly double source) => new() { _values = Vector512.LoadUnsafe(in source) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512 value, ref double destination) => value._values.StoreUnsafe(ref destination);

    /// <summary>Writes four numbers and four more, all at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Lanes256 lower, Lanes256 upper, ref double destination) => lower.Values.ToVector512Unsafe().WithUpper(upper.Values).StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Gather(ref readonly double source, nint apart) => new()
    {
        _values = Vector512.Create(
            Lanes256.Gather(in source, apart).Values, Lanes256.Gather(in Unsafe.Add(ref Unsafe.AsRef(in source), Lanes256.Count * apart), apart).Values),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter(Lanes512 value, ref double destination, nint apart)
    {
        Lanes256.Scatter(new(value._values.GetLower()), ref destination, apart);
        Lanes256.Scatter(new(value._values.GetUpper()), ref Unsafe.Add(ref destination, Lanes256.Count * apart), apart);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes512 Map(Lanes512 x, Func<double, double> f)
    {
        Span<double> values = stackalloc double[Count];
        Store(x, ref values[0]);
        foreach (ref var value in values)
            value = f(value);
        return Load(ref values[0]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new() { _values = a._values + b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new() { _values = a._values - b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 a, Lanes512 b) => new() { _values = a._values * b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator /(Lanes512 a, Lanes512 b) => new() { _values = a._values / b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a) => new() { _values = -a._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 FusedMultiplyAdd(Lanes512 a, Lanes512 b, Lanes512 c) => new() { _values = Vector512.FusedMultiplyAdd(a._values, b._values, c._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lanes512 sum, Lanes512 a, Lanes512 b) => sum._values = Vector512.FusedMultiplyAdd(a._values, b._values, sum._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Sqrt(Lanes512 a) => new() { _values = Vector512.Sqrt(a._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Abs(Lanes512 a) => new() { _values = Vector512.Abs(a._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 CopySign(Lanes512 size, Lanes512 sign) => new() { _values = Vector512.CopySign(size._values, sign._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Min(Lanes512 a, Lanes512 b) => new() { _values = Vector512.Min(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Max(Lanes512 a, Lanes512 b) => new() { _values = Vector512.Max(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator <(Lanes512 a, Lanes512 b) => new() { _values = Vector512.LessThan(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator >(Lanes512 a, Lanes512 b) => new() { _values = Vector512.GreaterThan(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator <=(Lanes512 a, Lanes512 b) => new() { _values = Vector512.LessThanOrEqual(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator >=(Lanes512 a, Lanes512 b) => new() { _values = Vector512.GreaterThanOrEqual(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Select(Lanes512 mask, Lanes512 yes, Lanes512 no) => new() { _values = Vector512.ConditionalSelect(mask._values, yes._values, no._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Lanes512 mask) => Vector512.EqualsAll(mask._values.AsInt64(), Vector512<long>.AllBitsSet);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes512 mask) => Vector512.EqualsAny(mask._values.AsInt64(), Vector512<long>.AllBitsSet);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator &(Lanes512 a, Lanes512 b) => new() { _values = a._values & b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator |(Lanes512 a, Lanes512 b) => new() { _values = a._values | b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator ^(Lanes512 a, Lanes512 b) => new() { _values = a._values ^ b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator ~(Lanes512 a) => new() { _values = ~a._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 AddBits(Lanes512 a, Lanes512 b) => new() { _values = (a._values.AsInt64() + b._values.AsInt64()).AsDouble() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SubtractBits(Lanes512 a, Lanes512 b) => new() { _values = (a._values.AsInt64() - b._values.AsInt64()).AsDouble() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 ShiftBitsLeft(Lanes512 a, int by) => new() { _values = Vector512.ShiftLeft(a._values.AsInt64(), by).AsDouble() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 ShiftBitsRight(Lanes512 a, int by) => new() { _values = Vector512.ShiftRightLogical(a._values.AsInt64(), by).AsDouble() };
}
