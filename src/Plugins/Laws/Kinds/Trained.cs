using Functional.Core;

namespace Functional.Laws;

/// <summary>A few numbers in training: parameters and an optimizer's memory, without a network.</summary>
internal sealed class Trained
{
    private readonly ParameterLayout _layout;

    private Trained(ParameterLayout layout, double[] parameters, double[] memory) => (_layout, Parameters, Memory) = (layout, parameters, memory);

    public double[] Parameters { get; }

    public double[] Memory { get; }

    /// <summary>Before the first update.</summary>
    public static Trained Start(IOptimizer optimizer, ParameterLayout layout, double[] parameters)
    {
        var memory = new double[Slots.LengthFor(optimizer, layout.Length)];
        optimizer.Init(layout, Slots.For(optimizer, layout.Length, memory));
        return new(layout, [.. parameters], memory);
    }

    /// <summary>The same numbers in memory of their own.</summary>
    public Trained Copy() => new(_layout, [.. Parameters], [.. Memory]);

    /// <summary>One update, applied; returns what was added.</summary>
    public double[] Step(IOptimizer optimizer, long step, double rate, double[] gradients)
    {
        double[] updates = [.. gradients];
        optimizer.Update(step, rate, _layout, Parameters, updates, Slots.For(optimizer, _layout.Length, Memory));
        for (var i = 0; i < updates.Length; i++)
            Parameters[i] += updates[i];
        return updates;
    }

    /// <summary>One update, part by part: each sees the scalars as they were before it, and after all of them they are what the last one made of them.</summary>
    public void Parts(IOptimizer optimizer, long step, double rate, double[] gradients, params ReadOnlySpan<(int First, int Count)> parts)
    {
        var (slots, scalars) = (optimizer.SlotNames.Length * _layout.Length, optimizer.ScalarNames.Length);
        double[] before = [.. Memory.AsSpan(slots, scalars)], after = before;
        foreach (var (first, count) in parts)
        {
            double[] updates = [.. gradients.AsSpan(first, count)];
            after = [.. before];
            optimizer.Update(
                step, rate, _layout, Parameters.AsSpan(first, count), updates,
                Slots.For(optimizer, _layout.Length, Memory).Range(first, count, after));
            for (var i = 0; i < count; i++)
                Parameters[first + i] += updates[i];
        }

        after.CopyTo(Memory, slots);
    }

    /// <summary>An update for each row of gradients; the first is step <paramref name="step"/>.</summary>
    public Trained Steps(IOptimizer optimizer, long step, double rate, IEnumerable<double[]> gradients)
    {
        foreach (var row in gradients)
            Step(optimizer, step++, rate, row);
        return this;
    }

    /// <summary>How the numbers differ from the other's, or null.</summary>
    public string? Unlike(Trained other) => Say.Unlike(Parameters, Memory, other.Parameters, other.Memory);
}
