using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>An optimizer at work on numbers whose gradient is known, without a network.</summary>
internal sealed class Driver
{
    private readonly IOptimizer _optimizer;
    private readonly ParameterLayout _layout;

    public Driver(IOptimizer optimizer, params double[] start)
    {
        (_optimizer, _layout, Parameters) = (optimizer, ParameterLayout.Of((start.Length, 1, false)), [.. start]);
        Memory = new double[Slots.LengthFor(optimizer, start.Length)];
        optimizer.Init(_layout, Slots.For(optimizer, start.Length, Memory));
    }

    /// <summary>The number of the run's next step; the optimizer's own count is its own affair.</summary>
    public long At { get; set; }

    public double[] Parameters { get; }

    public double[] Memory { get; }

    /// <summary>Its slots and scalar slots, by name.</summary>
    public IEnumerable<string> Names => _optimizer.SlotNames.Concat(_optimizer.ScalarNames);

    public bool Has(string name) => Names.Contains(name);

    /// <summary>A slot by its name, or a scalar slot as one number.</summary>
    public double[] Slot(string name)
    {
        var slot = _optimizer.SlotNames.IndexOf(name);
        return slot >= 0
            ? Memory[(slot * Parameters.Length)..((slot + 1) * Parameters.Length)]
            : [Memory[_optimizer.SlotNames.Length * Parameters.Length + _optimizer.ScalarNames.IndexOf(name)]];
    }

    /// <summary>One step; returns what was added.</summary>
    public double[] Step(double learningRate, params double[] gradients)
    {
        double[] updates = [.. gradients];
        _optimizer.Update(At++, learningRate, _layout, Parameters, updates, Slots.For(_optimizer, Parameters.Length, Memory));
        for (var i = 0; i < updates.Length; i++)
            Parameters[i] += updates[i];
        return updates;
    }
}
