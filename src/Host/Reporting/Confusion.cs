using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>How a state classifies rows whose targets are classes.</summary>
/// <param name="Counts">Rows of class i that were taken for class j, <c>[i][j]</c>.</param>
internal sealed record Confusion(ImmutableArray<ImmutableArray<int>> Counts)
{
    /// <summary>Rows in all.</summary>
    public int Rows => Counts.Sum(row => row.Sum());

    /// <summary>Rows taken for what they are.</summary>
    public int Right => Counts.Select((row, i) => row[i]).Sum();

    /// <summary>
    /// That of all rows of <paramref name="data"/>. Classes are targets of which one is 1 and the others 0 (taken for the largest
    /// output), or single ones of 0 and 1 (taken for 1 from one half on; a logit from 0 on). Any other targets have none.
    /// </summary>
    public static Option<Confusion> Of(Network network, Reals parameters, Dataset data, bool logits)
    {
        var (width, classes) = (data.TargetWidth, Math.Max(2, data.TargetWidth));
        if (!Enumerable.Range(0, data.Rows).All(row => IsClass(data.Targets.AsSpan(row * width, width))))
            return None;
        var counts = Enumerable.Range(0, classes).Select(_ => new int[classes]).ToArray();
        foreach (var start in Enumerable.Range(0, (data.Rows + Limits.PredictedAtOnce - 1) / Limits.PredictedAtOnce).Select(i => i * Limits.PredictedAtOnce))
        {
            var batch = Batch.Of(data, [.. Enumerable.Range(start, Math.Min(Limits.PredictedAtOnce, data.Rows - start))]);
            var outputs = Training.Predict(network, parameters, batch.Rows, batch.Inputs).Outputs;
            foreach (var row in Enumerable.Range(0, batch.Rows))
                counts[ClassOf(batch.Targets.AsSpan(row * width, width), 0.5)][ClassOf(outputs.AsSpan(row * width, width), logits ? 0 : 0.5)]++;
        }

        return new Confusion([.. counts.Select(row => ImmutableArray.Create(row))]);
    }

    /// <summary>0 or 1 of a single number, else the place of the largest.</summary>
    public static int ClassOf(ReadOnlySpan<double> numbers, double threshold)
    {
        if (numbers.Length == 1)
            return numbers[0] >= threshold ? 1 : 0;
        var largest = 0;
        for (var i = 1; i < numbers.Length; i++)
            if (numbers[i] > numbers[largest])
                largest = i;
        return largest;
    }

    private static bool IsClass(ReadOnlySpan<double> targets)
    {
        var ones = 0;
        foreach (var target in targets)
        {
            if (target is not (0 or 1))
                return false;
            ones += (int)target;
        }

        return targets.Length == 1 || ones == 1;
    }
}
