using System.Globalization;
using static Functional.Core.Tests.NumPyGolden;

namespace Functional.Core.Tests;

/// <summary>Every entry of the golden file, for every seed: exact, but for the normals, which may be 2 ulp off.</summary>
[TestFixture]
internal sealed class NumPyRandomTests
{
    private const int MaximalUlps = 2;

    private static readonly string[] Tested =
    [
        "u32_raw", "random_sample", "random_sample_bits", "uniform_-2.0_5.0", "two_r_minus_1_3x1", "standard_normal", "normal_1.0_0.5",
        "permutation_5", "permutation_10", "permutation_150", "shuffle_twice_10", "randint_0_10", "randint_0_100", "randint_-5_6",
        "randint_0_1000000", "random_sample_after_100000", "mixed",
    ];

    private static string[] AllSeeds => Seeds;

    [TestCaseSource(nameof(AllSeeds))]
    public void Words_equal(string seed) =>
        Assert.That(Draw(20, Start(seed).NextWord), Is.EqualTo(Entry(seed, "u32_raw").EnumerateArray().Select(word => word.GetUInt32())));

    [TestCaseSource(nameof(AllSeeds))]
    public void Random_samples_equal_in_every_bit(string seed)
    {
        var drawn = Draw(20, Start(seed).NextDouble);
        Assert.That(drawn, Is.EqualTo(Entry(seed, "random_sample").Doubles()));
        Assert.That(
            drawn.Select(value => "0x" + BitConverter.DoubleToUInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture)),
            Is.EqualTo(Entry(seed, "random_sample_bits").EnumerateArray().Select(bits => bits.GetString())));
    }

    [TestCaseSource(nameof(AllSeeds))]
    public void Uniforms_equal(string seed)
    {
        var random = Start(seed);
        Assert.That(Draw(20, () => random.Uniform(-2.0, 5.0)), Is.EqualTo(Entry(seed, "uniform_-2.0_5.0").Doubles()));
    }

    [TestCaseSource(nameof(AllSeeds))]
    public void The_articles_weights_equal(string seed)
    {
        var random = Start(seed);
        Assert.That(Draw(3, () => (2 * random.NextDouble()) - 1), Is.EqualTo(Entry(seed, "two_r_minus_1_3x1").Doubles()));
    }

    [TestCaseSource(nameof(AllSeeds))]
    public void Normals_are_close(string seed)
    {
        AssertClose(Draw(20, Start(seed).StandardNormal), Entry(seed, "standard_normal").Doubles());
        var random = Start(seed);
        AssertClose(Draw(20, () => random.Normal(1.0, 0.5)), Entry(seed, "normal_1.0_0.5").Doubles());
    }

    [TestCaseSource(nameof(AllSeeds))]
    public void Permutations_equal(string seed)
    {
        foreach (var n in new[] { 5, 10, 150 })
            Assert.That(Start(seed).Permutation(n), Is.EqualTo(Entry(seed, $"permutation_{n}").Integers()), $"n = {n}");
        var random = Start(seed);
        foreach (var expected in Entry(seed, "shuffle_twice_10").EnumerateArray())
            Assert.That(random.Permutation(10), Is.EqualTo(expected.Integers()));
    }

    [TestCaseSource(nameof(AllSeeds))]
    public void Integers_equal(string seed)
    {
        foreach (var (lo, hi) in new[] { (0, 10), (0, 100), (-5, 6), (0, 1000000) })
        {
            var random = Start(seed);
            Assert.That(Draw(20, () => random.Integer(lo, hi)), Is.EqualTo(Entry(seed, $"randint_{lo}_{hi}").Integers()), $"[{lo}, {hi})");
        }
    }

    [TestCaseSource(nameof(AllSeeds))]
    public void Samples_after_100000_equal(string seed)
    {
        var random = Start(seed);
        for (var i = 0; i < 100_000; i++) random.NextDouble();
        Assert.That(Draw(5, random.NextDouble), Is.EqualTo(Entry(seed, "random_sample_after_100000").Doubles()));
    }

    [TestCaseSource(nameof(AllSeeds))]
    public void Mixed_calls_equal_and_the_kept_normal_survives(string seed)
    {
        var expected = Entry(seed, "mixed").GetProperty("values");
        var random = Start(seed);
        Assert.That(Draw(3, random.NextDouble), Is.EqualTo(expected[0].Doubles()));
        AssertClose(Draw(3, random.StandardNormal), expected[1].Doubles());
        Assert.That(random.Permutation(5), Is.EqualTo(expected[2].Integers()));
        Assert.That(Draw(2, random.NextDouble), Is.EqualTo(expected[3].Doubles()));
        AssertClose(Draw(2, random.StandardNormal), expected[4].Doubles());
    }

    [Test]
    public void The_numbers_NumPy_pins_in_its_own_tests_come_out()
    {
        static NumPyRandom Fresh() => new(1234567890);
        Assert.That(Draw(6, Fresh().NextDouble), Is.EqualTo(Pins.GetProperty("rand(3,2)").Doubles()));
        AssertClose(Draw(6, Fresh().StandardNormal), Pins.GetProperty("randn(3,2)").Doubles());
        var integers = Fresh();
        Assert.That(Draw(6, () => integers.Integer(-99, 99)), Is.EqualTo(Pins.GetProperty("randint(-99,99,(3,2))").Integers()));
        var uniforms = Fresh();
        Assert.That(Draw(6, () => uniforms.Uniform(1.23, 10.54)), Is.EqualTo(Pins.GetProperty("uniform(1.23,10.54,(3,2))").Doubles()));
        int[] items = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];
        Fresh().Shuffle(items);
        Assert.That(items, Is.EqualTo(Pins.GetProperty("permutation([1,2,3,4,5,6,7,8,9,0])").Integers()));
    }

    [TestCaseSource(nameof(AllSeeds))]
    public void No_entry_of_the_file_is_left_untested(string seed) => Assert.That(Names(seed), Is.EquivalentTo(Tested));

    private static void AssertClose(double[] actual, double[] expected)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        for (var i = 0; i < actual.Length; i++)
            Assert.That(Ulps(actual[i], expected[i]), Is.LessThanOrEqualTo(MaximalUlps), $"[{i}]: {actual[i]:R}, NumPy {expected[i]:R}");
    }
}
