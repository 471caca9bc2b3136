using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// gain · Q, with Q the orthogonal factor of a matrix RandomState(seed).standard_normal draws, row by row, layer by layer, from one
/// stream; biases start at 0. A layer then turns its inputs and does not stretch them (times gain). Of <c>[inputs × units]</c> weights
/// the columns are orthonormal where inputs ≥ units, else the rows. PyTorch's orthogonal_: there the signs of Q are made unique by
/// those of R's diagonal, and Gram and Schmidt's R has a positive diagonal to begin with. (Saxe, McClelland, Ganguli 2014,
/// arXiv:1312.6120.)
/// </summary>
public sealed class Orthogonal(uint seed, double gain = 1) : IInitializer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IInitializer> Recipe { get; } = Recipes.Initializer("orthogonal", s => new Orthogonal(
        s.Seed(), s.Number("gain", 1, "what the orthonormal weights are multiplied by", min: 0, max: 1e300)), new(
        "w = gain · Q,  Q·R a normal matrix",
        "Weights that turn and do not stretch, so that signals keep their length through many layers; biases 0.",
        "Saxe, McClelland, Ganguli 2014, arXiv:1312.6120"));

    /// <inheritdoc/>
    public string Id => PluginId.Of("orthogonal", ("seed", seed), ("gain", gain));

    /// <inheritdoc/>
    public void Initialize(ParameterLayout layout, Span<double> parameters)
    {
        Drawing.Each(seed, layout, parameters, (random, _) => random.StandardNormal());
        foreach (var tensor in layout.Tensors)
            if (!tensor.IsBias)
                Orthonormalize(tensor.Inputs, tensor.Units, tensor.In(parameters));
    }

    /// <summary>Makes the fewer ones, columns or rows, orthonormal, and multiplies by gain.</summary>
    private void Orthonormalize(int rows, int columns, Span<double> weights)
    {
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var vectors = new double[count * length];
        var (ofVector, ofElement) = rows >= columns ? (1, columns) : (columns, 1);
        for (var v = 0; v < count; v++)
            for (var i = 0; i < length; i++)
                vectors[v * length + i] = weights[v * ofVector + i * ofElement];
        for (var v = 0; v < count; v++)
            Orthonormalize(vectors, length, v);
        for (var v = 0; v < count; v++)
            for (var i = 0; i < length; i++)
                weights[v * ofVector + i * ofElement] = gain * vectors[v * length + i];
    }

    /// <summary>
    /// Gram and Schmidt: from a vector is taken what points along those before it, and its length becomes 1. Done twice, for once
    /// leaves an error that grows with the matrix's condition (Giraud, Langou, Rozložník 2005: twice is enough). A vector of zeros
    /// stays zero.
    /// </summary>
    private static void Orthonormalize(double[] vectors, int length, int index)
    {
        var vector = vectors.AsSpan(index * length, length);
        for (var pass = 0; pass < 2; pass++)
            for (var before = 0; before < index; before++)
            {
                var other = vectors.AsSpan(before * length, length);
                var along = -Dot(vector, other);
                for (var i = 0; i < length; i++)
                    vector[i] = Math.FusedMultiplyAdd(along, other[i], vector[i]);
            }

        var norm = Math.Sqrt(Dot(vector, vector));
        for (var i = 0; i < length && norm > 0; i++)
            vector[i] /= norm;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum = Math.FusedMultiplyAdd(a[i], b[i], sum);
        return sum;
    }
}
