namespace Functional.Core;

/// <summary>
/// Rows of inputs as they are stored (see <see cref="Packed"/>). A batch picked from a large dataset is then an eighth or a half of the
/// memory to fetch; it is widened only on its way into a register (<see cref="IOperand{T}"/>).
/// </summary>
internal static class StoredRows
{
    /// <summary>A place for the rows of one step after the other.</summary>
    /// <param name="values">All rows.</param>
    /// <param name="width">Numbers a row.</param>
    /// <param name="most">The most rows a step sees.</param>
    /// <param name="all">Whether every step sees all rows, which then need not be picked.</param>
    public static BatchInputs Open(Reals values, int width, int most, bool all)
    {
        var packed = Packed.Of(values);
        var picked = all ? 0 : most;
        return packed.Values switch
        {
            byte[] codes => new PickedRows<byte, Codes>(codes, packed.Table, width, picked),
            float[] singles => new PickedRows<float, Singles>(singles, [], width, picked),
            _ => new PickedRows<double, Doubles>((double[])packed.Values, [], width, picked),
        };
    }
}
