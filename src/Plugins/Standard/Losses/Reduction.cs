using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>Whether a loss is a sum or a mean: one setting, read and written with the same words everywhere.</summary>
internal static class Reduction
{
    /// <summary>Reads <c>reduction</c>: true for the sum, false for the mean, which is the default as in PyTorch.</summary>
    public static bool IsSum(this Settings s, string over) =>
        s.Choice("reduction", "mean", $"mean: the sum divided by the number of {over}; sum: not divided", "mean", "sum") == "sum";

    /// <summary>A loss that adds up a term of every output, row by row, and divides in the end.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="divisor">What the sum and the slopes are divided by.</param>
    /// <param name="add">The sum with one more output and its target.</param>
    /// <param name="slope">The derivative of one term, before it is divided.</param>
    public static ToldLoss Tell(ToldBatch batch, Told divisor, Func<Told, Told, Told, Told> add, Func<Told, Told, Told> slope)
    {
        var (total, sums) = (Told.Of(0), ImmutableArray.CreateBuilder<Told>());
        for (var i = 0; i < batch.Outputs.Length; i++)
        {
            total = add(total, batch.Outputs[i], batch.Targets[i]);
            if ((i + 1) % batch.Width == 0)
                sums.Add(total);
        }

        return new(sums.ToImmutable(), total / divisor, [.. batch.Outputs.Zip(batch.Targets, slope).Select(s => s / divisor)]);
    }

    /// <summary>The sum with one more squared error, rounded once.</summary>
    public static Told AddSquare(Told total, Told output, Told target)
    {
        var difference = output - target;
        return Told.FusedMultiplyAdd(difference, difference, total);
    }

    /// <summary>The canonical name: a mean goes without saying.</summary>
    public static string Id(string name, bool sum, params ReadOnlySpan<(string Name, object Value)> settings) =>
        sum ? PluginId.Of(name, [.. settings, ("reduction", "sum")]) : PluginId.Of(name, settings);
}
