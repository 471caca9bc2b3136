namespace Functional.Laws;

/// <summary>
/// One call of a strategy, with the numbers it reads and the memory it writes: what all strategies have in common, so that the laws
/// on memory and on bits are written once.
/// </summary>
/// <param name="Text">The call as a person writes it: <c>Forward of z = [1]</c>.</param>
/// <param name="Reads">Contents of the memory it may only read.</param>
/// <param name="Writes">Contents of the memory it writes, before it does; <see cref="Fill.Nothing"/> where it must not look at them.</param>
/// <param name="Body">Makes the call; its number is what the strategy returns, 0 where it returns nothing.</param>
internal sealed record Call<T>(string Text, double[][] Reads, double[][] Writes, Func<T, Lent[], Lent[], double> Body)
{
    /// <summary>Makes the call and says what came back.</summary>
    /// <param name="subject">Who is called.</param>
    /// <param name="nothing">What stands where contents mean nothing, and beside all that is lent.</param>
    public Answer Of(T subject, double nothing = 0)
    {
        var reads = Array.ConvertAll(Reads, r => new Lent(r, nothing));
        var writes = Array.ConvertAll(Writes, w => new Lent(Fill.Of(w, nothing), nothing));
        return new(Body(subject, reads, writes), reads, writes);
    }
}

/// <summary>Memory whose contents mean nothing, so that what stands there can be chosen to catch whoever leaves it or reads it.</summary>
internal static class Fill
{
    private static readonly long Mark = BitConverter.DoubleToInt64Bits(-5.125e-77);

    /// <summary><paramref name="length"/> numbers that mean nothing.</summary>
    public static double[] Nothing(int length)
    {
        var values = new double[length];
        values.AsSpan().Fill(BitConverter.Int64BitsToDouble(Mark));
        return values;
    }

    /// <summary>Contents with <paramref name="nothing"/> where they mean nothing.</summary>
    public static double[] Of(double[] contents, double nothing) =>
        Array.ConvertAll(contents, x => BitConverter.DoubleToInt64Bits(x) == Mark ? nothing : x);
}

/// <summary>What came back from a <see cref="Call{T}"/>.</summary>
/// <param name="Value">What was returned.</param>
/// <param name="Reads">What was lent to read, afterwards.</param>
/// <param name="Writes">What was lent to write, afterwards.</param>
internal sealed record Answer(double Value, Lent[] Reads, Lent[] Writes)
{
    /// <summary>How two answers differ, or null: <c>0.5 and then 0.25 at [3]</c>.</summary>
    public string? Unlike(Answer other)
    {
        if (!Say.Same(Value, other.Value))
            return $"{Say.Number(Value)} and then {Say.Number(other.Value)}";
        for (var w = 0; w < Writes.Length; w++)
        {
            var i = Say.FirstDifference(Writes[w].Span, other.Writes[w].Span);
            if (i >= 0)
                return $"{Say.Number(Writes[w].Span[i])} and then {Say.Number(other.Writes[w].Span[i])} at [{i}]";
        }

        return null;
    }
}
