namespace Functional.Core.Tests;

/// <summary>Clipping turns long gradients into short ones and leaves short ones alone.</summary>
[TestFixture]
internal sealed class ClippingTests
{
    /// <summary>From 10⁻¹⁰⁰ to 10³⁰⁰: their squares do not fit into a double.</summary>
    private static readonly Gen<double[]> Gradients = Gen.Select(
        Gen.Double[-2, 2].Array[1, 12], Gen.Frequency((4, Gen.Const(0)), (1, Gen.Int[-300, 990])), (numbers, k) => numbers.Select(x => Math.ScaleB(x, k)).ToArray());

    private static readonly Gen<double> Bound = Gen.Double[1e-3, 3];

    [Test]
    public void Clipped_gradients_are_no_longer_than_the_norm_and_point_the_same_way() => Law.Holds(Gen.Select(Gradients, Bound), (gradients, norm) =>
    {
        var clipped = Clip(new ClipByNorm(norm), gradients);
        Law.That(Length(clipped) <= norm * (1 + 1e-12), $"{Length(clipped)} is longer than {norm}");
        if (Length(gradients) > 1e-3)
            Law.That(Length(clipped) >= Math.Min(norm, Length(gradients)) * (1 - 1.1e-3), $"{Length(clipped)} is shorter than need be");
        var longest = Array.FindIndex(gradients, g => Math.Abs(g) == Law.Largest(gradients));
        for (var i = 0; i < gradients.Length; i++)
            if (gradients[longest] != 0 && Math.Abs(clipped[longest]) > 1e-290)
                Law.Close(gradients[i] / gradients[longest] * clipped[longest], clipped[i], 1e-15 * Math.Abs(clipped[longest]), $"gradient {i}");
    });

    [Test]
    public void Gradients_that_are_short_enough_keep_their_bits() => Law.Holds(Gen.Select(Gradients, Bound), (gradients, norm) =>
    {
        var scale = (norm - 1e-6) * (1 - 1e-12) / Math.Max(1, Length(gradients));
        double[] small = [.. gradients.Select(g => g * scale), -0.0, 0, 5e-324];
        Law.Same(Reals.Of(small), Reals.Of(Clip(new ClipByNorm(norm), small)), "gradients");
    });

    [Test]
    public void Clipping_twice_is_clipping_once_but_for_the_millionth_of_torch() => Law.Holds(Gen.Select(Gradients, Bound), (gradients, norm) =>
    {
        var once = Clip(new ClipByNorm(norm), gradients);
        Law.Close(once, Clip(new ClipByNorm(norm), once), 1.01e-6 / norm, Law.Largest(once), "clipped again");
    });

    [Test]
    public void The_scaling_inside_changes_no_bit_of_what_torch_computes() => Law.Holds(Gen.Select(Gen.Double[-100, 100].Array[1, 12], Bound), (gradients, norm) =>
    {
        var sum = gradients.Aggregate(0.0, (s, g) => Math.FusedMultiplyAdd(g, g, s));
        var c = Math.Min(1, norm / (Math.Sqrt(sum) + 1e-6));
        Law.Same(Reals.Of([.. gradients.Select(g => g * c)]), Reals.Of(Clip(new ClipByNorm(norm), gradients)), "gradients");
    });

    [TestCase(1e200, 1e200)]
    [TestCase(double.MaxValue, double.MaxValue)]
    [TestCase(1e308, -1e-308)]
    public void Gradients_whose_squares_overflow_are_clipped_like_any_other(double a, double b)
    {
        var clipped = Clip(new ClipByNorm(1), [a, b, a]);
        Assert.That(Length(clipped), Is.EqualTo(1).Within(1e-15));
        Assert.That(clipped[0], Is.EqualTo(a / Math.Abs(a) / Math.Sqrt(Math.Abs(b) < 1 ? 2 : 3)).Within(1e-15));
    }

    [Test]
    public void What_is_no_number_is_not_hidden() => Assert.Multiple(() =>
    {
        Assert.That(Clip(new ClipByNorm(1), [1, double.NaN, 2]), Is.All.NaN);
        Assert.That(Clip(new ClipByNorm(1), [1, double.NegativeInfinity, 2]), Is.EqualTo(new[] { 0, double.NaN, 0 }));
        Assert.That(Clip(new ClipByNorm(1), [0, 5e-324, -5e-324]), Is.EqualTo(new[] { 0, 5e-324, -5e-324 }));
        Assert.That(Clip(new ClipByValue(1), [1.5, double.NaN, double.NegativeInfinity]), Is.EqualTo(new[] { 1, double.NaN, -1 }));
    });

    [Test]
    public void Values_are_cut_at_the_bound_and_keep_their_bits_within() => Law.Holds(Gen.Select(Gens.Wild.Array[1, 8], Bound), (gradients, bound) =>
    {
        var clipped = Clip(new ClipByValue(bound), gradients);
        for (var i = 0; i < gradients.Length; i++)
            Law.SameBits(Math.Abs(gradients[i]) <= bound ? gradients[i] : Math.CopySign(bound, gradients[i]), clipped[i], $"gradient {i}");
    });

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    public void A_bound_is_above_0(double bound) => Assert.Multiple(() =>
    {
        Assert.That(() => new ClipByNorm(bound), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ClipByValue(bound), Throws.InstanceOf<ArgumentOutOfRangeException>());
    });

    [Test]
    public void Every_golden_case_of_torch_comes_out()
    {
        var compared = 0;
        foreach (var golden in GoldenFile.Json("clip.json").GetProperty("cases").EnumerateArray())
        {
            var gradients = golden.Flat("gradients");
            foreach (var norm in golden.GetProperty("by_norm").EnumerateArray())
                Agrees(Clip(new ClipByNorm(norm.GetProperty("max_norm").GetDouble()), gradients), norm.Flat("clipped"));
            foreach (var value in golden.GetProperty("by_value").EnumerateArray())
                Agrees(Clip(new ClipByValue(value.GetProperty("value").GetDouble()), gradients), value.Flat("clipped"));
        }

        Assert.That(compared, Is.GreaterThan(20));

        void Agrees(double[] clipped, double[] expected)
        {
            compared++;
            for (var i = 0; i < expected.Length; i++)
                Law.Close(expected[i], clipped[i], 1e-15 * Math.Abs(expected[i]), $"case {compared}, gradient {i}");
        }
    }

    private static double[] Clip(IOptimizer clip, double[] gradients)
    {
        var updates = gradients.ToArray();
        clip.Update(0, 0.1, ParameterLayout.Of((gradients.Length, 1, false)), new double[gradients.Length], updates, new([], gradients.Length, 0));
        return updates;
    }

    /// <summary>√Σ g², by way of the largest.</summary>
    private static double Length(double[] gradients)
    {
        var largest = Law.Largest(gradients);
        return largest == 0 ? 0 : largest * Math.Sqrt(gradients.Sum(g => g / largest * (g / largest)));
    }
}
