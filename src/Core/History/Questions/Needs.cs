namespace Functional.Core;

/// <summary>What must be at hand before a question can be answered, known from the question alone.</summary>
/// <param name="State">The numbers of the state; without it the step, the loss and the error are enough.</param>
/// <param name="Trace">The step from the state on: gradients, updates, what layers show.</param>
/// <param name="Back">How many states before the one asked about it looks at.</param>
public sealed record Needs(bool State, bool Trace, int Back)
{
    internal static Needs Of(Node node)
    {
        var parts = node.Parts.Select(Of).Aggregate(new Needs(false, false, 0), (a, b) => new(a.State || b.State, a.Trace || b.Trace, Math.Max(a.Back, b.Back)));
        return node switch
        {
            Node.Previous or Node.Changes => parts with { Back = parts.Back + 1 },
            Node.Flat { Run: FlatRun.Gradients or FlatRun.Updates } or Node.OfLayer => new(true, true, 0),
            Node.Score => new(true, false, 0),
            Node.Flat or Node.Reading { Gauge: Gauge.LearningRate } => new(true, false, 0),
            _ => parts,
        };
    }
}
