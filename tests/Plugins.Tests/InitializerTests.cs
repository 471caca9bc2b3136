using System.Globalization;
using System.Text.Json;
using Functional.Core;

namespace Functional.Plugins.Tests;

[TestFixture]
internal sealed class InitializerTests
{
    private const int Cases = 1000;

    private static readonly JsonElement Seeds = Golden.Json("numpy_rng.json").GetProperty("seeds");

    private static readonly Gen<ParameterLayout> Layout = Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Bool).Array[1, 3]
        .Select(layers => ParameterLayout.Of(layers));

    private static readonly (string Name, Func<ParameterTensor, double> Of)[] Limits =
    [
        ("glorot-uniform", t => Math.Sqrt(6.0 / (t.Inputs + t.Units))),
        ("he-uniform", t => Math.Sqrt(6.0 / t.Inputs)),
        ("lecun-uniform", t => Math.Sqrt(3.0 / t.Inputs)),
        ("uniform", _ => 1),
    ];

    private static readonly (string Name, Func<ParameterTensor, double> Of)[] Deviations =
    [
        ("glorot-normal", t => Math.Sqrt(2.0 / (t.Inputs + t.Units))),
        ("he-normal", t => Math.Sqrt(2.0 / t.Inputs)),
        ("lecun-normal", t => Math.Sqrt(1.0 / t.Inputs)),
    ];

    private static readonly string[] Random = [.. Limits.Select(l => l.Name), .. Deviations.Select(d => d.Name), "normal", "orthogonal", "numpy-uniform"];

    private static string[] SeedNames => [.. Seeds.EnumerateObject().Select(s => s.Name)];

    [TestCaseSource(nameof(SeedNames))]
    public void Numpy_uniform_is_numpys_to_the_bit(string seed)
    {
        var weights = Start("numpy-uniform", seed, ParameterLayout.Of((3, 1, true)));
        Assert.That(Golden.SameBits(weights, [.. Seeds.GetProperty(seed).Flat("two_r_minus_1_3x1"), 0]), Is.True, string.Join(", ", weights));
    }

    [TestCaseSource(nameof(SeedNames))]
    public void Layers_draw_from_one_stream_and_biases_draw_nothing(string seed)
    {
        var uniform = Seeds.GetProperty(seed).GetProperty("random_sample_bits").EnumerateArray()
            .Select(b => BitConverter.UInt64BitsToDouble(ulong.Parse(b.GetString()!.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)))
            .Select(r => 2 * r - 1).ToArray();
        var weights = Start("numpy-uniform", seed, ParameterLayout.Of((1, 2, true), (2, 1, true)));
        Assert.That(Golden.SameBits(weights, [uniform[0], uniform[1], 0, 0, uniform[2], uniform[3], 0]), Is.True);
    }

    [TestCaseSource(nameof(SeedNames))]
    public void Uniform_is_numpys_to_the_bit(string seed)
    {
        var weights = Start("uniform", seed, ParameterLayout.Of((4, 5, false)), ("min", -2), ("max", 5));
        Assert.That(Golden.SameBits(weights, Seeds.GetProperty(seed).Flat("uniform_-2.0_5.0")), Is.True);
    }

    /// <summary>NumPy's normals go through its C library's logarithm: they agree within 2 ulp, scaled or not.</summary>
    [TestCaseSource(nameof(SeedNames))]
    public void Normals_are_numpys_within_two_ulps(string seed)
    {
        var golden = Seeds.GetProperty(seed);
        var layout = ParameterLayout.Of((4, 5, true));
        Near(Start("normal", seed, layout), golden.Flat("standard_normal"));
        Near(Start("normal", seed, layout, ("mean", 1), ("std", 0.5)), golden.Flat("normal_1.0_0.5"));
        Near(Start("he-normal", seed, layout), [.. golden.Flat("standard_normal").Select(x => x * Math.Sqrt(2.0 / 4))]);

        static void Near(double[] weights, double[] expected) =>
            Assert.That(weights.Zip([.. expected, 0, 0, 0, 0, 0]).All(p => Ulps.Between(p.Item1, p.Item2) <= 2), Is.True, string.Join(", ", weights));
    }

    [Test]
    public void Even_weights_are_numpys_stretched_to_their_limit() => Gen.Select(Gen.OneOf(Limits), Layout, Gen.UInt).Sample((limit, layout, seed) =>
    {
        var (weights, plain) = (Start(limit.Name, $"{seed}", layout), Start("numpy-uniform", $"{seed}", layout));
        return layout.Tensors.All(t => Of(t, weights).Zip(Of(t, plain)).All(p =>
            t.IsBias
                ? Golden.SameBits(p.Item1, 0)
                : Math.Abs(p.Item1) <= limit.Of(t) && Math.Abs(p.Item1 - p.Item2 * limit.Of(t)) <= 4e-16 * limit.Of(t)));
    }, iter: Cases);

    [Test]
    public void Normal_weights_are_the_standard_ones_times_their_deviation() => Gen.Select(Gen.OneOf(Deviations), Layout, Gen.UInt).Sample((deviation, layout, seed) =>
    {
        var (weights, plain) = (Start(deviation.Name, $"{seed}", layout), Start("normal", $"{seed}", layout));
        return layout.Tensors.All(t => Of(t, weights).Zip(Of(t, plain)).All(p => t.IsBias ? Golden.SameBits(p.Item1, 0) : p.Item1 == p.Item2 * deviation.Of(t)));
    }, iter: Cases);

    [TestCaseSource(nameof(Random))]
    public void A_large_layer_has_the_moments_it_promises(string name)
    {
        var layout = ParameterLayout.Of((300, 200, true));
        var tensor = layout.Tensors[0];
        var variance = Limits.Where(l => l.Name == name).Select(l => l.Of(tensor) * l.Of(tensor) / 3)
            .Concat(Deviations.Where(d => d.Name == name).Select(d => d.Of(tensor) * d.Of(tensor)))
            .Concat(name == "orthogonal" ? [1.0 / 300] : name == "normal" ? [1.0] : []).FirstOrDefault(1.0 / 3);
        var weights = Of(tensor, Start(name, "7", layout));
        var (n, sigma) = (weights.Length, Math.Sqrt(variance));
        Assert.That(weights.Sum() / n, Is.Zero.Within(5 * sigma / Math.Sqrt(n)), "mean within five standard errors");
        Assert.That(weights.Sum(w => w * w) / n, Is.EqualTo(variance).Within(5 * variance * Math.Sqrt(2.0 / n)), "variance, likewise");
    }

    /// <summary>A = Q·R with orthonormal Q and R triangular with a positive diagonal: there is one such Q, PyTorch's.</summary>
    [Test]
    public void Orthogonal_weights_are_the_one_orthonormal_factor_of_the_normal_ones() => Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.UInt).Sample((inputs, units, seed) =>
    {
        var layout = ParameterLayout.Of((inputs, units, true));
        var q = Vectors(layout.Tensors[0], Start("orthogonal", $"{seed}", layout));
        var a = Vectors(layout.Tensors[0], Start("normal", $"{seed}", layout));
        var n = Math.Max(inputs, units);
        var scale = Golden.Largest(a.SelectMany(v => v)) * n;
        return Pairs(q.Length).All(p =>
            Math.Abs(Dot(q[p.I], q[p.J]) - (p.I == p.J ? 1 : 0)) <= 1e-14 * n
            && (p.I == p.J ? Dot(q[p.I], a[p.J]) > 0 : p.I < p.J || Math.Abs(Dot(q[p.I], a[p.J])) <= 1e-14 * scale));
    }, iter: Cases);

    [TestCase(120, 120)]
    [TestCase(200, 60)]
    [TestCase(60, 200)]
    public void Orthogonal_weights_stay_orthogonal_in_large_layers_and_gain_stretches_them(int inputs, int units)
    {
        var layout = ParameterLayout.Of((inputs, units, false));
        var weights = Start("orthogonal", "3", layout);
        var q = Vectors(layout.Tensors[0], weights);
        Assert.That(Golden.Largest(Pairs(q.Length).Select(p => Dot(q[p.I], q[p.J]) - (p.I == p.J ? 1 : 0))), Is.LessThanOrEqualTo(1e-14 * Math.Max(inputs, units)));
        Assert.That(Start("orthogonal", "3", layout, ("gain", 4)), Is.EqualTo(weights.Select(w => 4 * w)));
    }

    [Test]
    public void The_first_layer_does_not_know_how_many_follow() => Gen.Select(Gen.OneOf(Random), Layout, Gen.UInt).Sample((name, layout, seed) =>
    {
        var first = layout.Tensors[0];
        var alone = ParameterLayout.Of((first.Inputs, first.Units, false));
        return Golden.SameBits(Of(first, Start(name, $"{seed}", layout)), Start(name, $"{seed}", alone));
    }, iter: Cases);

    [Test]
    public void The_same_seed_gives_the_same_weights_over_whatever_was_there_and_another_seed_others() => Gen.Select(Gen.OneOf(Random), Layout, Gen.UInt).Sample((name, layout, seed) =>
    {
        var strategy = Shelf.Make<IInitializer>(name, ("seed", seed));
        var (once, again) = (new double[layout.Length], Enumerable.Repeat(double.NaN, layout.Length).ToArray());
        strategy.Initialize(layout, once);
        strategy.Initialize(layout, again);
        return Golden.SameBits(once, again) && (name == "orthogonal" || !Golden.SameBits(once, Start(name, $"{seed ^ 1}", layout)));
    }, iter: Cases);

    [Test]
    public void Uniform_refuses_ends_in_the_wrong_order_or_out_of_reach()
    {
        Assert.That(Wrong(("min", 2)), Is.EqualTo(["doc:min"]));
        Assert.That(Wrong(("min", -1.7e308), ("max", 1.7e308)), Is.EqualTo(["doc:max"]));
        Assert.That(Wrong(("min", 1), ("max", 1)), Is.Empty);

        static string[] Wrong(params (string, object)[] given)
        {
            var settings = new Settings("uniform", "doc", Shelf.Given(given));
            Shelf.Recipe<IInitializer>("uniform").Build(settings);
            return [.. settings.Problems().Select(p => p.Where)];
        }
    }

    [Test]
    public void Zeros_are_zeros_whatever_was_there_before() => Layout.Sample(layout =>
    {
        var weights = Enumerable.Repeat(3.0, layout.Length).ToArray();
        Shelf.Make<IInitializer>("zeros").Initialize(layout, weights);
        return weights.All(w => Golden.SameBits(w, 0));
    }, iter: 1000);

    private static double[] Start(string name, string seed, ParameterLayout layout, params (string, object)[] settings)
    {
        var parameters = new double[layout.Length];
        Shelf.Make<IInitializer>(name, [("seed", double.Parse(seed, CultureInfo.InvariantCulture)), .. settings]).Initialize(layout, parameters);
        return parameters;
    }

    private static double[] Of(ParameterTensor tensor, double[] parameters) => tensor.In(parameters.AsSpan()).ToArray();

    /// <summary>The columns of a tall matrix, the rows of a wide one.</summary>
    private static double[][] Vectors(ParameterTensor t, double[] parameters)
    {
        var weights = Of(t, parameters);
        return t.Inputs >= t.Units
            ? [.. Enumerable.Range(0, t.Units).Select(j => Enumerable.Range(0, t.Inputs).Select(i => weights[i * t.Units + j]).ToArray())]
            : [.. Enumerable.Range(0, t.Inputs).Select(i => weights[(i * t.Units)..((i + 1) * t.Units)])];
    }

    private static IEnumerable<(int I, int J)> Pairs(int n) => from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) select (i, j);

    private static double Dot(double[] a, double[] b) => a.Zip(b).Sum(p => p.Item1 * p.Item2);
}
