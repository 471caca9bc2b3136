using System.Numerics;

namespace Functional.Core.Tests;

/// <summary>Against whole numbers of any size: every double is one of them times 2⁻¹⁰⁷⁴.</summary>
[TestFixture]
internal sealed class ExactSumTests
{
    private static readonly Gen<double> Finite = Gen.Frequency(
        (6, Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite)),
        (3, Gen.Double[-1, 1]),
        (3, Gen.Select(Gen.Int[-60, 60], Gen.Int[-3, 3], (power, digit) => Math.ScaleB(digit, power))),
        (1, Gen.OneOf(0.0, -0.0, 5e-324, -5e-324, 2.2250738585072009e-308, 2.2250738585072014e-308, double.MaxValue, double.MinValue)));

    /// <summary>Numbers whose products have all their digits.</summary>
    private static readonly Gen<double> Middling = Gen.Select(Gen.Double[-1, 1], Gen.Int[-80, 80], Math.ScaleB);

    [Test]
    public void A_sum_is_rounded_once() => Law.Holds(Finite.Array[0, 40], numbers =>
        Law.SameBits(Rounded(Whole(numbers)), ExactSum.Of(numbers), "sum"));

    [Test]
    public void Halves_go_to_the_even_neighbour_and_anything_behind_them_decides() => Law.Holds(
        Gen.Select(Gen.Double[1, 2], Gen.Int[-1000, 900], Gen.OneOf(0, 5e-324, -5e-324)), (size, power, crumb) =>
        {
            var x = Math.ScaleB(size, power);
            double[] numbers = [x, Math.ScaleB(1, power - 53), crumb];
            Law.SameBits(Rounded(Whole(numbers)), ExactSum.Of(numbers), "half an ulp and a crumb");
        });

    /// <summary>More additions than fit before carries must run, of the numbers that fill a place most.</summary>
    [Test]
    public void Many_additions_of_the_largest_mantissas_lose_nothing()
    {
        var sum = new ExactSum();
        var whole = BigInteger.Zero;
        for (var i = 0; i < 100_000; i++)
        {
            var x = Math.ScaleB((i % 3 == 2 ? -1 : 1) * (9007199254740991.0 - i % 7), i / 25_000 * 31 - 40);
            sum.Add(x);
            whole += Whole(x);
        }

        Law.SameBits(Rounded(whole), sum.Value, "a hundred thousand");
    }

    [Test]
    public void Order_does_not_matter_and_what_is_taken_away_is_gone() => Law.Holds(
        Gen.Select(Finite.Array[0, 30], Finite.Array[0, 30]), (first, second) =>
        {
            var (all, rest) = (new ExactSum(), new ExactSum());
            foreach (var x in second.Reverse().Concat(first))
                all.Add(x);
            foreach (var x in second)
                rest.Add(x);
            Law.SameBits(ExactSum.Of(first.Concat(second)), all.Value, "in another order");
            all.Subtract(rest);
            Law.SameBits(ExactSum.Of(first), all.Value, "without the second part");
            all.Add(rest);
            Law.SameBits(ExactSum.Of(second.Concat(first)), all.Value, "with it again");
            all.Clear();
            Law.SameBits(0, all.Value, "after clearing");
        });

    [Test]
    public void A_product_of_three_is_added_with_all_its_digits() => Law.Holds(
        Gen.Select(Middling, Middling, Middling).Array[1, 12], factors =>
        {
            var sum = new ExactSum();
            var whole = BigInteger.Zero;
            foreach (var (a, b, c) in factors)
            {
                sum.AddProduct(a, b, c);
                whole += Whole(a) * Whole(b) * Whole(c);
            }

            Law.SameBits(Rounded(whole, 3 * 1074), sum.Value, "sum of products");
        });

    [Test]
    public void Infinities_and_NaN_are_what_addition_makes_of_them() => Law.Holds(
        Gen.Frequency((3, Gens.Wild), (1, Gen.OneOf(double.NaN, double.PositiveInfinity, double.NegativeInfinity))).Array[0, 5], numbers =>
        {
            var special = numbers.Where(x => !double.IsFinite(x)).Aggregate(0.0, (a, b) => a + b);
            Law.That(special == 0 ? double.IsFinite(ExactSum.Of(numbers)) || numbers.Length > 1 : ExactSum.Of(numbers).Equals(special), "what is not finite");
        });

    [Test]
    public void Beyond_the_largest_double_is_infinity_and_there_is_a_way_back()
    {
        var sum = new ExactSum();
        sum.Add(double.MaxValue);
        sum.Add(Math.ScaleB(1, 969));
        Law.SameBits(double.MaxValue, sum.Value, "less than half an ulp above");
        sum.Add(Math.ScaleB(1, 969));
        Law.SameBits(double.PositiveInfinity, sum.Value, "half an ulp above, and MaxValue is odd");
        for (var i = 0; i < 5000; i++)
            sum.Add(double.MaxValue);
        for (var i = 0; i < 5001; i++)
            sum.Add(double.MinValue);
        Law.SameBits(Math.ScaleB(1, 970), sum.Value, "what is left");
    }

    private static BigInteger Whole(IEnumerable<double> numbers) => numbers.Aggregate(BigInteger.Zero, (sum, x) => sum + Whole(x));

    /// <summary>x · 2¹⁰⁷⁴.</summary>
    internal static BigInteger Whole(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52 & 0x7FF);
        var mantissa = (bits & ((1L << 52) - 1)) | (exponent == 0 ? 0 : 1L << 52);
        return (bits < 0 ? -mantissa : mantissa) * (BigInteger.One << Math.Max(0, exponent - 1));
    }

    /// <summary>whole · 2^−<paramref name="fraction"/>, to the nearest double, of two equally near the even one.</summary>
    private static double Rounded(BigInteger whole, int fraction = 1074)
    {
        var size = BigInteger.Abs(whole);
        var cut = Math.Max(0, (int)size.GetBitLength() - 53);
        var (mantissa, rest) = (size >> cut, size & ((BigInteger.One << cut) - 1));
        var half = cut == 0 ? BigInteger.One : BigInteger.One << (cut - 1);
        if (rest > half || (rest == half && !mantissa.IsEven))
            mantissa++;
        var value = Math.ScaleB((double)mantissa, cut - fraction);
        return whole.Sign < 0 ? -value : value;
    }
}
