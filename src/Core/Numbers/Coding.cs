namespace Functional.Core;

/// <summary>Numbers of which there are at most 256 different ones, as bytes. Different means different bits: 0.0 and −0.0 are two.</summary>
internal static class Coding
{
    /// <summary>As many as a byte can name.</summary>
    private const int Most = 256;

    /// <summary>Slots of the hash table: a quarter full at most, so that a look-up rarely looks twice.</summary>
    private const int Slots = 4 * Most;

    /// <summary>The different numbers in the order they come up; null where there are too many.</summary>
    public static double[]? Find(ReadOnlySpan<double> values)
    {
        var (index, found, count) = (new short[Slots], new double[Most], 0);
        foreach (var value in values)
        {
            ref var slot = ref SlotOf(value, index, found);
            if (slot != 0)
                continue;
            if (count == Most)
                return null;
            found[count++] = value;
            slot = (short)count;
        }

        return found.AsSpan(0, count).ToArray();
    }

    /// <summary>For each number its place in <paramref name="table"/>, which holds them all.</summary>
    public static byte[] Encode(ReadOnlySpan<double> values, double[] table)
    {
        var index = new short[Slots];
        for (var i = 0; i < table.Length; i++)
            SlotOf(table[i], index, table) = (short)(i + 1);
        var codes = new byte[values.Length];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = (byte)(SlotOf(values[i], index, table) - 1);
        return codes;
    }

    /// <summary>The slot that names a number, one more than its place, or the empty slot (0) where it belongs.</summary>
    private static ref short SlotOf(double value, short[] index, double[] table)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        // Fibonacci hashing (Knuth, TAOCP 3, 6.4): the upper bits of the product depend on all bits of the key.
        for (var at = (int)(bits * 0x9E3779B97F4A7C15 >> 54); ; at = (at + 1) % Slots)
            if (index[at] is 0 || BitConverter.DoubleToUInt64Bits(table[index[at] - 1]) == bits)
                return ref index[at];
    }
}
