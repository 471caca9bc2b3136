using System.Text.Json;
using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>Every optimizer in all its variants against torch (Lion: against NumPy), step by step on three problems.</summary>
[TestFixture]
internal sealed class OptimizerGoldenTests
{
    /// <summary>From here on a trajectory says nothing: one unit in the last place of a gradient moves it as far.</summary>
    private const double Chaotic = 1e-10;

    private static readonly JsonElement Problems = Golden.Json("optimizers/problems.json").GetProperty("problems");

    /// <summary>Whatever lies in the folder.</summary>
    private static readonly string[] Files =
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Golden", "optimizers"))
            .Select(file => Path.GetFileNameWithoutExtension(file)!).Where(file => file != "problems").Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<TestCaseData> Runs =>
        from file in Files from problem in Problems.EnumerateObject().Select(p => p.Name) select new TestCaseData(file, problem);

    [TestCaseSource(nameof(Runs))]
    public void Every_step_of_the_trajectory_is_torchs(string file, string problem)
    {
        var golden = Golden.Json($"optimizers/{file}.json");
        var run = golden.GetProperty("problems").GetProperty(problem);
        var trajectory = run.GetProperty("trajectory").EnumerateArray().Select(row => row.Flat()).ToArray();
        var tolerance = problem == "scripted" ? 1e-13 : Tolerance(run);

        var walk = new Walk(new(Torch.Make(golden), Problems.GetProperty(problem).Flat("x0")), problem, run.GetProperty("lr").GetDouble());
        foreach (var expected in trajectory)
        {
            walk.Agrees(expected, tolerance);
            if (walk.Steps + 1 < trajectory.Length)
                walk.Step();
        }

        Assert.That(trajectory, Has.Length.EqualTo(problem == "scripted" ? 101 : 201));
        if (run.TryGetProperty("final_state", out var state))
            MemoryAgrees(state, walk, Math.Max(1e-11, 1000 * run.GetProperty("sensitivity_1ulp").GetDouble()));
        if (run.TryGetProperty("long", out var later) && later.GetProperty("sensitivity_1ulp").GetDouble() <= Chaotic)
        {
            while (walk.Steps < later.GetProperty("steps").GetInt32())
                walk.Step();
            walk.Agrees(later.Flat("params"), Tolerance(later));
        }
    }

    [Test]
    public void All_optimizers_of_the_shelf_are_among_them() => Assert.That(
        Files.Select(file => Golden.Json($"optimizers/{file}.json").GetProperty("optimizer").GetString()!.ToLowerInvariant()).Distinct(),
        Is.EquivalentTo(Shelf.Recipes<IOptimizer>().Select(r => r.Name)));

    private static double Tolerance(JsonElement run) => Math.Max(1e-12, 100 * run.GetProperty("sensitivity_1ulp").GetDouble());

    /// <summary>
    /// Torch counts steps in every optimizer; where we need no count, there is only the number itself to compare. Slots are made of
    /// gradients, which are up to ten times as sensitive as the parameters they are taken at.
    /// </summary>
    private static void MemoryAgrees(JsonElement state, Walk walk, double tolerance)
    {
        foreach (var theirs in state.EnumerateObject())
        {
            var (name, expected) = (Torch.Slot(theirs.Name), theirs.Value.Flat());
            if (name == "t")
                Assert.That(walk.Steps, Is.EqualTo(expected[0]));
            if (name != "t" || walk.Driver.Has(name))
                Assert.That(walk.Driver.Slot(name), Is.EqualTo(expected).Within(tolerance * Golden.Largest(expected)), theirs.Name);
        }

        Assert.That(walk.Driver.Names.Except(state.EnumerateObject().Select(theirs => Torch.Slot(theirs.Name))).Where(name => name != "t"), Is.Empty, "slots not compared");
    }

    /// <summary>An optimizer on its way through a problem, and how far from 0 it has been: what deviations are measured against.</summary>
    private sealed class Walk(Driver driver, string problem, double rate)
    {
        private double _largest = 1e-300;

        public Driver Driver { get; } = driver;

        public int Steps { get; private set; }

        public void Step()
        {
            Driver.Step(rate, Gradient(Steps++, Driver.Parameters));
            _largest = Math.Max(_largest, Golden.Largest(Driver.Parameters));
        }

        public void Agrees(double[] expected, double tolerance)
        {
            _largest = Math.Max(_largest, Golden.Largest(expected));
            Assert.That(Driver.Parameters, Is.EqualTo(expected).Within(tolerance * _largest), $"after {Steps} steps");
        }

        private double[] Gradient(int step, double[] x)
        {
            var golden = Problems.GetProperty(problem);
            switch (problem)
            {
                case "scripted":
                    return golden.GetProperty("gradients")[step].Flat();
                case "quadratic":
                    var (rows, b) = (golden.GetProperty("A").EnumerateArray().Select(r => r.Flat()).ToArray(), golden.Flat("b"));
                    return [.. rows.Select((row, i) => row.Zip(x, (a, v) => a * v).Sum() - b[i])];
                default:
                    var (a0, c) = (golden.GetProperty("a").GetDouble(), golden.GetProperty("c").GetDouble());
                    return [-2 * (a0 - x[0]) - 4 * c * x[0] * (x[1] - x[0] * x[0]), 2 * c * (x[1] - x[0] * x[0])];
            }
        }
    }
}
