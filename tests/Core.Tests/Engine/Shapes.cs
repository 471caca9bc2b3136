namespace Functional.Core.Tests;

/// <summary>Networks beyond what one reads with one's eyes: every remainder of a tile, every strategy of the shelf.</summary>
internal static class Shapes
{
    private static readonly Gen<double> Numbers = Gen.Frequency((49, Gen.Double[-1.5, 1.5]), (1, Gen.OneOf(0.0, -0.0, 1, 1e-310)));

    /// <summary>Up to three layers of up to 40 units on up to 40 rows of up to 50 numbers, or 120: parameters in one band, and in several.</summary>
    public static readonly Gen<Case> Wide = Of(Gen.Frequency((3, Gen.Int[1, 50]), (1, Gen.Int[51, 120])), Gen.Int[1, 40], Gen.Int[1, 40], 3);

    /// <summary>Two layers, the first with work enough for a crew.</summary>
    public static readonly Gen<Case> Long = Of(Gen.Int[150, 170], Gen.Int[90, 140], Gen.Int[90, 110], 2, wholeBatch: true);

    private static Gen<Case> Of(Gen<int> inputWidths, Gen<int> widths, Gen<int> rowCounts, int mostLayers, bool wholeBatch = false) =>
        from inputs in inputWidths
        from layers in Layer(wholeBatch ? widths : Gen.Frequency((3, widths), (1, Gen.Const(1)))).Array[mostLayers == 2 ? 2 : 1, mostLayers]
        from rows in rowCounts
        from loss in ShelfGens.Loss
        from optimizer in ShelfGens.Optimizer
        from schedule in Gens.Schedule
        let network = Edit.Network(inputs, layers)
        from parameters in Numbers.Array[network.Layout.Length]
        from x in Numbers.Array[rows * inputs]
        from y in Gen.OneOf(0.0, 1).Array[rows * network.Outputs]
        let data = Edit.Data(rows, x, y)
        from batches in wholeBatch ? Gen.Const((Batches: Batches.Full(data), Order: "all at once")) : Gens.Batching(data)
        let pipeline = Pipeline.Create(network, loss, optimizer, schedule, 0.01).Valid()
        // Weights small enough that most of a wide layer's units are awake.
        select new Case(pipeline, data, batches.Batches, batches.Order, Reals.Of([.. parameters.Select(p => p / Math.Sqrt(inputs))]), 0);

    private static Gen<Layer> Layer(Gen<int> widths) =>
        from units in widths
        from activation in ShelfGens.Activation
        from bias in Gen.Bool
        select new Layer(units, activation, bias);
}

/// <summary>A crew that does the parts from the last to the first, each on another of its imaginary workers.</summary>
internal sealed class Scattered(int workers) : ICrew
{
    public int Workers => workers;

    public double LeastWork => 0;

    public int Parts { get; private set; }

    public void Do(int parts, Action<int, int> part)
    {
        for (var i = parts - 1; i >= 0; i--)
            part(i, i % workers);
        Parts += parts;
    }
}
