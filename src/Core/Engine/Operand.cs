using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// The left side of a product, read number by number wherever it lies and however it is stored: what is stored as bytes or as singles
/// becomes a double on its way into the register, or into a strip, so memory holds the small form.
/// </summary>
/// <typeparam name="T">The operand itself.</typeparam>
internal interface IOperand<T>
    where T : struct, IOperand<T>
{
    /// <summary>What is stored from <paramref name="start"/> on; bytes mean places in <paramref name="table"/>.</summary>
    static abstract unsafe T Over(void* start, double* table);

    /// <summary>The number that lies <paramref name="offset"/> places on.</summary>
    double At(nint offset);

    /// <summary>The same operand, seen from <paramref name="offset"/> places on.</summary>
    T From(nint offset);
}

/// <summary>Doubles as they are.</summary>
internal readonly unsafe struct Doubles(double* start) : IOperand<Doubles>
{
    private readonly double* _start = start;

    public static Doubles Over(void* start, double* table) => new((double*)start);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(nint offset) => _start[offset];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Doubles From(nint offset) => new(_start + offset);
}

/// <summary>Singles; every single is a double, exactly.</summary>
internal readonly unsafe struct Singles(float* start) : IOperand<Singles>
{
    private readonly float* _start = start;

    public static Singles Over(void* start, double* table) => new((float*)start);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(nint offset) => _start[offset];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Singles From(nint offset) => new(_start + offset);
}

/// <summary>Bytes that are places in a table of at most 256 doubles.</summary>
internal readonly unsafe struct Codes(byte* start, double* table) : IOperand<Codes>
{
    private readonly byte* _start = start;
    private readonly double* _table = table;

    public static Codes Over(void* start, double* table) => new((byte*)start, table);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(nint offset) => _table[_start[offset]];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Codes From(nint offset) => new(_start + offset, _table);
}

/// <summary>How far one row of an operand lies behind the one before.</summary>
internal interface IRow
{
    /// <summary>So many places.</summary>
    nint Apart { get; }
}

/// <summary>Neighbouring rows' numbers lie side by side: what a transposed matrix is, and a strip.</summary>
internal readonly struct SideBySide : IRow
{
    public nint Apart => 1;
}

/// <summary>Rows of some length.</summary>
internal readonly struct RowsApart(nint places) : IRow
{
    public nint Apart { get; } = places;
}
