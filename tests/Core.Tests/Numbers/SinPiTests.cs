using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;

namespace Functional.Core.Tests.Numbers;

/// <summary>sin(π·x): against exact values from mpmath, its symmetries, and its bits.</summary>
public sealed class SinPiTests
{
    private const int Cases = 20_000;

    private static readonly Gen<double> Real = Gen.OneOf(
        Gen.Double[-0.5, 0.5], Gen.Double[-3, 3], Gen.Double[-1e6, 1e6], Gen.Long.Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite));

    [Test]
    public void Every_hard_point_is_within_the_promised_error()
    {
        var errors = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "sinpi.txt"))
            .Select(line => (Line: line, Fields: line.Split(' ').Select(Number).ToArray()))
            .Select(p => (p.Line, Error: Error(Elementary.SinPi(p.Fields[0]), p.Fields[1], p.Fields[2]))).ToList();
        var worst = errors.MaxBy(e => e.Error);
        TestContext.Out.WriteLine($"{errors.Count} points, worst {worst.Error:F4} ulp at {worst.Line}");
        Assert.That(errors, Has.Count.GreaterThan(2000));
        Assert.That(worst.Error, Is.LessThanOrEqualTo(0.75), worst.Line);
    }

    [Test]
    public void It_is_odd_in_bits() => Real.Sample(x => Bits(Elementary.SinPi(-x)) == Bits(-Elementary.SinPi(x)), iter: Cases);

    [Test]
    public void A_whole_turn_changes_nothing_and_half_a_turn_only_the_sign() =>
        Gen.Select(Gen.Long[0, 1L << 40].Select(k => k * 9.313225746154785e-10), Gen.Int[0, 4000]).Sample((x, turns) =>
            Elementary.SinPi(x + 2.0 * turns) == Elementary.SinPi(x) && Elementary.SinPi(x + 2.0 * turns + 1) == -Elementary.SinPi(x), iter: Cases);

    [Test]
    public void Up_to_a_half_larger_angles_have_larger_sines() =>
        Gen.Double[0, 0.5].Where(x => x < 0.5).Sample(x => Elementary.SinPi(x) <= Elementary.SinPi(Math.BitIncrement(x)), iter: 5 * Cases);

    [Test]
    public void The_squares_of_sine_and_cosine_make_one() => Gen.Long[0, 1L << 52].Select(k => k * 1.1102230246251565E-16).Sample(x =>
        Math.Abs(Elementary.SinPi(x) * Elementary.SinPi(x) + Elementary.SinPi(0.5 - x) * Elementary.SinPi(0.5 - x) - 1) <= 4.5e-16, iter: Cases);

    [Test]
    public void A_finite_number_gives_a_number_from_minus_one_to_one() => Real.Sample(x => Math.Abs(Elementary.SinPi(x)) <= 1, iter: Cases);

    [TestCase(0.0, 0.0), TestCase(-0.0, -0.0), TestCase(1.0, 0.0), TestCase(-1.0, -0.0), TestCase(2.0, 0.0), TestCase(-7.0, -0.0)]
    [TestCase(0.5, 1.0), TestCase(-0.5, -1.0), TestCase(1.5, -1.0), TestCase(2.5, 1.0), TestCase(1e300, 0.0), TestCase(-1e300, -0.0)]
    [TestCase(9007199254740991.0, 0.0), TestCase(4503599627370495.5, -1.0), TestCase(1.0 / 6, 0.5)]
    public void The_edges_are_where_they_belong(double x, double expected) =>
        Assert.That(Bits(Elementary.SinPi(x)), Is.EqualTo(Bits(expected)), $"{Elementary.SinPi(x):R}");

    [TestCase(double.NaN), TestCase(double.PositiveInfinity), TestCase(double.NegativeInfinity)]
    public void Where_there_is_no_angle_there_is_no_sine(double x) => Assert.That(Elementary.SinPi(x), Is.NaN);

    /// <summary>A changed pin means that recorded runs replay to other numbers.</summary>
    [Test]
    public void The_bits_of_a_hundred_thousand_results_are_pinned()
    {
        var hash = new XxHash128();
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        for (var i = 0; i < 100_000; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, Elementary.SinPi((i - 30_000) * (1.0 / 49_999)));
            hash.Append(bytes);
        }

        Assert.That(Convert.ToHexStringLower(hash.GetCurrentHash()), Is.EqualTo("b33c77675da28cbb61571dc917c7da30"));
    }

    private static double Error(double actual, double rounded, double remainder)
    {
        var size = Math.Abs(rounded);
        var ulp = size == 0 ? double.Epsilon : remainder * rounded < 0 ? size - Math.BitDecrement(size) : Math.BitIncrement(size) - size;
        return actual == rounded ? Math.Abs(remainder) : Math.Abs((actual - rounded) / ulp - remainder);
    }

    private static double Number(string bits) =>
        BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static long Bits(double x) => BitConverter.DoubleToInt64Bits(x);
}
