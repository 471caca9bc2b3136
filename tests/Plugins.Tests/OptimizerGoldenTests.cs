using System.Text.Json;
using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>sgd and adam in all their variants against torch, step by step on three problems.</summary>
[TestFixture]
internal sealed class OptimizerGoldenTests
{
    private static readonly JsonElement Problems = Golden.Json("optimizers/problems.json").GetProperty("problems");

    private static readonly string[] Files =
    [
        "sgd", "sgd_maximize", "sgd_momentum", "sgd_momentum_dampening", "sgd_momentum_dampening_weight_decay", "sgd_nesterov", "sgd_weight_decay",
        "adam", "adam_amsgrad", "adam_betas_eps", "adam_weight_decay",
    ];

    private static IEnumerable<TestCaseData> Runs =>
        from file in Files from problem in Problems.EnumerateObject().Select(p => p.Name) select new TestCaseData(file, problem);

    [TestCaseSource(nameof(Runs))]
    public void Every_step_of_the_trajectory_is_torchs(string file, string problem)
    {
        var golden = Golden.Json($"optimizers/{file}.json");
        var run = golden.GetProperty("problems").GetProperty(problem);
        var rate = run.GetProperty("lr").GetDouble();
        var trajectory = run.GetProperty("trajectory").EnumerateArray().Select(row => row.Flat()).ToArray();
        var tolerance = problem == "scripted" ? 1e-13 : Math.Max(1e-12, 100 * run.GetProperty("sensitivity_1ulp").GetDouble());

        var driver = new Driver(Make(golden), Problems.GetProperty(problem).Flat("x0"));
        var largest = 0.0;
        for (var k = 0; k < trajectory.Length; k++)
        {
            largest = Math.Max(largest, Golden.Largest(trajectory[k]));
            Assert.That(driver.Parameters, Is.EqualTo(trajectory[k]).Within(tolerance * largest), $"after {k} steps");
            if (k + 1 < trajectory.Length)
                driver.Step(rate, Gradient(problem, k, driver.Parameters));
        }

        Assert.That(trajectory, Has.Length.EqualTo(problem == "scripted" ? 101 : 201));
        if (driver.Memory.Length > 0)
            MemoryAgrees(run.GetProperty("final_state"), driver);
        if (run.TryGetProperty("long", out var later) && later.GetProperty("sensitivity_1ulp").GetDouble() < 1e-10)
            GoesOn(driver, problem, rate, trajectory.Length - 1, later);
    }

    private static void GoesOn(Driver driver, string problem, double rate, int from, JsonElement later)
    {
        for (var k = from; k < later.GetProperty("steps").GetInt32(); k++)
            driver.Step(rate, Gradient(problem, k, driver.Parameters));
        var expected = later.Flat("params");
        var tolerance = Math.Max(1e-12, 100 * later.GetProperty("sensitivity_1ulp").GetDouble());
        Assert.That(driver.Parameters, Is.EqualTo(expected).Within(tolerance * Math.Max(1, Golden.Largest(expected))), "in the long run");
    }

    private static void MemoryAgrees(JsonElement state, Driver driver)
    {
        var compared = 0;
        foreach (var (theirs, ours) in new[] { ("momentum_buffer", "momentum"), ("exp_avg", "m"), ("exp_avg_sq", "v"), ("max_exp_avg_sq", "vMax"), ("step", "t") })
            if (state.TryGetProperty(theirs, out var expected))
            {
                Assert.That(driver.Slot(ours), Is.EqualTo(expected.Flat()).Within(1e-11 * Golden.Largest(expected.Flat())), theirs);
                compared++;
            }

        Assert.That(compared, Is.EqualTo(state.EnumerateObject().Count()), "slots compared");
    }

    private static double[] Gradient(string problem, int step, double[] x)
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

    /// <summary>Our optimizer with torch's options under our names, cooked by its recipe.</summary>
    private static IOptimizer Make(JsonElement golden)
    {
        var settings = golden.GetProperty("options").EnumerateObject().SelectMany(o => (o.Name, o.Value.ValueKind) switch
        {
            ("betas", _) => [("beta1", o.Value[0].GetDouble()), ("beta2", o.Value[1].GetDouble())],
            ("weight_decay", _) => [("weightDecay", o.Value.GetDouble())],
            ("eps", _) => [("epsilon", o.Value.GetDouble())],
            (var name, JsonValueKind.True or JsonValueKind.False) => [(name, o.Value.GetBoolean())],
            var (name, _) => new (string, object)[] { (name, o.Value.GetDouble()) },
        });
        return Shelf.Make<IOptimizer>(golden.GetProperty("optimizer").GetString()! == "SGD" ? "sgd" : "adam", [.. settings]);
    }
}
