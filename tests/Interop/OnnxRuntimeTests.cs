using System.Globalization;
using Functional.Core;
using Functional.Host;
using Functional.Plugins;
using Functional.Plugins.Standard;
using LanguageExt;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Functional.Interop.Tests;

/// <summary>What ONNX Runtime, which we did not write, computes from a file we wrote: every activation of the shelf, on its own and in a network.</summary>
public sealed class OnnxRuntimeTests
{
    /// <summary>Of a number up to 1; of a larger one this part of it.</summary>
    private const double Bound = 1e-12;

    private static readonly SortedDictionary<string, (double Alone, double InNetwork)> Found = new(StringComparer.Ordinal);

    /// <summary>Every recipe with its defaults, settings that change the text of a formula, and formulas with every word of their language.</summary>
    private static readonly string[] Activations =
    [
        .. Names().Where(name => name != "formula").Select(name => $"\"{name}\""),
        """{ "name": "leaky-relu", "slope": -0.3 }""",
        """{ "name": "elu", "alpha": 2 }""",
        """{ "name": "celu", "alpha": 0.3 }""",
        """{ "name": "softplus", "beta": 3 }""",
        """{ "name": "softplus", "beta": 0.5, "threshold": 20 }""",
        """{ "name": "hardtanh", "min": -2, "max": 0.5 }""",
        """{ "formula": "x / (1 + exp(-x))" }""",
        """{ "formula": "max(0, x, a * x) + min(x, 0) ^ 2", "a": 0.1 }""",
        """{ "formula": "sin(x) + cos(x) * tanh(x) - sigmoid(x) + abs(x)" }""",
        """{ "formula": "erf(x) + softplus(x) + sign(x) + sqrt(x^2 + 1)" }""",
        """{ "formula": "log(1 + x^2) + log1p(abs(x)) + expm1(-abs(x)) + e^(-x^2)" }""",
        """{ "formula": "pow(abs(x), 0.3) + (1 + x^2)^-2 + 2^tanh(x) - x^3 / (1 + x^4) + pi" }""",
        """{ "formula": "3" }""",
    ];

    private static readonly int[] BatchSizes = [1, 2, 64];

    [TestCaseSource(nameof(Activations))]
    public void Of_itself_an_activation_is_the_same(string activation)
    {
        const int Units = 3;
        var z = Points().Select(x => (double[])[x, -x / 3, x + 1]).Concat(Points().Select(x => (double[])[x, x, 0.5])).ToArray();
        using var model = new Exported($$"""
            { "data": { "inputs": [[0.1, 0.2, 0.3]], "targets": [[0, 0, 0]] }, "loss": "mse", "optimizer": { "name": "sgd", "learningRate": 0 }, "steps": 1,
              "network": { "layers": [ { "units": {{Units}}, "activation": {{activation}}, "bias": false } ] },
              "initial": { "parameters": { "layer0.weights": [[1, 0, 0], [0, 1, 0], [0, 0, 1]] } } }
            """);
        var worst = model.Difference(z);
        Found[activation] = (worst, Found.GetValueOrDefault(activation).InNetwork);
        Assert.That(worst, Is.LessThanOrEqualTo(Bound));
    }

    [TestCaseSource(nameof(Activations))]
    public void In_a_network_it_is_the_same_for_batches_of_any_size(string activation)
    {
        using var model = new Exported($$"""
            { "data": { "inputs": [[0.1, -0.2, 0.3, 0.5], [1, 0.5, -1, 0]], "targets": [[0, 1], [1, 0]] }, "loss": "mse", "optimizer": { "name": "sgd", "learningRate": 0.01 }, "steps": 1,
              "network": { "layers": [ { "units": 5, "activation": {{activation}} }, { "units": 4, "activation": {{activation}}, "bias": false }, { "units": 2, "activation": {{activation}} } ] },
              "initial": { "scheme": "glorot-uniform", "seed": 7 } }
            """);
        var random = new Random(5);
        var worst = BatchSizes.Max(rows => model.Difference([.. Enumerable.Range(0, rows).Select(_ => (double[])[.. Enumerable.Range(0, 4).Select(_ => 4 * random.NextDouble() - 2)])]));
        Found[activation] = (Found.GetValueOrDefault(activation).Alone, worst);
        Assert.That(worst, Is.LessThanOrEqualTo(Bound));
    }

