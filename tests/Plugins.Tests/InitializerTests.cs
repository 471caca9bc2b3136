using System.Globalization;
using System.Text.Json;
using Functional.Core;

namespace Functional.Plugins.Tests;

[TestFixture]
internal sealed class InitializerTests
{
    private static readonly JsonElement Seeds = Golden.Json("numpy_rng.json").GetProperty("seeds");

    private static readonly Gen<ParameterLayout> Layout = Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Bool).Array[1, 3]
        .Select(layers => ParameterLayout.Of(layers));

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

    [Test]
    public void Glorot_stays_within_its_limit_and_uses_the_room() => Gen.Select(Layout, Gen.UInt).Sample((layout, seed) =>
    {
        var weights = Start("glorot-uniform", $"{seed}", layout);
        return layout.Tensors.All(t => t.IsBias
            ? t.In(weights.AsSpan()).ToArray().All(b => b == 0)
            : t.In(weights.AsSpan()).ToArray().All(w => Math.Abs(w) <= Math.Sqrt(6.0 / (t.Inputs + t.Units)) && w != 0));
    }, iter: 1000);

    [Test]
    public void Glorot_is_numpy_uniform_stretched_to_its_limit() => Gen.Select(Layout, Gen.UInt).Sample((layout, seed) =>
    {
        var (glorot, plain) = (Start("glorot-uniform", $"{seed}", layout), Start("numpy-uniform", $"{seed}", layout));
        return layout.Tensors.All(t => t.In(glorot.AsSpan()).ToArray().Zip(t.In(plain.AsSpan()).ToArray())
            .All(p => Math.Abs(p.Item1 - p.Item2 * Math.Sqrt(6.0 / (t.Inputs + t.Units))) <= 1e-15));
    }, iter: 1000);

    [Test]
    public void Glorot_has_the_spread_it_promises()
    {
        var weights = Start("glorot-uniform", "7", ParameterLayout.Of((100, 200, false)));
        Assert.That(weights.Max(), Is.EqualTo(Math.Sqrt(6.0 / 300)).Within(1e-4));
        Assert.That(weights.Sum(w => w * w) / weights.Length, Is.EqualTo(2.0 / 300).Within(1e-4));
    }

    [Test]
    public void Zeros_are_zeros_whatever_was_there_before() => Layout.Sample(layout =>
    {
        var weights = Enumerable.Repeat(3.0, layout.Length).ToArray();
        Shelf.Make<IInitializer>("zeros").Initialize(layout, weights);
        return weights.All(w => Golden.SameBits(w, 0));
    }, iter: 1000);

    private static double[] Start(string name, string seed, ParameterLayout layout)
    {
        var parameters = new double[layout.Length];
        Shelf.Make<IInitializer>(name, ("seed", double.Parse(seed, CultureInfo.InvariantCulture))).Initialize(layout, parameters);
        return parameters;
    }
}
