using System.Globalization;

namespace Functional.Core.Tests;

/// <summary>Text that reads back to the same bits, whatever the runtime thinks.</summary>
[TestFixture]
internal sealed class RealTextTests
{
    [Test]
    public void Every_power_of_two_reads_back()
    {
        for (var k = -1074; k <= 1023; k++)
            foreach (var x in (double[])[Math.ScaleB(1, k), -Math.ScaleB(1, k), Math.BitIncrement(Math.ScaleB(1, k)), Math.BitDecrement(Math.ScaleB(1, k))])
                Assert.That(ReadsBack(x), Is.True, $"2^{k}: {RealText.Of(x)}");
    }

    [Test]
    public void Every_double_reads_back() => Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite).Sample(ReadsBack, iter: 100_000);

    [Test]
    [SetCulture("de-DE")]
    public void It_is_the_same_text_in_every_culture() => Assert.That(
        new[] { 0.5, -0.0, 1e-8, 1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity, Math.ScaleB(1, -25) }.Select(RealText.Of),
        Is.EqualTo(["0.5", "-0", "1E-08", "1E+300", "NaN", "Infinity", "-Infinity", "2.9802322387695312E-08"]));

    private static bool ReadsBack(double x) =>
        BitConverter.DoubleToInt64Bits(double.Parse(RealText.Of(x), CultureInfo.InvariantCulture)) == BitConverter.DoubleToInt64Bits(x);
}
