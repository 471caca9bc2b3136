using Functional.Core;

namespace Functional.Laws;

/// <summary>A small network's size, its numbers, and rows to learn from: all of a run but its parts.</summary>
internal sealed record Run(int Inputs, (int Units, bool Bias)[] Layers, double Rate, Reals Parameters, Dataset Data, Batches Batches)
{
    /// <summary>All rows, in order.</summary>
    public Batch Everything => Batch.Of(Data, [.. Enumerable.Range(0, Data.Rows)]);

    public static Run Of(Draw draw)
    {
        var inputs = 1 + draw.Below(4);
        var layers = draw.Items(() => (Units: 1 + draw.Below(4), Bias: draw.Below(2) == 1), 1, 3);
        var (length, width) = (0, inputs);
        foreach (var (units, bias) in layers)
            (length, width) = (length + (width + (bias ? 1 : 0)) * units, units);
        var parameters = Reals.Of(draw.Exactly(length, () => Half(draw)));
        var rows = draw.Items(() => (Inputs: draw.Exactly(inputs, () => Half(draw)), Targets: Samples.Targets(draw, width)), 1, 5);
        var data = Dataset.Create(rows.Length, Reals.Of([.. rows.SelectMany(r => r.Inputs)]), Reals.Of([.. rows.SelectMany(r => r.Targets)]))
            .Match(d => d, problems => throw new InvalidOperationException($"{problems}"));
        var size = draw.Below(rows.Length + 1);
        var batches = size == 0 ? Batches.Full(data) : Batches.Mini(data, size, shuffle: true, seed: 1).Match(b => b, problems => throw new InvalidOperationException($"{problems}"));
        return new(inputs, layers, draw.OneOf(0.125, 0.01, 0.5), parameters, data, batches);
    }

    /// <summary>The pipeline made of these parts.</summary>
    public Pipeline With(Parts parts)
    {
        var network = Network.Create(Inputs, new(Layers.Select(l => new Layer(l.Units, parts.Activation, l.Bias))))
            .Match(n => n, problems => throw new InvalidOperationException($"{problems}"));
        return Pipeline.Create(network, parts.Loss, parts.Optimizer, parts.Schedule, Rate)
            .Match(p => p, problems => throw new InvalidOperationException($"{problems}"));
    }

    /// <summary>S₀ under these parts.</summary>
    public TrainingState Start(Parts parts) => Training.Init(With(parts), Parameters);

    public override string ToString() =>
        $"{Inputs} inputs, layers {string.Join(" and ", Layers.Select(l => $"of {l.Units}{(l.Bias ? "" : " without bias")}"))}, θ = {Parameters}, inputs {Data.Inputs}, targets {Data.Targets}, learning rate {Say.Number(Rate)}";

    private static double Half(Draw draw) => draw.Plain() / 2;
}
