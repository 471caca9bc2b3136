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
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(state);
        return First(layout.Parameters, state.Step, state.Parameters) || First(layout.Slots, state.Step, state.Slots);
    }

    private static Option<NonFinite> First(ImmutableArray<NamedTensor> tensors, long step, Reals flat)
    {
        var bad = flat.AsSpan().IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
        if (bad < 0)
            return None;
        var tensor = tensors.Last(t => t.Offset <= bad);
        return Some(new NonFinite(step, tensor.Name, tensor.Indices(bad - tensor.Offset), flat[bad]));
    }
}
