using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>What a loss looks at, every number of it told.</summary>
/// <param name="Rows">Which rows of the data they are; what is told of one is called by its number.</param>
/// <param name="Outputs">Activations of the last layer, <c>[rows × outputs]</c>, row-major.</param>
/// <param name="Targets">What they should be, <c>[rows × outputs]</c>.</param>
public sealed record ToldBatch(ImmutableArray<int> Rows, ImmutableArray<Told> Outputs, ImmutableArray<Told> Targets)
{
    /// <summary>Numbers a row.</summary>
    public int Width => Outputs.Length / Rows.Length;
}

/// <summary>How a loss came about.</summary>
/// <param name="Sums">After each row what has come together so far; each behind the other.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Gradients">∂L/∂outputs, <c>[rows × outputs]</c>.</param>
public sealed record ToldLoss(ImmutableArray<Told> Sums, Told Loss, ImmutableArray<Told> Gradients)
{
    /// <summary>More numbers than this are more than anybody reads.</summary>
    private const int Most = 10_000;

    /// <summary>
    /// The loss of a step, told; null where the loss does not tell, tells of other numbers than it makes, or has more than anybody reads. Of a
    /// step without rows there is nothing to tell.
    /// </summary>
    public static ToldLoss? Of(Pipeline pipeline, Trace trace)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(trace);
        var (batch, outputs, last) = (trace.Batch, trace.Outputs, pipeline.Network.Layers.Length - 1);
        if (pipeline.Loss is not ITellingLoss telling || batch.Rows == 0 || outputs.Length > Most)
            return null;
        var width = outputs.Length / batch.Rows;
        var told = telling.Tell(new(
            batch.RowNumbers,
            [.. Enumerable.Range(0, outputs.Length).Select(i => Told.Given(outputs[i], $"layer{last}.activations[{i / width},{i % width}]"))],
            [.. Enumerable.Range(0, outputs.Length).Select(i => Told.Given(batch.Targets[i], $"targets[{i / width},{i % width}]"))]));
        var gradients = trace.Layers[^1].ActivationGradients;
        return told.Sums.Length == batch.Rows && told.Gradients.Length == gradients.Length && told.Loss.Has(trace.Loss)
            && told.Gradients.Select((g, i) => g.Has(gradients[i])).All(same => same)
            ? told
            : null;
    }

    /// <summary>A line a row and one for the loss.</summary>
    /// <param name="rows">Which rows of the data they are.</param>
    public ImmutableArray<ToldLine> Lines(ImmutableArray<int> rows) => ToldLine.All(
    [
        .. Sums.Select((sum, i) => ($"after row {rows[i]}", "", sum.Node)),
        ("loss", "loss", Loss.Node),
    ]);

    /// <summary>The lines that lead to what the loss passes back to one output.</summary>
    /// <param name="at">Which of the outputs, 0 to rows · outputs − 1.</param>
    public ImmutableArray<ToldLine> Passed(int at) => ToldLine.All([("passed back", "", Gradients[at].Node)]);
}
