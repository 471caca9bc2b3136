using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Functional.Plugins;
using Functional.Plugins.Standard;

namespace Functional.Core.Tests;

/// <summary>Whole trainings by torch, followed step by step: four activations, three losses, five optimizers, full and mini batches, two and three layers.</summary>
[TestFixture]
internal sealed class GoldenNetworkTests
{
    /// <summary>Powers of two, so dividing by them is exact.</summary>
    private static readonly double[] WineScales = [16, 4, 4, 32, 128, 4, 4, 1, 4, 8, 2, 4, 1024];

    [Test]
    public void Iris_with_tanh_cross_entropy_and_plain_descent() =>
        Follows("mlp_iris_sgd.json", Gens.Tanh, new CrossEntropy(), new Sgd(), Iris);

    [Test]
    public void Iris_with_sigmoid_half_sse_and_momentum() =>
        Follows("mlp_iris_sgd_momentum_half_sse.json", Gens.Sigmoid, new HalfSse(), new Sgd(momentum: 0.9), Iris);

    [Test]
    public void Digits_with_relu_cross_entropy_adam_and_mini_batches() =>
        Follows("mlp_digits_adam.json", Gens.Relu, new CrossEntropy(), new Adam(), golden =>
            Listed(golden, GoldenFile.Csv("datasets/digits.csv", 500, classes: 10, 16)));

    [Test]
    public void Diabetes_with_tanh_mse_and_rmsprop() =>
        Follows("mlp_diabetes_mse_rmsprop.json", Gens.Tanh, new MeanSquaredError(), new RmsProp(alpha: 0.9), golden =>
            Batches.Full(Edit.Data(200, golden.Flat("inputs"), golden.Flat("targets"))));

    [Test]
    public void Wine_with_two_hidden_layers_of_silu_cross_entropy_adamw_and_mini_batches() =>
        Follows("mlp_wine_deep_adamw.json", new Elementwise<Silu>("silu"), new CrossEntropy(), new AdamW(weightDecay: 0.05), golden =>
            Listed(golden, GoldenFile.Csv("datasets/wine.csv", 178, classes: 3, WineScales)));

    private static Batches Iris(JsonElement golden) => Batches.Full(GoldenFile.Csv("datasets/iris.csv", 150, classes: 3, 1));

    private static Batches Listed(JsonElement golden, Dataset data) => Batches.Listed(
        data, [.. golden.GetProperty("batches").EnumerateArray().Select(b => b.Flat().Select(r => (int)r).ToImmutableArray())]).Valid();

    private static void Follows(string file, IActivation hidden, ILoss loss, IOptimizer optimizer, Func<JsonElement, Batches> batchesOf)
    {
        var golden = GoldenFile.Json(file);
        var sizes = golden.GetProperty("network").Flat("sizes").Select(s => (int)s).ToArray();
        var network = Edit.Network(sizes[0], [.. sizes[1..^1].Select(units => new Layer(units, hidden)), new Layer(sizes[^1], Gens.Identity)]);
        var pipeline = Pipeline.Create(network, loss, optimizer, new Constant(), golden.GetProperty("lr").GetDouble()).Valid();
        var (batches, steps) = (batchesOf(golden), golden.GetProperty("steps").GetInt32());
        var (recorded, losses) = (golden.GetProperty("params_after_steps"), golden.Flat("loss_before_each_step"));

        var state = Training.Init(pipeline, Reals.Of([.. Tensors(recorded.GetProperty("0")).SelectMany(t => t.Numbers)]));
        var compared = 0;
        for (var step = 0; step <= steps; step++)
        {
            if (recorded.TryGetProperty(step.ToString(CultureInfo.InvariantCulture), out var expected))
            {
                Agrees(network, expected, state.Parameters, 1e-12, $"after {step} steps");
                compared++;
            }

            if (step == steps)
                break;
            var trace = Training.Explain(pipeline, state, batches.At(step));
            Law.Close(losses[step], trace.Loss, 1e-12 * Math.Abs(losses[step]), $"loss before step {step}");
            if (step == 0)
                Agrees(network, golden.GetProperty("gradients_step_1"), trace.Gradients, 1e-13, "first gradients");
            state = trace.Next;
        }

        Assert.That(compared, Is.EqualTo(recorded.EnumerateObject().Count()));
        Assert.That(losses, Has.Length.EqualTo(steps));
        var outputs = golden.Flat("final_outputs_first_10_rows");
        var ten = Batch.Of(batches.Data, [.. Enumerable.Range(0, 10)]);
        Law.Close(outputs, Training.Evaluate(pipeline, state, ten).Pass.Outputs.AsSpan(), 1e-12, Law.Largest(outputs), "final outputs");
    }

    private static void Agrees(Network network, JsonElement expected, Reals actual, double tolerance, string when)
    {
        var offset = 0;
        foreach (var (name, numbers) in Tensors(expected))
        {
            Law.Close(numbers, actual.AsSpan(offset, numbers.Length), tolerance, Math.Max(1e-300, Law.Largest(numbers)), $"{name} {when}");
            offset += numbers.Length;
        }

        Assert.That(offset, Is.EqualTo(network.Layout.Length));
    }

    /// <summary>W1, b1, W2, b2, … as they stand in the file, which is the order they lie in memory.</summary>
    private static IEnumerable<(string Name, double[] Numbers)> Tensors(JsonElement golden) =>
        golden.EnumerateObject().Select(tensor => (tensor.Name, tensor.Value.Flat()));

    /// <summary>silu(z) = z · σ(z), derivative σ(z)(1 + z(1 − σ(z))).</summary>
    private readonly struct Silu : IFormula
    {
        public double Value(double z) => z * Elementary.Sigmoid(z);

        public double Derivative(double z, double a) => Elementary.Sigmoid(z) * (1 + z * (1 - Elementary.Sigmoid(z)));
    }
}
