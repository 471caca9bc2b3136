using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>Where a recomputed state first differs from the recorded one, down to the number.</summary>
/// <param name="Step">t of the state S_t.</param>
/// <param name="Tensor">For instance <c>layer0.weights</c>, or <c>fingerprint</c> where every number agrees and the chain does not.</param>
/// <param name="Index">Where in the tensor: <c>[row, column]</c> or <c>[index]</c>.</param>
/// <param name="Recorded">The recorded number.</param>
/// <param name="Recomputed">The recomputed number.</param>
/// <param name="Ulps">How many doubles apart they are.</param>
public sealed record Divergence(
    long Step, string Tensor, ImmutableArray<int> Index, double Recorded, double Recomputed, ulong Ulps)
{
    /// <summary>The first number, in order of tensors, whose bits differ; none where the states are the same numbers.</summary>
    public static Option<Divergence> Between(StateLayout layout, TrainingState recorded, TrainingState recomputed)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(recorded);
        ArgumentNullException.ThrowIfNull(recomputed);
        return First(layout.Parameters, recorded.Step, recorded.Parameters, recomputed.Parameters)
            || First(layout.Slots, recorded.Step, recorded.Slots, recomputed.Slots);
    }

    private static Option<Divergence> First(ImmutableArray<NamedTensor> tensors, long step, Reals recorded, Reals recomputed)
    {
        foreach (var tensor in tensors)
            if (FirstDifference(tensor.In(recorded), tensor.In(recomputed)) is >= 0 and var i)
            {
                var (a, b) = (tensor.In(recorded)[i], tensor.In(recomputed)[i]);
                return Some(new Divergence(step, tensor.Name, tensor.Indices(i), a, b, Core.Ulps.Between(a, b)));
            }

        return None;
    }

    private static int FirstDifference(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        for (var i = 0; i < a.Length; i++)
            if (BitConverter.DoubleToInt64Bits(a[i]) != BitConverter.DoubleToInt64Bits(b[i]))
                return i;
        return -1;
    }
}
