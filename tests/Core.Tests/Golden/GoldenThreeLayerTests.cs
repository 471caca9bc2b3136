using System.Globalization;
using System.Text.Json;
using Functional.Plugins.Standard;

namespace Functional.Core.Tests;

/// <summary>The three-layer ancestor of the article's network (xor of two columns), and the same at seven learning rates.</summary>
[TestFixture]
internal sealed class GoldenThreeLayerTests
{
    private const double Tolerance = 1e-12;

    private static readonly JsonElement Golden = GoldenFile.Json("article.json");
    private static readonly JsonElement Seed1 = Golden.GetProperty("networks").GetProperty("iamtrask_three_layer_seed_1");
    private static readonly JsonElement Alphas = Golden.GetProperty("networks").GetProperty("iamtrask_three_layer_alphas").GetProperty("alphas");

    private static string[] AlphaNames => [.. Alphas.EnumerateObject().Select(a => a.Name)];

    [Test]
    public void Every_intermediate_number_of_the_recorded_iterations_is_the_originals()
    {
        var records = Seed1.GetProperty("records").EnumerateArray().ToArray();
        var timeline = Train(1, [.. records.Select(r => r.GetProperty("iteration").GetInt64())]);
        Assert.That(records, Has.Length.EqualTo(7));
        foreach (var record in records)
        {
            var trace = timeline.Explain(record.GetProperty("iteration").GetInt64());
            var (hidden, last) = (trace.Layers[0], trace.Layers[1]);
            Agrees(record, ["syn0_before", "syn1_before"], trace.State.Parameters);
            Agrees(record, ["l1"], hidden.Activations);
            Agrees(record, ["l2"], last.Activations);
            Agrees(record, ["l2_error"], trace.Error);
            Agrees(record, ["l2_delta"], last.Delta);
            Agrees(record, ["l1_error"], hidden.ActivationGradients.Negated());
            Agrees(record, ["l1_delta"], hidden.Delta);
            Agrees(record, ["syn0_after", "syn1_after"], trace.Next.Parameters);
            Agrees(record, ["mean_abs_error"], Reals.Of(trace.SumAbsoluteError / 4));
        }
    }

    [Test]
    public void The_last_weights_are_the_originals()
    {
        var timeline = Train(1, [0, 60_000]);
        Agrees(Seed1, ["syn0_after", "syn1_after"], timeline.At(60_000).Parameters);
        Agrees(Seed1, ["l2_last"], timeline.Explain(59_999).Outputs);
    }

    [Test]
    public void The_mean_error_is_the_published_one_to_twelve_digits() =>
        ErrorsArePrinted(Train(1, Thousands), Seed1.GetProperty("published_mean_abs_error_every_10000"), digits: 12);

    /// <summary>At 100 the run is chaotic: one unit in the last place of a start value moves the end by 6.6e-6; nine digits are what anyone gets.</summary>
    [TestCaseSource(nameof(AlphaNames))]
    public void The_mean_error_at_a_learning_rate_is_the_published_one(string alpha)
    {
        var rate = double.Parse(alpha, CultureInfo.InvariantCulture);
        var golden = Alphas.GetProperty(alpha);
        var timeline = Train(rate, Thousands);
        ErrorsArePrinted(timeline, golden.GetProperty("published"), digits: rate == 100 ? 9 : 12);
        var sensitivity = golden.GetProperty("sensitivity_1ulp").GetDouble();
        if (sensitivity < 1e-10)
            Agrees(golden, ["syn0_after", "syn1_after"], timeline.At(60_000).Parameters, Math.Max(Tolerance, 100 * sensitivity));
    }

    [Test]
    public void All_seven_learning_rates_are_tried() => Assert.That(AlphaNames, Is.EqualTo(["0.001", "0.01", "0.1", "1", "10", "100", "1000"]));

    private static long[] Thousands => [0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000];

    private static Timeline Train(double rate, long[] kept)
    {
        var network = Edit.Network(3, new Layer(4, Gens.Sigmoid, Bias: false), new Layer(1, Gens.Sigmoid, Bias: false));
        var pipeline = Pipeline.Create(network, new HalfSse(), new Sgd(), new Constant(), rate).Valid();
        var batches = Batches.Full(Edit.Data(4, Golden.Flat("X"), Seed1.Flat("y")));
        var start = Training.Init(pipeline, new NumPyUniform(1));
        Law.Close([.. Seed1.Flat("initial_syn0"), .. Seed1.Flat("initial_syn1")], start.Parameters.AsSpan(), 0, 1, "initial weights");
        var moments = Training.Scan(pipeline, start, batches, kept[^1], kept.Contains);
        return new(pipeline, batches, [.. moments.Select(m => m.State.OrNull()).OfType<TrainingState>()]);
    }

    /// <summary>The error at every ten thousandth iteration, within half a unit of the last printed digit.</summary>
    private static void ErrorsArePrinted(Timeline timeline, JsonElement published, int digits)
    {
        Assert.That(published.GetArrayLength(), Is.EqualTo(6));
        for (var i = 0; i < 6; i++)
        {
            var expected = double.Parse(published[i].GetString()!, CultureInfo.InvariantCulture);
            var unit = Math.Pow(10, Math.Floor(Math.Log10(expected)) + 1 - digits);
            Law.Close(expected, timeline.Explain(10_000 * i).SumAbsoluteError / 4, (digits == 12 ? 0.5000001 : 1) * unit, $"mean error at {10_000 * i}");
        }
    }

    private static void Agrees(JsonElement record, string[] properties, Reals actual, double tolerance = Tolerance)
    {
        double[] expected = [.. properties.SelectMany(p => record.Flat(p))];
        Law.Close(expected, actual.AsSpan(), tolerance, Math.Max(1, Law.Largest(expected)), string.Join(" and ", properties));
    }
}
