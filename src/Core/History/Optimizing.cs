using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>The last part of a step, from gradients to the next state, part of the optimizer by part.</summary>
internal sealed class Optimizing
{
    private readonly Pipeline _pipeline;
    private readonly Trace _trace;
    private readonly ImmutableArray<IOptimizer> _parts;

    private Optimizing(Pipeline pipeline, Trace trace) => (_pipeline, _trace, _parts) = (pipeline, trace, Optimizers.Parts(pipeline.Optimizer));

    /// <summary>Learning rate, what each part of the optimizer makes of the gradients, slots, next parameters.</summary>
    public static IEnumerable<ComputedPlace> Places(Pipeline pipeline, Trace trace)
    {
        var here = new Optimizing(pipeline, trace);
        yield return new(
            Stage.LearningRate, None, new("learningRate", 1, 1, 0, IsVector: true), Reals.Of(trace.LearningRate),
            _ => new Feeding.Call(pipeline.Schedule.Id, [new("base learning rate", [], pipeline.LearningRate), .. here.Remembered()]));
        for (var part = 0; part < here._parts.Length; part++)
            foreach (var place in here.AfterPart(part))
                yield return place;
        foreach (var tensor in pipeline.Layout.Slots)
            yield return new(Stage.Slot, None, tensor, trace.Next.Slots, i => here.Slot(tensor, tensor.Offset + i));
        foreach (var tensor in pipeline.Network.Layout.Tensors)
            yield return new(Stage.NextParameter, tensor.Layer, NamedTensor.Of(tensor), trace.Next.Parameters, i => here.Sum(NamedTensor.Of(tensor), i));
    }

    private IEnumerable<ComputedPlace> AfterPart(int part)
    {
        var numbers = Left(part + 1);
        return _pipeline.Network.Layout.Tensors.Select(t => new ComputedPlace(
            part == _parts.Length - 1 ? Stage.Update : Stage.ShapedGradient, t.Layer, NamedTensor.Of(t), numbers, i => Update(part, NamedTensor.Of(t), i)));
    }

    /// <summary>What the first <paramref name="parts"/> parts leave of the gradients.</summary>
    private Reals Left(int parts) => parts == _parts.Length ? _trace.Updates : Optimizers.Left(_pipeline, _trace, parts);

    /// <summary>What a part had before it at one parameter, and what it wrote into its slots there.</summary>
    private Feeding.Call Update(int part, NamedTensor tensor, int index)
    {
        var at = tensor.Offset + index;
        var own = Enumerable.Range(SlotsBefore(part), _parts[part].SlotNames.Length).Select(slot => slot * _trace.Gradients.Length + at);
        return new(_parts[part].Id, [.. Given(part, tensor, index), .. own.Select(i => Number(_trace.Next.Slots, i))]);
    }

    private Feeding.Call Slot(NamedTensor tensor, int flat)
    {
        var before = Number(_trace.State.Slots, flat);
        if (flat >= _pipeline.Layout.OptimizerLength)
            return new(_pipeline.Schedule.Id, [new("loss", [], _trace.Loss), before]);
        var (n, count) = (_trace.Gradients.Length, _pipeline.Optimizer.SlotNames.Length);
        if (flat >= count * n)
            return new(_parts[PartOf(flat - count * n, p => p.ScalarNames.Length)].Id, [before]);
        var part = PartOf(flat / n, p => p.SlotNames.Length);
        var parameter = _pipeline.Layout.Parameters.Last(t => t.Offset <= flat % n);
        return new(_parts[part].Id, [.. Given(part, parameter, flat % n - parameter.Offset), before]);
    }

    private Feeding.Addition Sum(NamedTensor tensor, int index) => new(
        new(tensor.Name, tensor.Indices(index), tensor.In(_trace.State.Parameters)[index]),
        new($"update of {tensor.Name}", tensor.Indices(index), tensor.In(_trace.Updates)[index]));

    private IEnumerable<AddressedNumber> Given(int part, NamedTensor tensor, int index) =>
    [
        new($"gradient of {tensor.Name}", tensor.Indices(index), tensor.In(part == 0 ? _trace.Gradients : Left(part))[index]),
        new(tensor.Name, tensor.Indices(index), tensor.In(_trace.State.Parameters)[index]),
        new("learningRate", [], _trace.LearningRate),
    ];

    private IEnumerable<AddressedNumber> Remembered() =>
        Enumerable.Range(_pipeline.Layout.OptimizerLength, _pipeline.Layout.SlotLength - _pipeline.Layout.OptimizerLength).Select(i => Number(_trace.State.Slots, i));

    private AddressedNumber Number(Reals slots, int flat)
    {
        var tensor = _pipeline.Layout.Slots.Last(t => t.Offset <= flat);
        return new(tensor.Name, tensor.Indices(flat - tensor.Offset), slots[flat]);
    }

    private int SlotsBefore(int part) => _parts.Take(part).Sum(p => p.SlotNames.Length);

    /// <summary>The part to which number <paramref name="at"/> of those that parts have <paramref name="count"/> of belongs.</summary>
    private int PartOf(int at, Func<IOptimizer, int> count)
    {
        var part = 0;
        for (; at >= count(_parts[part]); part++)
            at -= count(_parts[part]);
        return part;
    }
}
