using System.Collections.Immutable;
using Functional.Core;
using Functional.Laws;

namespace Functional.Host;

/// <summary>A refuted case as a training of one layer without bias (or, for a NaN, of two), in which the plugin plays its part and the shelf all the others.</summary>
/// <param name="Inputs"><c>[rows][inputs]</c>.</param>
/// <param name="Targets"><c>[rows][units]</c>.</param>
/// <param name="Weights"><c>[inputs][units]</c>.</param>
/// <param name="Steps">Steps until the one at which the law is broken, and with it.</param>
internal sealed record Staged(double[][] Inputs, double[][] Targets, double[][] Weights, long Steps)
{
    /// <summary>Weights of an identity before the layer, <c>[inputs][hidden]</c>; none in most cases.</summary>
    public double[][]? Before { get; init; }

    public JsonTree Activation { get; init; } = Json.Text("identity");

    public JsonTree Loss { get; init; } = Json.Text("half-sse");

    /// <summary>Nothing moves unless somebody says so: the numbers stay those of the case.</summary>
    public JsonTree Optimizer { get; init; } = Descent(0);

    public JsonTree Schedule { get; init; } = Json.Text("constant");

    /// <summary>Which rows each step sees; all of them where nothing is said.</summary>
    public ImmutableArray<ImmutableArray<int>>? Batches { get; init; }

    /// <summary>The step of the first state.</summary>
    public long First { get; init; }

    /// <summary>The step at which the law is broken.</summary>
    public long Look => First + Steps - 1;

    /// <summary>The training of a scene.</summary>
    /// <param name="scene">The case.</param>
    /// <param name="subject">The plugin with its settings.</param>
    /// <param name="outputs">What an activation gives there, once it has been asked.</param>
    public static Staged Of(Scene scene, JsonTree.Object subject, Reals? outputs = null) => scene switch
    {
        Scene.OfLayer layer => Layer(layer, subject, outputs),
        Scene.OfLoss loss => Judged(loss, subject),
        Scene.OfUpdates updates => Updates(updates, subject),
        Scene.OfBowl bowl => Bowl(bowl, subject),
        Scene.OfRate rate => new([[1]], [[1]], [[0]], 1) { Optimizer = Descent(rate.LearningRate), Schedule = subject, First = rate.Step },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private IEnumerable<(JsonTree Document, double[][] Weights)> Layers =>
        (Before is null ? [] : new[] { Layer(Json.Text("identity"), Before) }).Append(Layer(Activation, Weights));

    /// <summary>As a run document.</summary>
    public JsonTree Document(string name) => Json.Object(
        ("name", Json.Text(name)),
        ("data", Json.Object(("inputs", Matrix(Inputs)), ("targets", Matrix(Targets)))),
        ("network", Json.Object(("layers", Json.Array([.. Layers.Select(layer => layer.Document)])))),
        ("loss", Loss),
        ("optimizer", Optimizer),
        ("schedule", Schedule),
        ("batch", Batches is { } lists ? Json.Object(("rows", Matrix(lists.Select(rows => rows.Select(row => (double)row))))) : Json.Text("full")),
        ("initial", Json.Object(("parameters", Json.Object([.. Layers.Select((layer, i) => ($"layer{i}.weights", Matrix(layer.Weights)))])))),
        ("steps", Json.Number(Steps)),
        ("record", Json.Object(("keep", Json.Text("every")))));

    private static (JsonTree Document, double[][] Weights) Layer(JsonTree activation, double[][] weights) =>
        (Json.Object(("units", Json.Number(weights[0].Length)), ("activation", activation), ("bias", Json.Flag(false))), weights);

    /// <summary>The gradient of ½ Σ error² is activation − target, so the target that gives the law's gradient is known once the activation is.</summary>
    private static Staged Layer(Scene.OfLayer scene, JsonTree subject, Reals? outputs)
    {
        var (inputs, before, weights) = Reaching.Row(scene.PreActivations.ToArray());
        var targets = scene.ActivationGradients.ToArray().Select((gradient, i) => outputs is not null && double.IsFinite(outputs[i] - gradient) ? outputs[i] - gradient : 0);
        return new([inputs], [[.. targets]], weights, 1) { Before = before, Activation = subject };
    }

    /// <summary>The inputs are the outputs: each passes through a weight of 1.</summary>
    private static Staged Judged(Scene.OfLoss scene, JsonTree subject)
    {
        var weights = Enumerable.Range(0, scene.Width).Select(i => Enumerable.Range(0, scene.Width).Select(unit => unit == i ? 1.0 : 0).ToArray()).ToArray();
        return new(RowsOf(scene.Outputs, scene.Width), RowsOf(scene.Targets, scene.Width), weights, scene.Batches.Length) { Loss = subject, Batches = scene.Batches };
    }

    /// <summary>
    /// The absolute error of one output far above its target has the slope 1 whatever the weights, so the gradient of a step is its row
    /// of inputs: the gradients are the data, a row a step.
    /// </summary>
    private static Staged Updates(Scene.OfUpdates scene, JsonTree.Object subject)
    {
        // A law's gradients are 10⁶ at most and its parameters of ordinary size; whoever is thrown beyond this is seen by Staging.
        const double FarBelow = -1e30;
        var count = scene.Gradients.Length;
        return new([.. scene.Gradients.Select(g => g.ToArray())], [.. scene.Gradients.Select(_ => new[] { FarBelow })], Column(scene.Start), count)
        {
            Loss = Json.Text("mae"),
            Optimizer = Rated(subject, scene.LearningRate),
            First = scene.FirstStep,
            // Step t sees list t mod count, and the first update, at FirstStep, row 0.
            Batches = [.. Enumerable.Range(0, count).Select(list => ImmutableArray.Create((int)((list + count - scene.FirstStep % count) % count)))],
        };
    }

    /// <summary>½ · c · (θ − center)² as rows under ½ Σ error²: c rows of 1 where c is above 1, and 1/c rows of c where it is below.</summary>
    private static Staged Bowl(Scene.OfBowl scene, JsonTree.Object subject)
    {
        var n = scene.Start.Length;
        var rows = Enumerable.Range(0, n).SelectMany(i =>
        {
            var x = Math.Min(1, scene.Curvature[i]);
            var inputs = new double[n];
            inputs[i] = x;
            return Enumerable.Repeat((Inputs: inputs, Target: x * scene.Center[i]), (int)(scene.Curvature[i] / (x * x)));
        }).ToList();
        return new([.. rows.Select(r => r.Inputs)], [.. rows.Select(r => new[] { r.Target })], Column(scene.Start), scene.Updates)
        {
            Optimizer = Rated(subject, scene.LearningRate),
        };
    }

    private static JsonTree Descent(double rate) => Rated((JsonTree.Object)Json.Object(("name", Json.Text("sgd"))), rate);

    private static JsonTree Rated(JsonTree.Object optimizer, double rate) =>
        Json.Object([.. optimizer.Members.Where(m => m.Name != "learningRate").Select(m => (m.Name, m.Value)), ("learningRate", Json.Number(rate))]);

    private static JsonTree Matrix(IEnumerable<IEnumerable<double>> rows) => Json.Array(rows.Select(row => Json.Array(row.Select(Json.Number))));

    private static double[][] Column(Reals numbers) => [.. numbers.ToArray().Select(x => new[] { x })];

    private static double[][] RowsOf(Reals numbers, int width) => [.. numbers.ToArray().Chunk(width)];
}
