using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>
/// What one unit makes of the plane, where a row of the world is two numbers: a square grid over the range of the data and a tenth more.
/// Features and scaling are applied to each point, so x and y are numbers of the source.
/// </summary>
internal static class BoundaryAnswer
{
    private const int UsualSize = 50, LargestSize = 200;

    /// <summary>The plane of sets whose features do not say where their points lay; the built-in ones lie in it.</summary>
    private static readonly (double From, double To) Usual = (-6, 6);

    public static Either<Failure, IPage> Of(Call call) => call.AtStep((run, step) =>
        from two in run.Experiment.Card.RawNames.Length == 2
            ? Prelude.Right<Failure, Unit>(Prelude.unit)
            : Failure.Of(ExitCode.Usage, "boundary", $"a row of this run is {run.Experiment.Card.RawNames.Length} numbers, and a plane has two")
        let layers = run.Pipeline.Network.Layers
        from size in call.Whole("size", UsualSize, 2, LargestSize)
        from layer in Index(call, "layer", layers.Length - 1, layers.Length)
        from unit in Index(call, "unit", 0, layers[layer].Units)
        from state in run.StateAt(step)
        select Page(run, state, (int)size, layer, unit));

    private static Either<Failure, int> Index(Call call, string name, int absent, int count) =>
        (call.Target.Find(name) is { } text ? Call.Digits(name, text) : absent).Bind(index => index < count
            ? Prelude.Right<Failure, int>((int)index)
            : Failure.Of(ExitCode.Usage, name, $"there is no {name} {index}", $"They go from 0 to {count - 1}."));

    private static IPage Page(OpenedRun run, TrainingState state, int size, int layer, int unit)
    {
        var (network, card) = (run.Pipeline.Network, run.Experiment.Card);
        var (x, y) = (Axis(run.Experiment, 0, size), Axis(run.Experiment, 1, size));
        var inputs = Reals.Of([.. y.SelectMany(second => x.SelectMany(first => card.InputsOf([first, second]).ToArray()))]);
        var seen = Training.Predict(network, state.Parameters, size * size, inputs).Layers[layer].Activations;
        var values = Enumerable.Range(0, size * size).Select(i => seen[i * network.Layers[layer].Units + unit]).ToArray();
        return new Written(json =>
        {
            json.WriteNumber("step", state.Step);
            json.WriteNumber("layer", layer);
            json.WriteNumber("unit", unit);
            json.Reals("x", x);
            json.Reals("y", y);
            json.Matrix("values", values, size);
        });
    }

    private static double[] Axis(Experiment experiment, int axis, int size)
    {
        var (from, to) = Range(experiment, axis);
        return [.. Enumerable.Range(0, size).Select(i => from + (to - from) * i / (size - 1))];
    }

    /// <summary>Where the numbers of one axis lie in the source: told by the input that is this number itself, its scaling undone.</summary>
    private static (double From, double To) Range(Experiment experiment, int axis)
    {
        var (card, data) = (experiment.Card, experiment.Data);
        var column = card.HasFeatures ? card.InputNames.IndexOf(axis == 0 ? "x1" : "x2") : axis;
        if (column < 0)
            return Usual;
        var (scale, offset) = card.Scaling.IsIdentity ? (1.0, 0.0) : (card.Scaling.Divisors[column], card.Scaling.Offsets[column]);
        var values = Enumerable.Range(0, data.Rows).Select(row => data.Inputs[row * data.InputWidth + column] * scale + offset).ToList();
        var (least, greatest) = (values.Min(), values.Max());
        var margin = greatest > least ? (greatest - least) / 10 : 1;
        return (least - margin, greatest + margin);
    }
}
