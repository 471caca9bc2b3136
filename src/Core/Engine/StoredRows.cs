using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// Rows of inputs in the smallest form that gives back every bit: bytes where there are at most 256 different numbers (pixels, counts,
/// one-hot columns), singles where every number is one, else the doubles themselves. A batch picked from a large dataset is then an
/// eighth or a half of the memory to fetch; it is widened only on its way into a register (<see cref="IOperand{T}"/>).
/// </summary>
internal abstract class StoredRows
{
    /// <summary>Data below a megabyte lie in the processor's cache anyway, and stay what they are.</summary>
    private const int WorthIt = 1 << 17;

    private static readonly ConditionalWeakTable<Reals, StoredRows> Known = [];

    /// <summary>The rows of <paramref name="values"/>, worked out once for as long as those live.</summary>
    public static StoredRows Of(Reals values) =>
        values.Length < WorthIt ? new Stored<double, Doubles>(values.Values, []) : Known.GetValue(values, Smallest);

    /// <summary>A place for the rows of one step after the other.</summary>
    /// <param name="width">Numbers a row.</param>
    /// <param name="most">The most rows a step sees.</param>
    /// <param name="all">Whether every step sees all rows, which then need not be picked.</param>
    public abstract BatchInputs Open(int width, int most, bool all);

    private static StoredRows Smallest(Reals values)
    {
        if (Coding.Find(values.AsSpan()) is { } table)
            return new Stored<byte, Codes>(Coding.Encode(values.AsSpan(), table), table);
        return Array.TrueForAll(values.Values, static x => BitConverter.DoubleToInt64Bits((float)x) == BitConverter.DoubleToInt64Bits(x))
            ? new Stored<float, Singles>(Array.ConvertAll(values.Values, static x => (float)x), [])
            : new Stored<double, Doubles>(values.Values, []);
    }

    private sealed class Stored<TStored, TOperand>(TStored[] values, double[] table) : StoredRows
        where TStored : unmanaged
        where TOperand : struct, IOperand<TOperand>
    {
        public override BatchInputs Open(int width, int most, bool all) => new PickedRows<TStored, TOperand>(values, table, width, all ? 0 : most);
    }
}
