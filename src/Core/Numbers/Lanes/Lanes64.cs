using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Core;

/// <summary>One double: the lanes of the scalar functions, and of the last few numbers of a loop.</summary>
public struct Lanes64 : ILanes<Lanes64>
{
    // Not readonly: a value made without a constructor is one call less for the compiler to take into a loop, and it counts them.
    private double _value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <summary>The one number as lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes64(double x) => new() { _value = x };

    /// <summary>The one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator double(Lanes64 x) => x._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Of(double x) => new() { _value = x };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Load(ref readonly double source) => new() { _value = source };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes64 value, ref double destination) => destination = value._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Map(Lanes64 x, Func<double, double> f) => new() { _value = f(x._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator +(Lanes64 a, Lanes64 b) => new() { _value = a._value + b._value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator -(Lanes64 a, Lanes64 b) => new() { _value = a._value - b._value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator *(Lanes64 a, Lanes64 b) => new() { _value = a._value * b._value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator /(Lanes64 a, Lanes64 b) => new() { _value = a._value / b._value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator -(Lanes64 a) => new() { _value = -a._value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 FusedMultiplyAdd(Lanes64 a, Lanes64 b, Lanes64 c) => new() { _value = Math.FusedMultiplyAdd(a._value, b._value, c._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Sqrt(Lanes64 a) => new() { _value = Math.Sqrt(a._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Abs(Lanes64 a) => new() { _value = Math.Abs(a._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 CopySign(Lanes64 size, Lanes64 sign) => new() { _value = Math.CopySign(size._value, sign._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Min(Lanes64 a, Lanes64 b) => new() { _value = Math.Min(a._value, b._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Max(Lanes64 a, Lanes64 b) => new() { _value = Math.Max(a._value, b._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator <(Lanes64 a, Lanes64 b) => First(Vector128.LessThan(Wide(a), Wide(b)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator >(Lanes64 a, Lanes64 b) => First(Vector128.GreaterThan(Wide(a), Wide(b)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator <=(Lanes64 a, Lanes64 b) => First(Vector128.LessThanOrEqual(Wide(a), Wide(b)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator >=(Lanes64 a, Lanes64 b) => First(Vector128.GreaterThanOrEqual(Wide(a), Wide(b)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Select(Lanes64 mask, Lanes64 yes, Lanes64 no) => First(Vector128.ConditionalSelect(Wide(mask), Wide(yes), Wide(no)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Lanes64 mask) => BitConverter.DoubleToInt64Bits(mask._value) == -1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes64 mask) => All(mask);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator &(Lanes64 a, Lanes64 b) => First(Wide(a) & Wide(b));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator |(Lanes64 a, Lanes64 b) => First(Wide(a) | Wide(b));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator ^(Lanes64 a, Lanes64 b) => First(Wide(a) ^ Wide(b));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator ~(Lanes64 a) => First(~Wide(a));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 AddBits(Lanes64 a, Lanes64 b) => First((Wide(a).AsInt64() + Wide(b).AsInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 SubtractBits(Lanes64 a, Lanes64 b) => First((Wide(a).AsInt64() - Wide(b).AsInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 ShiftBitsLeft(Lanes64 a, int by) => First(Vector128.ShiftLeft(Wide(a).AsInt64(), by).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 ShiftBitsRight(Lanes64 a, int by) => First(Vector128.ShiftRightLogical(Wide(a).AsInt64(), by).AsDouble());

    /// <summary>The number in the first lane of a register; what is in the other matters to nobody. Bits stay in the vector unit this way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Wide(Lanes64 x) => Vector128.CreateScalarUnsafe(x._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes64 First(Vector128<double> values) => new() { _value = values.ToScalar() };
}
