using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// Names for every number of a state: the parameters' tensors, then each slot's (<c>m.layer0.weights</c>), then the scalar slots, then
/// what a schedule remembers of the losses (<c>schedule.badSteps</c>).
/// </summary>
public sealed class StateLayout
{
    /// <summary>The layout of states of a network trained by <paramref name="optimizer"/> under <paramref name="schedule"/>.</summary>
    public StateLayout(ParameterLayout parameters, IOptimizer optimizer, ISchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(optimizer);
        ImmutableArray<string> remembered = schedule is ILossSchedule listening ? listening.MemoryNames : [];
        ParameterLength = parameters.Length;
        OptimizerLength = Core.Slots.LengthFor(optimizer, parameters.Length);
        SlotLength = checked(OptimizerLength + remembered.Length);
        Parameters = [.. parameters.Tensors.Select(NamedTensor.Of)];
        Slots =
        [
            .. optimizer.SlotNames.SelectMany((slot, i) => Parameters.Select(t =>
                t with { Name = $"{slot}.{t.Name}", Offset = i * parameters.Length + t.Offset })),
            .. optimizer.ScalarNames.Select((scalar, i) =>
                new NamedTensor(scalar, 1, 1, optimizer.SlotNames.Length * parameters.Length + i, IsVector: true)),
            .. remembered.Select((name, i) => new NamedTensor($"schedule.{name}", 1, 1, OptimizerLength + i, IsVector: true)),
        ];
    }

    /// <summary>Tensors of <see cref="TrainingState.Parameters"/>.</summary>
    public ImmutableArray<NamedTensor> Parameters { get; }

    /// <summary>Tensors of <see cref="TrainingState.Slots"/>.</summary>
    public ImmutableArray<NamedTensor> Slots { get; }

    /// <summary>How many parameters.</summary>
    public int ParameterLength { get; }

    /// <summary>The name of one parameter: <c>layer0.weights[1,0]</c>, <c>layer0.bias[2]</c>.</summary>
    /// <param name="at">Its place in the flat run, 0 to <see cref="ParameterLength"/> − 1.</param>
    public string NameOf(int at)
    {
        var tensor = Parameters.Last(t => t.Offset <= at);
        return tensor.NameOf(at - tensor.Offset);
    }

    /// <summary>How many of the slot numbers, the first ones, are the optimizer's; the rest are the schedule's.</summary>
    public int OptimizerLength { get; }

    /// <summary>How many slot numbers.</summary>
    public int SlotLength { get; }

    /// <summary>Bytes of a state's numbers in a file.</summary>
    public int ByteLength => (ParameterLength + SlotLength) * sizeof(double);
}

/// <summary>A named part of a flat run of numbers.</summary>
/// <param name="Name">For instance <c>layer0.weights</c> or <c>m.layer0.bias</c>.</param>
/// <param name="Rows">Rows of the matrix; 1 for a vector.</param>
/// <param name="Columns">Columns of the matrix, or length of the vector.</param>
/// <param name="Offset">Index of the first number.</param>
/// <param name="IsVector">Whether it is addressed by one index.</param>
public sealed record NamedTensor(string Name, int Rows, int Columns, int Offset, bool IsVector)
{
    /// <summary>A tensor of the parameters.</summary>
    public static NamedTensor Of(ParameterTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new(tensor.Name, tensor.IsBias ? 1 : tensor.Inputs, tensor.Units, tensor.Offset, tensor.IsBias);
    }

    /// <summary>How many numbers.</summary>
    public int Length => Rows * Columns;

    /// <summary>The part of a flat run that is this tensor.</summary>
    public ReadOnlySpan<double> In(Reals flat)
    {
        ArgumentNullException.ThrowIfNull(flat);
        return flat.AsSpan(Offset, Length);
    }

    /// <summary><c>[row, column]</c>, or <c>[index]</c> of a vector.</summary>
    public ImmutableArray<int> Indices(int index) => IsVector ? [index] : [index / Columns, index % Columns];

    /// <summary>The name of one of its numbers: <c>layer0.weights[1,0]</c>.</summary>
    public string NameOf(int index) => $"{Name}[{string.Join(',', Indices(index))}]";
}