    [OneTimeTearDown]
    public void Tell()
    {
        TestContext.Progress.WriteLine("largest difference to ONNX Runtime, absolute up to 1 and relative beyond: the activation itself, three layers of it");
        foreach (var (activation, (alone, inNetwork)) in Found)
            TestContext.Progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {alone,8:0.0E+00}  {inNetwork,8:0.0E+00}  {activation}"));
    }

    private static IEnumerable<string> Names()
    {
        var services = new ServiceCollection();
        new StandardPlugins().Register(services);
        return services.Select(d => d.ImplementationInstance).OfType<Recipe<IActivation>>().Select(r => r.Name);
    }

    /// <summary>Around 0, kinks, where polynomials meet, far out.</summary>
    private static IEnumerable<double> Points()
    {
        var random = new Random(11);
        double[] places = [double.NaN, double.PositiveInfinity, 0, 1e-300, 1e-12, 1e-5, 0.25, 0.5, 0.75, 1, 1.5, 3, 6, 19, 20, 37, 40, 50, 51, 100, 700, 745, 800, 1e4, 1e8];
        return places.SelectMany(x => (double[])[x, -x, 1.0000001 * x, -0.9999999 * x])
            .Concat(Enumerable.Range(0, 400).Select(_ => 12 * random.NextDouble() - 6))
            .Concat(Enumerable.Range(0, 100).Select(_ => 200 * random.NextDouble() - 100));
    }

    /// <summary>A run of one step, its first state exported by the program and opened by ONNX Runtime.</summary>
    private sealed class Exported : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("functional-onnx");
        private readonly InferenceSession _session;
        private readonly OpenedRun _run;
        private readonly TrainingState _state;

        public Exported(string document)
        {
            File.WriteAllText(Path.Combine(_folder.FullName, "d.json"), document);
            Run("train", "d.json", "--as", "r");
            Run("export", "r@0", "-o", "r.onnx");
            _session = new(Path.Combine(_folder.FullName, "r.onnx"));
            using var services = new ServiceCollection().AddStandardActivations().AddStandardLosses().AddStandardOptimizers().AddStandardSchedules().AddStandardInitializers().BuildServiceProvider();
            var catalogue = Catalogue.From(services).Match(c => c, problems => throw new AssertionException(problems.Head.ToString()));
            _run = Right(OpenedRun.Open(new(Path.Combine(_folder.FullName, "runs")), catalogue, "r"));
            _state = Right(_run.StateAt(0));
        }

        /// <summary>The largest difference of an output, relative where the output is above 1; infinite where only one is a number.</summary>
        public double Difference(double[][] rows)
        {
            var tensor = new DenseTensor<double>(rows.SelectMany(r => r).ToArray(), [rows.Length, rows[0].Length]);
            using var results = _session.Run([NamedOnnxValue.CreateFromTensor("inputs", tensor)]);
            var theirs = results.Single().AsTensor<double>().ToArray();
            var ours = Training.Predict(_run.Pipeline.Network, _state.Parameters, rows.Length, Reals.Of(tensor.ToArray())).Outputs.ToArray();
            Assert.That(theirs, Has.Length.EqualTo(ours.Length));
            return ours.Zip(theirs, (a, b) => a.Equals(b) || a == b ? 0 : double.IsFinite(a - b) ? Math.Abs(a - b) / Math.Max(1, Math.Abs(a)) : double.PositiveInfinity).Max();
        }

        public void Dispose()
        {
            _session.Dispose();
            _run.Dispose();
            _folder.Delete(recursive: true);
        }

        private void Run(params string[] words)
        {
            using var output = new StringWriter(CultureInfo.InvariantCulture);
            var code = CommandLine.Run(words, new Shell(output, output, _folder.FullName, false, Shell.DefaultWidth, default));
            Assert.That(code, Is.Zero, output.ToString());
        }

        private static T Right<T>(Either<Failure, T> either) => either.Match(Right: value => value, Left: failure => throw new AssertionException(string.Join("\n", failure.Problems)));
    }
}
