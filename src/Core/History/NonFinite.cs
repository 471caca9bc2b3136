using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>Where the first NaN or infinity of a state stands.</summary>
/// <param name="Step">t of the state S_t.</param>
/// <param name="Tensor">For instance <c>layer0.weights</c>.</param>
/// <param name="Index">Where in the tensor.</param>
/// <param name="Value">NaN or an infinity.</param>
public sealed record NonFinite(long Step, string Tensor, ImmutableArray<int> Index, double Value)
{
    /// <summary>The first number of <paramref name="state"/> that is not finite, parameters first; none in a healthy state.</summary>
    public static Option<NonFinite> In(StateLayout layout, TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return In(layout, state.Step, state.Parameters.AsSpan(), state.Slots.AsSpan());
    }

    /// <summary>The same of the state an engine stands at.</summary>
    public static Option<NonFinite> In(StateLayout layout, Engine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return AllFinite(engine.Parameters) && AllFinite(engine.Slots) ? None : In(layout, engine.StepNumber, engine.Parameters, engine.Slots);
    }

    private static Option<NonFinite> In(StateLayout layout, long step, ReadOnlySpan<double> parameters, ReadOnlySpan<double> slots)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var found = First(layout.Parameters, step, parameters);
        return found.IsSome ? found : First(layout.Slots, step, slots);
    }

    /// <summary>Few numbers are looked at one by one: quicker than setting a search up.</summary>
    private static bool AllFinite(ReadOnlySpan<double> numbers)
    {
        const int Few = 8;
        if (numbers.Length > Few)
            return numbers.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue) < 0;
        foreach (var x in numbers)
            if (!double.IsFinite(x))
                return false;
        return true;
    }

    private static Option<NonFinite> First(ImmutableArray<NamedTensor> tensors, long step, ReadOnlySpan<double> flat)
    {
        var bad = flat.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
        if (bad < 0)
            return None;
        var tensor = tensors.Last(t => t.Offset <= bad);
        return Some(new NonFinite(step, tensor.Name, tensor.Indices(bad - tensor.Offset), flat[bad]));
    }
}
