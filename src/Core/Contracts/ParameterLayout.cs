using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// Where each parameter lies in the flat run of numbers: layer by layer, weights <c>[inputs × units]</c> row-major, then bias
/// <c>[units]</c>. Offsets follow from the shapes, so they cannot be wrong.
/// </summary>
public sealed class ParameterLayout : IEquatable<ParameterLayout>
{
    private readonly ImmutableArray<(ParameterTensor Weights, ParameterTensor? Bias)> _layers;

    private ParameterLayout(ImmutableArray<(ParameterTensor Weights, ParameterTensor? Bias)> layers, int length)
    {
        _layers = layers;
        Tensors = [.. layers.SelectMany(l => l.Bias is { } bias ? [l.Weights, bias] : new[] { l.Weights })];
        Length = length;
    }

    /// <summary>The tensors in the order they lie in memory.</summary>
    public ImmutableArray<ParameterTensor> Tensors { get; }

    /// <summary>How many parameters there are in all.</summary>
    public int Length { get; }

    /// <summary>The layout of layers with the given shapes: <c>(inputs, units, bias)</c> in order.</summary>
    public static ParameterLayout Of(params ReadOnlySpan<(int Inputs, int Units, bool Bias)> layers)
    {
        var tensors = ImmutableArray.CreateBuilder<(ParameterTensor, ParameterTensor?)>(layers.Length);
        var offset = 0;
        for (var layer = 0; layer < layers.Length; layer++)
        {
            var (inputs, units, bias) = layers[layer];
            var end = checked(offset + inputs * units);
            tensors.Add((
                new(layer, IsBias: false, inputs, units, offset),
                bias ? new(layer, IsBias: true, inputs, units, end) : null));
            offset = checked(end + (bias ? units : 0));
        }

        return new(tensors.MoveToImmutable(), offset);
    }

    /// <summary>The weights of <paramref name="layer"/>.</summary>
    public ParameterTensor Weights(int layer) => _layers[layer].Weights;

    /// <summary>The bias of <paramref name="layer"/>, or null where it has none.</summary>
    public ParameterTensor? Bias(int layer) => _layers[layer].Bias;

    /// <inheritdoc/>
    public bool Equals(ParameterLayout? other) => other is not null && Tensors.AsSpan().SequenceEqual(other.Tensors.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterLayout);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Tensors.Length, Length);
}

/// <summary>One tensor of a <see cref="ParameterLayout"/>.</summary>
/// <param name="Layer">The layer it belongs to, from 0.</param>
/// <param name="IsBias">A bias <c>[units]</c>, or weights <c>[inputs × units]</c>.</param>
/// <param name="Inputs">Numbers that come into the layer (fan-in).</param>
/// <param name="Units">Numbers that leave the layer (fan-out).</param>
/// <param name="Offset">Index of its first number in the flat run.</param>
public sealed record ParameterTensor(int Layer, bool IsBias, int Inputs, int Units, int Offset)
{
    /// <summary><c>layer0.weights</c>, <c>layer0.bias</c>, …</summary>
    public string Name { get; } = $"layer{Layer}.{(IsBias ? "bias" : "weights")}";

    /// <summary>How many numbers it holds.</summary>
    public int Length => IsBias ? Units : Inputs * Units;

    /// <summary>The part of a flat run that is this tensor.</summary>
    public ReadOnlySpan<double> In(ReadOnlySpan<double> flat) => flat.Slice(Offset, Length);

    /// <summary>The part of a flat run that is this tensor, to write.</summary>
    public Span<double> In(Span<double> flat) => flat.Slice(Offset, Length);
}
