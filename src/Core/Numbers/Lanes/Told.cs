using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// One double that remembers how it was made: what a formula over lanes computes, and the arithmetic that it did, from the very code that
/// trains (see <see cref="ToldText"/>, which writes it). Every operation is that of <see cref="Lanes64"/>, so the value has the bits
/// that every other width gives.
/// <para>
/// A fused multiply-add is told as a product and a sum; its value is rounded once. What changes nothing is not told: 0 + x, 1 · x and x / 1
/// are x where they have its bits, and 0 · x + c is c. What works on bits, but for masks and signs, cannot be told: such a number is only its value.
/// </para>
/// </summary>
public readonly struct Told : ILanes<Told>
{
    private readonly ToldNode? _node;

    private Told(ToldNode node) => _node = node;

    /// <summary>How it was made; <c>default</c> is 0.</summary>
    public ToldNode Node => _node ?? Of(0).Node;

    /// <summary>The number.</summary>
    public double Value => Node.Value;

    /// <summary>Whether it is <paramref name="computed"/> to the last bit; which NaN a NaN is, the processor decides.</summary>
    public bool Has(double computed) => SameBits(Value, computed) || (double.IsNaN(Value) && double.IsNaN(computed));

    /// <inheritdoc/>
    public static int Count => 1;

    /// <summary>A number that was there before, and where it lies: <c>gradients.layer0.bias[0]</c>. May lie nowhere.</summary>
    public static Told Given(double x, string where) => new(new ToldNode(ExpansionOperation.Input, x, where));

    /// <summary>
    /// The same number; where it is told, it has a line of its own from here on and is called so. Over any other lanes nothing is left of it:
    /// the question is answered when it is compiled.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Called<T>(T x, string name) where T : struct, ILanes<T> =>
        typeof(T) == typeof(Told) ? (T)(object)new Told(((Told)(object)x).Node.Called(name)) : x;

    /// <inheritdoc/>
    public static Told Of(double x) => new(new ToldNode(ExpansionOperation.Constant, x, ""));

    /// <inheritdoc/>
    public static implicit operator Told(double x) => Of(x);

    /// <inheritdoc/>
    public static Told Load(ref readonly double source) => Given(source, "");

    /// <inheritdoc/>
    public static void Store(Told value, ref double destination) => destination = value.Value;

    /// <inheritdoc/>
    public static Told Map(Told x, Func<double, double> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return ElementaryOperations.Of(f) is { } known ? Made(known, f(x.Value), x) : Untold(f(x.Value));
    }

    /// <inheritdoc/>
    public static Told operator +(Told a, Told b) =>
        IsConstant(a, 0) && SameBits(a.Value + b.Value, b.Value) ? b
        : IsConstant(b, 0) && SameBits(a.Value + b.Value, a.Value) ? a
        : Made(ExpansionOperation.Add, a.Value + b.Value, a, b);

    /// <inheritdoc/>
    public static Told operator -(Told a, Told b) => Made(ExpansionOperation.Subtract, a.Value - b.Value, a, b);

    /// <inheritdoc/>
    public static Told operator *(Told a, Told b) =>
        IsConstant(a, 1) ? b : IsConstant(b, 1) ? a : Made(ExpansionOperation.Multiply, a.Value * b.Value, a, b);

    /// <inheritdoc/>
    public static Told operator /(Told a, Told b) => IsConstant(b, 1) ? a : Made(ExpansionOperation.Divide, a.Value / b.Value, a, b);

    /// <inheritdoc/>
    public static Told operator -(Told a) => Made(ExpansionOperation.Negate, -a.Value, a);

    /// <summary>a · b + c, rounded once; told as a product and a sum.</summary>
    public static Told FusedMultiplyAdd(Told a, Told b, Told c)
    {
        var value = Math.FusedMultiplyAdd(a.Value, b.Value, c.Value);
        return (IsConstant(a, 0) || IsConstant(b, 0)) && SameBits(value, c.Value) ? c
            : IsConstant(c, 0) && SameBits(value, a.Value * b.Value) ? a * b
            : Made(ExpansionOperation.Add, value, a * b, c);
    }

    /// <inheritdoc/>
    public static Told Sqrt(Told a) => Made(ExpansionOperation.Sqrt, Math.Sqrt(a.Value), a);

    /// <inheritdoc/>
    public static Told Abs(Told a) => Made(ExpansionOperation.Abs, Math.Abs(a.Value), a);

    /// <summary>Told as its value alone.</summary>
    public static Told CopySign(Told size, Told sign) => Untold(Math.CopySign(size.Value, sign.Value));

    /// <inheritdoc/>
    public static Told Min(Told a, Told b) => Made(ExpansionOperation.Min, Math.Min(a.Value, b.Value), a, b);

    /// <inheritdoc/>
    public static Told Max(Told a, Told b) => Made(ExpansionOperation.Max, Math.Max(a.Value, b.Value), a, b);

    /// <summary>aᵇ, as <see cref="Elementary.Pow(double, double)"/> has it.</summary>
    public static Told Pow(Told a, Told b) => Made(ExpansionOperation.Pow, Elementary.Pow(a.Value, b.Value), a, b);

    /// <inheritdoc/>
    public static Told operator <(Told a, Told b) => Made(ExpansionOperation.Less, (Lanes64)a.Value < b.Value, a, b);

    /// <inheritdoc/>
    public static Told operator >(Told a, Told b) => Made(ExpansionOperation.Greater, (Lanes64)a.Value > b.Value, a, b);

    /// <inheritdoc/>
    public static Told operator <=(Told a, Told b) => Made(ExpansionOperation.AtMost, (Lanes64)a.Value <= b.Value, a, b);

    /// <inheritdoc/>
    public static Told operator >=(Told a, Told b) => Made(ExpansionOperation.AtLeast, (Lanes64)a.Value >= b.Value, a, b);

    /// <inheritdoc/>
    public static Told Select(Told mask, Told yes, Told no) => Made(ExpansionOperation.Select, Lanes64.Select(mask.Value, yes.Value, no.Value), mask, yes, no);

    /// <summary>False, so that a function takes the way that is right for every number and is told by its name.</summary>
    public static bool All(Told mask) => false;

    /// <inheritdoc/>
    public static bool Any(Told mask) => Lanes64.Any(mask.Value);

    /// <inheritdoc/>
    public static Told operator &(Told a, Told b) => Joined(ExpansionOperation.And, (Lanes64)a.Value & b.Value, a, b);

    /// <inheritdoc/>
    public static Told operator |(Told a, Told b) => Joined(ExpansionOperation.Or, (Lanes64)a.Value | b.Value, a, b);

    /// <inheritdoc/>
    public static Told operator ^(Told a, Told b) => Joined(ExpansionOperation.Xor, (Lanes64)a.Value ^ b.Value, a, b);

    /// <inheritdoc/>
    public static Told operator ~(Told a) => a.Node.IsMask ? Made(ExpansionOperation.Not, ~(Lanes64)a.Value, a) : Untold(~(Lanes64)a.Value);

    /// <summary>Told as its value alone.</summary>
    public static Told AddBits(Told a, Told b) => Untold(Lanes64.AddBits(a.Value, b.Value));

    /// <summary>Told as its value alone.</summary>
    public static Told SubtractBits(Told a, Told b) => Untold(Lanes64.SubtractBits(a.Value, b.Value));

    /// <summary>Told as its value alone.</summary>
    public static Told ShiftBitsLeft(Told a, int by) => Untold(Lanes64.ShiftBitsLeft(a.Value, by));

    /// <summary>Told as its value alone.</summary>
    public static Told ShiftBitsRight(Told a, int by) => Untold(Lanes64.ShiftBitsRight(a.Value, by));

    private static Told Joined(ExpansionOperation operation, double value, Told a, Told b) =>
        a.Node.IsMask && b.Node.IsMask ? Made(operation, value, a, b) : Untold(value);

    private static Told Untold(double value) => new(new ToldNode(ExpansionOperation.Unknown, value, ""));

    private static Told Made(ExpansionOperation operation, double value, params ReadOnlySpan<Told> parts)
    {
        var nodes = new ToldNode[parts.Length];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = parts[i].Node;
        return new(new ToldNode(operation, value, "", [.. nodes]));
    }

    private static bool IsConstant(Told x, double value) => x.Node.Operation == ExpansionOperation.Constant && x.Value == value;

    private static bool SameBits(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);
}
