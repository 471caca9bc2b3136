using System.Collections.Immutable;
using Functional.Plugins;
using Functional.Plugins.Standard;

namespace Functional.Core.Tests;

/// <summary>What a law wants its random cases to be made of. The default is everything.</summary>
internal sealed record Wanted
{
    public Gen<double> Numbers { get; init; } = Gens.Tame;

    public Gen<IActivation> Activations { get; init; } = Gens.Activation;

    public Gen<ILoss> Losses { get; init; } = Gens.Loss;

    public Gen<IOptimizer> Optimizers { get; init; } = Gens.Optimizer;

    public Gen<ISchedule> Schedules { get; init; } = Gens.Schedule;

    public Gen<double> LearningRates { get; init; } = Gen.Double[0.001, 0.3];

    public int FewestLayers { get; init; } = 1;

    /// <summary>Only runs whose parameters stay below 10: closeness means little beyond.</summary>
    public bool Calm { get; init; } = true;
}

/// <summary>Random numbers, strategies, networks, data and runs, small enough to read when a law breaks.</summary>
internal static class Gens
{
    public static readonly IActivation Identity = new Lanewise<Identity>("identity");
    public static readonly IActivation Sigmoid = new Lanewise<Sigmoid>("sigmoid");
    public static readonly IActivation Tanh = new Lanewise<Tanh>("tanh");
    public static readonly IActivation Relu = new Lanewise<Relu>("relu", default, 0);

    /// <summary>Numbers a well-behaved run is made of; now and then a plain one such as 0 or 1.</summary>
    public static readonly Gen<double> Tame = Gen.Frequency((19, Gen.Double[-1.5, 1.5]), (1, Gen.OneOf(0.0, 1, -1, 0.5)));

    /// <summary>Finite numbers with every oddity now and then: both zeros, subnormals, the smallest normal, large ones.</summary>
    public static readonly Gen<double> Wild = Gen.Frequency(
        (14, Gen.Double[-1.5, 1.5]),
        (1, Gen.OneOf(0.0, -0.0, 5e-324, -5e-324, 1e-310, double.MinValue, double.MaxValue, 2.2250738585072014e-308, 1e150, -1e8, 710)));

    /// <summary>Any 64 bits as a double: every NaN payload, both infinities, both zeros.</summary>
    public static readonly Gen<double> AnyBits = Gen.Frequency(
        (4, Gen.ULong.Select(BitConverter.UInt64BitsToDouble)),
        (1, Gen.OneOf(0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 5e-324, double.MaxValue)),
        (1, Gen.ULong[0, (1UL << 51) - 1].Select(payload => BitConverter.UInt64BitsToDouble(0x7FF8000000000000 | payload))));

    public static readonly Gen<IActivation> Activation = Gen.OneOf(Identity, Sigmoid, Tanh, Relu);

    public static readonly Gen<IActivation> SmoothActivation = Gen.OneOf(Identity, Sigmoid, Tanh);

    public static readonly Gen<ILoss> Loss = Gen.OneOf<ILoss>(new HalfSse(), new MeanSquaredError(), new CrossEntropy());

    public static readonly Gen<ILoss> MeanLoss = Gen.OneOf<ILoss>(new MeanSquaredError(), new CrossEntropy());

    public static readonly Gen<IOptimizer> Plain = Gen.Const<IOptimizer>(new Sgd());

    public static readonly Gen<IOptimizer> GradientDescent =
        from momentum in Gen.OneOf(0, 0.5, 0.9)
        from kind in Gen.Int[0, 2]
        from weightDecay in Gen.OneOf(0, 0.01)
        select (IOptimizer)new Sgd(
            momentum, dampening: kind == 1 ? 0.25 : 0, nesterov: kind == 2 && momentum > 0, weightDecay: weightDecay);

    public static readonly Gen<IOptimizer> Adam =
        from beta1 in Gen.OneOf(0, 0.5, 0.9)
        from beta2 in Gen.OneOf(0.9, 0.99, 0.999)
        from epsilon in Gen.OneOf(1e-8, 1e-3)
        from weightDecay in Gen.OneOf(0, 0.01)
        from amsgrad in Gen.Bool
        select (IOptimizer)new Adam(beta1, beta2, epsilon, weightDecay, amsgrad);

    public static readonly Gen<IOptimizer> Optimizer = Gen.OneOf(GradientDescent, Adam);

    public static readonly Gen<ISchedule> Constant = Gen.Const<ISchedule>(new Constant());

