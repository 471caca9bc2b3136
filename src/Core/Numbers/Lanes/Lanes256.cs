using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.Core;

/// <summary>Four doubles.</summary>
public struct Lanes256 : ILanes<Lanes256>
{
    // Not readonly: a value made without a constructor is one call less for the compiler to take into a loop, and it counts them.
    private Vector256<double> _values;

    /// <summary>Those of the runtime.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lanes256(Vector256<double> values) => _values = values;

    /// <summary>The numbers as the runtime has them.</summary>
    internal readonly Vector256<double> Values => _values;

    /// <inheritdoc/>
    public static int Count => Vector256<double>.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Of(double x) => new() { _values = Vector256.Create(x) };

    /// <summary>These four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Lanes256 Of(double a, double b, double c, double d) => new() { _values = Vector256.Create(a, b, c, d) };

    /// <summary>Writes the first <paramref name="count"/> numbers, or all four where it is more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Store(Lanes256 value, double* destination, int count)
    {
        if (count >= 4)
        {
            value._values.Store(destination);
            return;
        }

        if (count >= 2)
            value._values.GetLower().Store(destination);
        if (count == 1)
            *destination = value._values.ToScalar();
        else if (count == 3)
            destination[2] = value._values.GetUpper().ToScalar();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes256(double x) => new() { _values = Vector256.Create(x) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref readonly double source) => new() { _values = Vector256.LoadUnsafe(in source) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256 value, ref double destination) => value._values.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Gather(ref readonly double source, nint apart)
    {
        ref var first = ref Unsafe.AsRef(in source);
        return Of(first, Unsafe.Add(ref first, apart), Unsafe.Add(ref first, 2 * apart), Unsafe.Add(ref first, 3 * apart));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter(Lanes256 value, ref double destination, nint apart)
    {
        var (lower, upper) = (value._values.GetLower(), value._values.GetUpper());
        destination = lower[0];
        Unsafe.Add(ref destination, apart) = lower[1];
        Unsafe.Add(ref destination, 2 * apart) = upper[0];
        Unsafe.Add(ref destination, 3 * apart) = upper[1];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes256 Map(Lanes256 x, Func<double, double> f)
    {
        Span<double> values = stackalloc double[Count];
        Store(x, ref values[0]);
        foreach (ref var value in values)
            value = f(value);
        return Load(ref values[0]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new() { _values = a._values + b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new() { _values = a._values - b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new() { _values = a._values * b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 a, Lanes256 b) => new() { _values = a._values / b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a) => new() { _values = -a._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 FusedMultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c) => new() { _values = Vector256.FusedMultiplyAdd(a._values, b._values, c._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lanes256 sum, Lanes256 a, Lanes256 b) => sum._values = Vector256.FusedMultiplyAdd(a._values, b._values, sum._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sqrt(Lanes256 a) => new() { _values = Vector256.Sqrt(a._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Abs(Lanes256 a) => new() { _values = Vector256.Abs(a._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 CopySign(Lanes256 size, Lanes256 sign) => new() { _values = Vector256.CopySign(size._values, sign._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Min(Lanes256 a, Lanes256 b) => new() { _values = Vector256.Min(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 a, Lanes256 b) => new() { _values = Vector256.Max(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator <(Lanes256 a, Lanes256 b) => new() { _values = Vector256.LessThan(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator >(Lanes256 a, Lanes256 b) => new() { _values = Vector256.GreaterThan(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator <=(Lanes256 a, Lanes256 b) => new() { _values = Vector256.LessThanOrEqual(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator >=(Lanes256 a, Lanes256 b) => new() { _values = Vector256.GreaterThanOrEqual(a._values, b._values) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Select(Lanes256 mask, Lanes256 yes, Lanes256 no)
    {
        // One instruction instead of three: a mask has all bits of a lane or none.
        if (Avx.IsSupported)
            return new() { _values = Avx.BlendVariable(no._values, yes._values, mask._values) };
        return new() { _values = Vector256.ConditionalSelect(mask._values, yes._values, no._values) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Lanes256 mask) => Vector256.EqualsAll(mask._values.AsInt64(), Vector256<long>.AllBitsSet);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes256 mask) => mask._values.ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator &(Lanes256 a, Lanes256 b) => new() { _values = a._values & b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator |(Lanes256 a, Lanes256 b) => new() { _values = a._values | b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator ^(Lanes256 a, Lanes256 b) => new() { _values = a._values ^ b._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator ~(Lanes256 a) => new() { _values = ~a._values };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 AddBits(Lanes256 a, Lanes256 b) => new() { _values = (a._values.AsInt64() + b._values.AsInt64()).AsDouble() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 SubtractBits(Lanes256 a, Lanes256 b) => new() { _values = (a._values.AsInt64() - b._values.AsInt64()).AsDouble() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ShiftBitsLeft(Lanes256 a, int by) => new() { _values = Vector256.ShiftLeft(a._values.AsInt64(), by).AsDouble() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ShiftBitsRight(Lanes256 a, int by) => new() { _values = Vector256.ShiftRightLogical(a._values.AsInt64(), by).AsDouble() };
}
