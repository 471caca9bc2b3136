using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Host;

/// <summary>How far two tensors of the same shape are apart.</summary>
/// <param name="Name">The tensor.</param>
/// <param name="Count">How many numbers it has.</param>
/// <param name="Differing">How many of them have other bits.</param>
/// <param name="MaxAbsolute">Largest absolute difference.</param>
/// <param name="MaxUlps">Largest distance in doubles.</param>
/// <param name="At">Where the largest distance in doubles is.</param>
/// <param name="A">The number there in the first.</param>
/// <param name="B">The number there in the second.</param>
/// <param name="Note">Empty, or which of the two alone has it.</param>
internal sealed record TensorDifference(
    string Name, int Count, int Differing, double MaxAbsolute, ulong MaxUlps, ImmutableArray<int> At, double A, double B, string Note = "")
{
    /// <summary>Tensors both have in the same shape are compared; one that only one of them has is told as missing in the other.</summary>
    public static IEnumerable<TensorDifference> Of(IReadOnlyList<NamedTensor> left, Reals a, IReadOnlyList<NamedTensor> right, Reals b) =>
        left.Select(t => right.FirstOrDefault(u => AreAlike(t, u)) is { } u ? Between(t, t.In(a), u.In(b)) : Missing(t, "only in the first"))
            .Concat(right.Where(u => !left.Any(t => AreAlike(t, u))).Select(u => Missing(u, "only in the second")));

    public static TensorDifference Between(NamedTensor tensor, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (differing, largest, ulps, at) = (0, 0.0, 0UL, 0);
        for (var i = 0; i < a.Length; i++)
        {
            if (BitConverter.DoubleToInt64Bits(a[i]) == BitConverter.DoubleToInt64Bits(b[i]))
                continue;
            // Zeros of different sign are no distance apart, and yet not the same bits.
            var apart = Math.Max(1, Ulps.Between(a[i], b[i]));
            differing++;
            largest = Math.Max(largest, Math.Abs(a[i] - b[i]));
            if (apart > ulps)
                (ulps, at) = (apart, i);
        }

        return new(tensor.Name, a.Length, differing, largest, ulps, tensor.Indices(at), a.IsEmpty ? 0 : a[at], b.IsEmpty ? 0 : b[at]);
    }

    private static TensorDifference Missing(NamedTensor tensor, string note) =>
        new(tensor.Name, tensor.Length, tensor.Length, double.NaN, ulong.MaxValue, [], double.NaN, double.NaN, note);

    private static bool AreAlike(NamedTensor t, NamedTensor u) => (t.Name, t.Rows, t.Columns) == (u.Name, u.Rows, u.Columns);
}
