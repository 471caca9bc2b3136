using System.Text.Json;
using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>
/// Every schedule that PyTorch has too, at every step: within 1e-13 of its rate (PyTorch's own recurrences drift by 3.5e-14), or
/// within half an ulp of the first rate, which is what PyTorch loses where it subtracts nearly all of it (its straight one-cycle ends
/// at 1.9999999999985e-6 instead of 2e-6).
/// </summary>
[TestFixture]
internal sealed class ScheduleGoldenTests
{
    private static readonly JsonElement All = Golden.Json("schedules.json");

    private static readonly (string Case, string Name, (string, object)[] Settings)[] Ours =
    [
        ("step", "step", [("stepSize", 30), ("gamma", 0.1)]),
        ("multistep", "multi-step", [("milestones", new double[] { 10, 50, 90 }), ("gamma", 0.5)]),
        ("exponential", "exponential", [("gamma", 0.95)]),
        ("constant", "constant", [("factor", 0.25), ("totalIters", 10)]),
        ("cosine", "cosine", [("tMax", 100)]),
        ("cosine_eta_min_short_period", "cosine", [("maxSteps", 40), ("etaMin", 0.001)]),
        ("cosine_warm_restarts", "cosine-warm-restarts", [("t0", 15), ("tMult", 2)]),
        ("onecycle", "one-cycle", [("maxLr", 0.5), ("totalSteps", 100)]),
        ("onecycle_linear_three_phase", "one-cycle", [("maxLearningRate", 0.5), ("totalSteps", 80), ("annealStrategy", "linear"), ("threePhase", true), ("pctStart", 0.4)]),
        ("linear_warmup", "linear", [("startFactor", 0.1), ("totalSteps", 20)]),
        ("polynomial_power1", "polynomial", [("totalIters", 60)]),
        ("polynomial_power2", "polynomial", [("totalIters", 80), ("power", 2)]),
        ("warmup_then_cosine", "cosine", [("warmupSteps", 10), ("startFactor", 0.1), ("maxSteps", 90)]),
    ];

    private static string[] Cases => [.. Ours.Select(o => o.Case)];

    [TestCaseSource(nameof(Cases))]
    public void The_rate_of_every_step_is_torchs(string name)
    {
        var (_, ours, settings) = Ours.Single(o => o.Case == name);
        var (rate, expected) = (All.GetProperty("base_lr").GetDouble(), All.GetProperty("schedules").GetProperty(name).Flat("lr"));
        var schedule = Shelf.Make<ISchedule>(ours, settings);
        Assert.That(expected, Has.Length.GreaterThanOrEqualTo(80));
        for (var k = 0; k < expected.Length; k++)
            Assert.That(schedule.At(k, rate), Is.EqualTo(expected[k]).Within(Math.Max(1e-13 * expected[k], 1.1e-16 * expected[0])), $"step {k}");
    }

    [Test]
    public void Nothing_of_torchs_was_left_out() =>
        Assert.That(All.GetProperty("schedules").EnumerateObject().Select(s => s.Name).Where(n => !n.StartsWith("plateau", StringComparison.Ordinal)), Is.EquivalentTo(Cases));
}