    /// <summary>Impatient ones, so that a few steps see a reduction.</summary>
    public static readonly Gen<ISchedule> Plateau =
        from climb in Gen.Bool
        from patience in Gen.Long[0, 2]
        from threshold in Gen.OneOf(0, 1e-4, 0.5)
        from absolute in Gen.Bool
        from cooldown in Gen.Long[0, 2]
        from minLr in Gen.OneOf(0, 0.01)
        select (ISchedule)new ReduceOnPlateau(climb, 0.5, patience, threshold, absolute, cooldown, minLr);

    /// <summary>Rates that never change, follow the step, or follow the losses.</summary>
    public static readonly Gen<ISchedule> Schedule = Gen.OneOf(Constant, Gen.Const<ISchedule>(new StepDecay(2, 0.5)), Plateau);

    /// <summary>Everything at once, oddities included: for laws that promise bits.</summary>
    public static readonly Gen<Case> AnyCase = Case(new()
    {
        Calm = false,
        Numbers = Wild,
        LearningRates = Gen.Frequency((9, Gen.Double[0.001, 1]), (1, Gen.OneOf(0.0, 1, 10, 1e300))),
    });

    /// <summary>Ordinary numbers: for laws that promise closeness.</summary>
    public static readonly Gen<Case> TameCase = Case(new());

    public static Gen<Case> Case(Wanted wanted) =>
        wanted.Calm ? Runs(wanted).Where(c => Law.Largest(c.State.Parameters.AsSpan()) < 10) : Runs(wanted);

    /// <summary>Whole rows, batches in order, shuffled batches, and lists of rows, with a description.</summary>
    public static Gen<(Batches Batches, string Order)> Batching(Dataset data) => Gen.OneOf(
        Gen.Const((Batches.Full(data), "all at once")),
        from size in Gen.Int[1, data.Rows]
        select (Batches.Mini(data, size, shuffle: false, seed: 0).Valid(), $"{size} a step in order"),
        from size in Gen.Int[1, data.Rows]
        from seed in Gen.ULong
        select (Batches.Mini(data, size, shuffle: true, seed).Valid(), $"{size} a step shuffled by seed {seed}"),
        from lists in Gen.Int[0, data.Rows - 1].Array[1, 4].Array[1, 4]
        select (
            Batches.Listed(data, [.. lists.Select(l => l.ToImmutableArray())]).Valid(),
            "listed " + string.Join(" ", lists.Select(l => $"[{string.Join(",", l)}]"))));

    public static Gen<int[]> Permutation(int n) => Gen.Double.Array[n].Select(keys =>
    {
        var order = Enumerable.Range(0, n).ToArray();
        Array.Sort(keys, order);
        return order;
    });

    private static Gen<Case> Runs(Wanted wanted) =>
        from loss in wanted.Losses
        from network in Network(wanted, loss)
        from optimizer in wanted.Optimizers
        from schedule in wanted.Schedules
        from rate in wanted.LearningRates
        let pipeline = Pipeline.Create(network, loss, optimizer, schedule, rate).Valid()
        from parameters in wanted.Numbers.Array[network.Layout.Length]
        from data in Data(wanted, network, loss)
        from batches in Batching(data)
        from warm in Gen.Int[0, 3]
        select new Case(pipeline, data, batches.Batches, batches.Order, Reals.Of(parameters), warm);

    private static Gen<Network> Network(Wanted wanted, ILoss loss) =>
        from inputs in Gen.Int[1, 5]
        from layers in Layer(wanted.Activations).Array[wanted.FewestLayers, 4]
        select Edit.Network(inputs, loss is CrossEntropy ? [.. layers[..^1], layers[^1] with { Activation = Identity }] : layers);

    private static Gen<Layer> Layer(Gen<IActivation> activations) =>
        from units in Gen.Int[1, 5]
        from activation in activations
        from bias in Gen.Bool
        select new Layer(units, activation, bias);

    private static Gen<Dataset> Data(Wanted wanted, Network network, ILoss loss) =>
        from rows in Gen.Int[1, 6]
        from inputs in wanted.Numbers.Array[rows * network.Inputs]
        from targets in loss is CrossEntropy ? OneHot(rows, network.Outputs) : wanted.Numbers.Array[rows * network.Outputs]
        select Edit.Data(rows, inputs, targets);

    private static Gen<double[]> OneHot(int rows, int classes) => Gen.Int[0, classes - 1].Array[rows].Select(chosen =>
    {
        var targets = new double[rows * classes];
        for (var row = 0; row < rows; row++)
            targets[row * classes + chosen[row]] = 1;
        return targets;
    });
}
