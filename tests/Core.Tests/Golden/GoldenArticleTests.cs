using System.Globalization;
using System.Text.Json;
using Functional.Plugins.Standard;

namespace Functional.Core.Tests;

/// <summary>The article's network from seed 123, and the two-layer network it descends from, iteration by recorded iteration.</summary>
[TestFixture("article_seed_123", 123u, 100_000)]
[TestFixture("iamtrask_two_layer_seed_1", 1u, 10_000)]
internal sealed class GoldenArticleTests(string name, uint seed, int iterations)
{
    private const double Tolerance = 1e-12;

    private static readonly JsonElement Golden = GoldenFile.Json("article.json");
    private readonly JsonElement _network = Golden.GetProperty("networks").GetProperty(name);
    private readonly Pipeline _pipeline = Pipeline.Create(
        Edit.Network(3, new Layer(1, Gens.Sigmoid, Bias: false)), new HalfSse(), new Sgd(), new Constant(), 1).Valid();

    /// <summary>The recorded iterations and the state after the last.</summary>
    private Timeline _timeline = null!;

    [OneTimeSetUp]
    public void Train()
    {
        var batches = Batches.Full(Edit.Data(4, Golden.Flat("X"), _network.Flat("y")));
        var recorded = Records().Select(r => r.GetProperty("iteration").GetInt64()).Append(iterations).ToHashSet();
        var states = Training.Scan(_pipeline, Training.Init(_pipeline, new NumPyUniform(seed)), batches, iterations, recorded.Contains)
            .Select(m => m.State.OrNull()).OfType<TrainingState>();
        _timeline = new(_pipeline, batches, [.. states]);
    }

    [Test]
    public void The_first_weights_are_numpys_to_the_bit()
    {
        var bits = _network.GetProperty("initial_weights_bits").EnumerateArray()
            .Select(b => BitConverter.UInt64BitsToDouble(ulong.Parse(b.GetString()!.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        Assert.That(_timeline.At(0).Parameters, Is.EqualTo(Reals.Of([.. bits])));
    }

    [Test]
    public void Every_intermediate_number_of_the_recorded_iterations_is_the_articles()
    {
        foreach (var record in Records())
        {
            var trace = _timeline.Explain(record.GetProperty("iteration").GetInt64());
            var layer = trace.Layers[0];
            Agrees(record, "weights_before", trace.State.Parameters);
            Agrees(record, "dot", layer.PreActivations);
            Agrees(record, "sigmoid", trace.Outputs);
            Agrees(record, "error", trace.Error);
            Agrees(record, "slope", layer.Slope);
            Agrees(record, "delta", layer.Delta);
            Agrees(record, "update", trace.Updates);
            Agrees(record, "weights_after", trace.Next.Parameters);
            Agrees(record, "sum_abs_error", Reals.Of(trace.SumAbsoluteError));
            Agrees(record, "half_sse", Reals.Of(trace.Loss));
        }
    }

    [Test]
    public void The_last_weights_are_the_articles() =>
        Agrees(_network, $"weights_after_{iterations}", _timeline.At(iterations).Parameters);

    [Test]
    public void All_records_were_compared() => Assert.That(Records(), Has.Length.EqualTo(name == "article_seed_123" ? 9 : 8));

    [Test]
    public void The_published_figures_are_reproduced_as_they_were_printed()
    {
        var published = _network.GetProperty("published");
        var last = _timeline.At(iterations).Parameters;
        if (name != "article_seed_123")
        {
            Assert.That(Printed(_timeline.Explain(iterations - 1).Outputs, "F8"), Is.EqualTo(published.Flat("output_after_training").Select(x => Text(x, "F8"))));
            return;
        }

        Assert.Multiple(() =>
        {
            Assert.That(Printed(_timeline.At(1).Parameters, "F8"), Is.EqualTo(published.Flat("weights_after_iteration_1").Select(x => Text(x, "F8"))));
            Assert.That(Text(_timeline.Explain(9_999).SumAbsoluteError, "F5"), Is.EqualTo("0.03182"));
            Assert.That(Text(_timeline.Explain(99_999).SumAbsoluteError, "F5"), Is.EqualTo("0.00995"));
            Assert.That(Text(last[0], "F4"), Is.EqualTo("12.0087"));
            Assert.That(Text(Math.Truncate(last[1] * 1e4) / 1e4, "F4"), Is.EqualTo("-0.2044"));
            Assert.That(Text(last[2], "F4"), Is.EqualTo("-5.8002"));
        });
    }

    private JsonElement[] Records() => [.. _network.GetProperty("records").EnumerateArray()];

    private static void Agrees(JsonElement record, string property, Reals actual)
    {
        var expected = record.Flat(property);
        Law.Close(expected, actual.AsSpan(), Tolerance, Math.Max(1, Law.Largest(expected)), property);
    }

    private static IEnumerable<string> Printed(Reals numbers, string format) => numbers.ToArray().Select(x => Text(x, format));

    private static string Text(double x, string format) => x.ToString(format, CultureInfo.InvariantCulture);
}
