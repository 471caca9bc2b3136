using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// How input columns are scaled: x′ = (x − offset) / divisor, column by column, fitted on the training rows alone. <c>standard</c>: offset the
/// mean, divisor the standard deviation √(Σ(x − mean)² / rows); <c>minmax</c>: offset the least, divisor the greatest − the least, so that
/// training rows come to lie in 0 … 1. A column that has the same value in every training row keeps the divisor 1 and becomes 0.
/// </summary>
/// <param name="Kind"><c>none</c>, <c>standard</c> or <c>minmax</c>.</param>
/// <param name="Offsets">One for each input; none where nothing is scaled.</param>
/// <param name="Divisors">One for each input, none of them 0.</param>
public sealed record Scaling(string Kind, Reals Offsets, Reals Divisors)
{
    public const string NoScaling = "none", Standard = "standard", MinMax = "minmax";

    /// <summary>The kinds there are.</summary>
    public static ImmutableArray<string> Kinds { get; } = [NoScaling, Standard, MinMax];

    /// <summary>Numbers stay as they are.</summary>
    public static Scaling Identity { get; } = new(NoScaling, Reals.Empty, Reals.Empty);

    public bool IsIdentity => Offsets.Length == 0;

    /// <summary>The scaling of this kind for <paramref name="rows"/> <c>[rows × names]</c>.</summary>
    internal static Validation<Problem, Scaling> Fit(string kind, ReadOnlySpan<double> rows, ImmutableArray<string> names)
    {
        if (kind == NoScaling)
            return Success<Problem, Scaling>(Identity);
        var (offsets, divisors) = (new RealsBuilder(names.Length), new RealsBuilder(names.Length));
        if (kind == Standard)
            Moments(rows, offsets.Span, divisors.Span);
        else
            Bounds(rows, offsets.Span, divisors.Span);
        var large = Enumerable.Range(0, names.Length).Where(i => !double.IsFinite(offsets.Span[i]) || !double.IsFinite(divisors.Span[i])).ToList();
        if (large.Count > 0)
            return Gathered.Unless(large.Select(i => new Problem(
                "data.scale", $"the numbers of column '{Shown.Text(names[i])}' are too large to be scaled", "Leave the column out, or write it in another unit.")))
                .Map(_ => Identity);
        foreach (var i in ConstantColumns(rows, names.Length))
            (offsets.Span[i], divisors.Span[i]) = (rows[i], 1);
        return Success<Problem, Scaling>(new Scaling(kind, offsets.Build(), divisors.Build()));
    }

    /// <summary>Columns that have the same value in every row: nothing can be learned from them.</summary>
    internal static ImmutableArray<int> ConstantColumns(ReadOnlySpan<double> rows, int width)
    {
        var constant = ImmutableArray.CreateBuilder<int>();
        for (var column = 0; column < width; column++)
        {
            var at = column;
            while (at < rows.Length && rows[at] == rows[column])
                at += width;
            if (at >= rows.Length)
                constant.Add(column);
        }

        return constant.ToImmutable();
    }

    /// <summary>Scales rows <c>[rows × inputs]</c> where they lie.</summary>
    public void Apply(Span<double> rows)
    {
        if (IsIdentity)
            return;
        var offsets = Offsets.AsSpan();
        var divisors = Divisors.AsSpan();
        for (var row = 0; row + offsets.Length <= rows.Length; row += offsets.Length)
            for (var i = 0; i < offsets.Length; i++)
                rows[row + i] = (rows[row + i] - offsets[i]) / divisors[i];
    }

    /// <summary>Means and standard deviations, each summed from the first row to the last.</summary>
    private static void Moments(ReadOnlySpan<double> rows, Span<double> means, Span<double> deviations)
    {
        var (width, count) = (means.Length, rows.Length / means.Length);
        for (var row = 0; row < rows.Length; row += width)
            for (var i = 0; i < width; i++)
                means[i] += rows[row + i];
        foreach (ref var mean in means)
            mean /= count;
        for (var row = 0; row < rows.Length; row += width)
            for (var i = 0; i < width; i++)
                deviations[i] = Math.FusedMultiplyAdd(rows[row + i] - means[i], rows[row + i] - means[i], deviations[i]);
        foreach (ref var deviation in deviations)
            deviation = Math.Sqrt(deviation / count);
    }

    private static void Bounds(ReadOnlySpan<double> rows, Span<double> least, Span<double> widths)
    {
        var greatest = rows[..least.Length].ToArray();
        rows[..least.Length].CopyTo(least);
        for (var row = 0; row < rows.Length; row += least.Length)
            for (var i = 0; i < least.Length; i++)
                (least[i], greatest[i]) = (Math.Min(least[i], rows[row + i]), Math.Max(greatest[i], rows[row + i]));
        for (var i = 0; i < least.Length; i++)
            widths[i] = greatest[i] - least[i];
    }
}
