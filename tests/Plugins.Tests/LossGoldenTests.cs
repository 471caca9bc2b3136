using System.Text.Json;
using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>Every loss and every gradient against torch, saturated probabilities and logits of ±1000 included.</summary>
[TestFixture]
internal sealed class LossGoldenTests
{
    private static readonly JsonElement[] All = [.. Golden.Json("losses.json").GetProperty("cases").EnumerateArray()];

    private static readonly Dictionary<string, int> Compared = new()
    {
        ["regression"] = 7,
        ["probabilities"] = 6,
        ["binary logits"] = 4,
        ["class logits"] = 5,
    };

    private static string[] Titles => [.. All.Select(Title)];

    [TestCaseSource(nameof(Titles))]
    public void Losses_and_gradients_are_torchs(string title)
    {
        var golden = All.Single(c => Title(c) == title);
        var entries = golden.GetProperty("losses").EnumerateObject().Where(e => !e.Name.StartsWith("smooth_l1", StringComparison.Ordinal)).ToList();
        Assert.That(entries, Is.Not.Empty);
        foreach (var entry in entries)
            Agrees(golden, entry.Name, entry.Value, LossOf(entry.Name, golden), TargetsOf(entry.Name));
    }

    [Test]
    public void Every_case_was_compared() =>
        Assert.That(All.GroupBy(c => c.GetProperty("kind").GetString()!).ToDictionary(g => g.Key, g => g.Count()), Is.EquivalentTo(Compared));

    private static ILoss LossOf(string entry, JsonElement golden) => entry switch
    {
        "half_sse" => Shelf.Make<ILoss>("half-sse"),
        "mse_mean" => Shelf.Make<ILoss>("mse"),
        "mse_sum" => Shelf.Make<ILoss>("mse", ("reduction", "sum")),
        "mae_mean" => Shelf.Make<ILoss>("mae"),
        "mae_sum" => Shelf.Make<ILoss>("mae", ("reduction", "sum")),
        "huber_1.0" => Shelf.Make<ILoss>("huber"),
        "huber_0.5" => Shelf.Make<ILoss>("huber", ("delta", 0.5)),
        "bce_mean" => Shelf.Make<ILoss>("binary-cross-entropy"),
        "bce_sum" => Shelf.Make<ILoss>("binary-cross-entropy", ("reduction", "sum")),
        "bce_logits_mean" => Shelf.Make<ILoss>("binary-cross-entropy-logits"),
        "bce_logits_sum" => Shelf.Make<ILoss>("binary-cross-entropy-logits", ("reduction", "sum")),
        "cross_entropy_mean" or "cross_entropy_onehot_mean" or "cross_entropy_soft_mean" => Shelf.Make<ILoss>("cross-entropy"),
        "cross_entropy_sum" => Shelf.Make<ILoss>("cross-entropy", ("reduction", "sum")),
        "cross_entropy_mean_label_smoothing" => Shelf.Make<ILoss>("cross-entropy", ("labelSmoothing", golden.GetProperty("label_smoothing").GetDouble())),
        _ => throw new ArgumentException($"no loss is known for {entry}", nameof(entry)),
    };

    private static string TargetsOf(string entry) =>
        entry == "cross_entropy_soft_mean" ? "target_soft" : entry.StartsWith("cross_entropy", StringComparison.Ordinal) ? "target_onehot" : "target";

    private static void Agrees(JsonElement golden, string entry, JsonElement expected, ILoss loss, string targets)
    {
        var (value, gradients) = LossCase.Run(loss, golden.GetProperty("pred").GetArrayLength(), golden.Flat("pred"), golden.Flat(targets));
        var torch = expected.GetProperty("value").Number();
        Assert.That(value, Is.EqualTo(torch).Within(1e-13 * Math.Abs(torch)), $"{entry} of {Title(golden)}");
        if (expected.TryGetProperty("exact_value", out var exact))
            Assert.That(value, Is.EqualTo(exact.Number()).Within(1e-15 * Math.Abs(exact.Number())), $"exact {entry} of {Title(golden)}");
        var slopes = expected.Flat("grad");
        Assert.That(gradients, Is.EqualTo(slopes).Within(1e-13 * Golden.Largest(slopes)), $"gradient of {entry} of {Title(golden)}");
    }

    private static string Title(JsonElement golden) => $"{golden.GetProperty("kind").GetString()}: {golden.GetProperty("name").GetString()}";
}
