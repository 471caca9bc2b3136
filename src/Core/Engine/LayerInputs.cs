namespace Functional.Core;

/// <summary>What comes into a layer, x, <c>[rows × width]</c>, as the left side of its two products.</summary>
internal abstract unsafe class LayerInputs
{
    /// <summary>Columns <paramref name="from"/> to below <paramref name="to"/> of C = start + x·B.</summary>
    public abstract void Times(in Product product, int from, int to, RightSide b, double* start, double* c);

    /// <summary>C = xᵀ·B for the columns of x from <paramref name="first"/> on, as many as the product has rows.</summary>
    public abstract void TransposedTimes(in Product product, int first, RightSide b, double* c);
}

/// <summary>Rows of the dataset: what comes into the first layer.</summary>
internal abstract class BatchInputs : LayerInputs
{
    /// <summary>Makes the given rows the batch.</summary>
    public abstract void Take(ReadOnlySpan<int> rows);

    /// <summary>Says that the given rows will be the next batch, so that they are on their way from memory when it comes.</summary>
    public abstract void Expect(ReadOnlySpan<int> rows);
}

/// <summary>The activations of the layer before.</summary>
internal sealed unsafe class HiddenInputs(Room activations, int width) : LayerInputs
{
    public override void Times(in Product product, int from, int to, RightSide b, double* start, double* c) =>
        product.Into(from, to, new Doubles(activations.Start), width, 1, b, start, c);

    public override void TransposedTimes(in Product product, int first, RightSide b, double* c) =>
        product.Into(0, product.Columns, new Doubles(activations.Start + first), 1, width, b, null, c);
}

/// <summary>Rows of one form of storage, picked one behind the other into memory that is used again.</summary>
/// <param name="source">All rows.</param>
/// <param name="table">What bytes mean.</param>
/// <param name="width">Numbers a row.</param>
/// <param name="most">The most rows to be picked; 0 where the batch is always all of <paramref name="source"/>.</param>
internal sealed unsafe class PickedRows<TStored, TOperand>(TStored[] source, double[] table, int width, int most) : BatchInputs
    where TStored : unmanaged
    where TOperand : struct, IOperand<TOperand>
{
    private readonly TStored[] _batch = most == 0 ? source : new TStored[most * width];

    public override void Take(ReadOnlySpan<int> rows)
    {
        if (most == 0)
            return;
        for (var i = 0; i < rows.Length; i++)
            source.AsSpan(rows[i] * width, width).CopyTo(_batch.AsSpan(i * width));
    }

    public override void Expect(ReadOnlySpan<int> rows)
    {
        if (most == 0)
            return;
        fixed (TStored* all = source)
            foreach (var row in rows)
                Prefetch.Later(all + (nint)row * width, (nint)width * sizeof(TStored));
    }

    public override void Times(in Product product, int from, int to, RightSide b, double* start, double* c)
    {
        fixed (TStored* x = _batch)
        fixed (double* meaning = table)
            product.Into(from, to, TOperand.Over(x, meaning), width, 1, b, start, c);
    }

    public override void TransposedTimes(in Product product, int first, RightSide b, double* c)
    {
        fixed (TStored* x = _batch)
        fixed (double* meaning = table)
            product.Into(0, product.Columns, TOperand.Over(x + first, meaning), 1, width, b, null, c);
    }
}
