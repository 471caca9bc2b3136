namespace Functional.Core;

/// <summary>
/// Random numbers as a function: the same (seed, stream, counter) gives the same number, in any order, on any thread, on
/// any machine. There is no generator to store, so a replay needs nothing but its step number.
/// <para>The seed names a run, the stream one use within it (an epoch, a tensor), the counter one draw of that use. Under
/// one seed no two (stream, counter) share a block of <c>Philox4x32-10</c>; two uses that must be independent need two
/// streams.</para>
/// </summary>
public static class Rng
{
    /// <summary>64 random bits: the first half of the Philox block at (counter, stream) under the key seed.</summary>
    public static ulong Bits(ulong seed, ulong stream, ulong counter)
    {
        var (low, high, _, _) = Philox.Block(
            (uint)counter, (uint)(counter >> 32), (uint)stream, (uint)(stream >> 32), (uint)seed, (uint)(seed >> 32));
        return ((ulong)high << 32) | low;
    }

    /// <summary>A number k·2⁻⁵³ in [0, 1), from the upper 53 of <see cref="Bits"/>: 0 may come out, 1 never.</summary>
    public static double Uniform(ulong seed, ulong stream, ulong counter) =>
        (Bits(seed, stream, counter) >> 11) * (1.0 / 9007199254740992.0);

    /// <summary>
    /// An integer in [0, n), each exactly equally likely, and the counter at which the caller draws next. Almost always
    /// that is <paramref name="counter"/> + 1; a draw that would favour some integers is passed over (less often than once
    /// in 2³³). <paramref name="n"/> below 1 is an <see cref="ArgumentOutOfRangeException"/>.
    /// </summary>
    public static (int Value, ulong Next) Below(int n, ulong seed, ulong stream, ulong counter)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        while (true)
        {
            if (Reduced(Bits(seed, stream, counter++), (uint)n) is { } value) return (value, counter);
        }
    }

    /// <summary>
    /// The integers 0 … n−1 in the order that (seed, stream) gives them, all n! orders equally likely up to the 128 bits
    /// that choose among them: Fisher–Yates with <see cref="Below"/> from counter 0. A fresh array of length
    /// <paramref name="n"/> (0: empty). With stream = epoch this is the order of the rows in that epoch.
    /// </summary>
    public static int[] Permutation(int n, ulong seed, ulong stream)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        var items = new int[n];
        Permute(items, seed, stream);
        return items;
    }

    /// <summary>Writes <see cref="Permutation"/> of n = <paramref name="items"/>.Length into memory that is there already.</summary>
    public static void Permute(Span<int> items, ulong seed, ulong stream)
    {
        for (var i = 0; i < items.Length; i++) items[i] = i;
        var counter = 0UL;
        for (var i = items.Length - 1; i > 0; i--)
        {
            (var j, counter) = Below(i + 1, seed, stream, counter);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>
    /// Lemire's reduction (2019, arXiv:1805.10941): the upper word of bits × n, or nothing where the lower word falls into
    /// the first 2⁶⁴ mod n values, which would give some integers one chance more than others.
    /// </summary>
    internal static int? Reduced(ulong bits, uint n)
    {
        var high = Math.BigMul(bits, n, out var low);
        return low < n && low < (0UL - n) % n ? null : (int)high;
    }
}
