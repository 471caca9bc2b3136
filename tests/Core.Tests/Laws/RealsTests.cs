using System.Globalization;

namespace Functional.Core.Tests;

[TestFixture]
internal sealed class RealsTests
{
    [Test]
    public void Runs_are_equal_exactly_when_every_bit_is() => Law.Holds(Gen.Select(Gens.AnyBits.Array[1, 6], Gen.Int[0, 1 << 20], Gen.Int[0, 63]), (values, where, bit) =>
    {
        var (one, same) = (Reals.Of(values), Reals.Of([.. values]));
        Law.That(one.Equals(same) && one.GetHashCode() == same.GetHashCode() && one.Equals((object)same), "equal bits");
        var other = values.ToArray();
        var i = where % values.Length;
        other[i] = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(other[i]) ^ (1UL << bit));
        Law.That(!one.Equals(Reals.Of(other)), "one bit apart");
        Law.That(!one.Equals(Reals.Of(values.AsSpan(1))) && !one.Equals(null), "another length");
    });

    [Test]
    public void NaNs_of_different_payloads_differ_and_so_do_the_two_zeros()
    {
        var quiet = BitConverter.UInt64BitsToDouble(0x7FF8000000000000);
        Assert.Multiple(() =>
        {
            Assert.That(Reals.Of(quiet), Is.EqualTo(Reals.Of(Math.Abs(double.NaN))));
            Assert.That(Reals.Of(quiet), Is.Not.EqualTo(Reals.Of(BitConverter.UInt64BitsToDouble(0x7FF8000000000001))));
            Assert.That(Reals.Of(0.0), Is.Not.EqualTo(Reals.Of(-0.0)));
            Assert.That(Reals.Of(), Is.EqualTo(Reals.Empty));
        });
    }

    [Test]
    public void Nobody_can_change_a_run_through_what_it_was_made_from_or_gives_away() => Law.Holds(Gens.AnyBits.Array[1, 6], values =>
    {
        var (before, given) = (values.ToArray(), values.ToArray());
        var numbers = Reals.Of(given);
        var (built, copy) = (Reals.Build(given.Length, span => given.CopyTo(span)), numbers.ToArray());
        Array.Fill(given, 42);
        Array.Fill(copy, 42);
        Law.Same(Reals.Of(before), numbers, "after its source and its copy changed");
        Law.Same(numbers, built, "built");
    });

    [Test]
    public void The_text_of_a_run_reads_back_to_the_same_bits() => Law.Holds(Gens.AnyBits.Array[0, 6], values =>
    {
        var text = Reals.Of(values).ToString();
        var read = text[1..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(t => double.Parse(t, CultureInfo.InvariantCulture));
        var canonical = values.Select(x => double.IsNaN(x) ? double.NaN : x);
        Law.Same(Reals.Of([.. canonical]), Reals.Of([.. read]), text);
    });

    [Test]
    public void Negating_turns_the_sign_bit_and_nothing_else() => Law.Holds(Gens.AnyBits.Where(x => !double.IsNaN(x)), x =>
    {
        var negated = Reals.Of(x).Negated()[0];
        Law.That(BitConverter.DoubleToUInt64Bits(negated) == (BitConverter.DoubleToUInt64Bits(x) ^ (1UL << 63)), $"{x} became {negated}");
        Law.That(double.IsNaN(Reals.Of(double.NaN).Negated()[0]), "NaN became a number");
    });
}

[TestFixture]
internal sealed class UlpsTests
{
    private static readonly Gen<double> Number = Gens.AnyBits.Where(x => !double.IsNaN(x));

    [Test]
    public void The_next_double_is_one_away() => Law.Holds(Number.Where(double.IsFinite), x =>
    {
        Law.That(Ulps.Between(x, double.BitIncrement(x)) == 1 && Ulps.Between(double.BitDecrement(x), x) == 1, $"neighbours of {x:R}");
        Law.That(Ulps.Between(x, x) == 0, $"{x:R} and itself");
    });

    [Test]
    public void The_distance_is_symmetric_and_adds_up_along_the_line() => Law.Holds(Gen.Select(Number, Number, Number), (x, y, z) =>
    {
        double[] line = [x, y, z];
        Array.Sort(line);
        Law.That(Ulps.Between(x, y) == Ulps.Between(y, x), "not symmetric");
        Law.That(Ulps.Between(line[0], line[1]) + Ulps.Between(line[1], line[2]) == Ulps.Between(line[0], line[2]), "a detour");
        Law.That(Ulps.Between(x, y) == Ulps.Between(-x, -y), "mirrored");
        Law.That(Ulps.Between(x, y) == 0 == (x == y), "zero only for equals");
    });

    [Test]
    public void Steps_are_counted_one_by_one() => Law.Holds(Gen.Select(Gens.Wild.Where(x => x < 1e300), Gen.Int[0, 200]), (x, steps) =>
    {
        var y = x;
        for (var i = 0; i < steps; i++)
            y = double.BitIncrement(y);
        Law.That(Ulps.Between(x, y) == (ulong)steps, $"{steps} steps from {x:R} are {Ulps.Between(x, y)}");
    });

    [Test]
    public void NaN_is_infinitely_far_from_everything_but_itself() => Law.Holds(Gen.Select(Number, Gen.ULong[0, (1UL << 51) - 2]), (x, payload) =>
    {
        var nan = BitConverter.UInt64BitsToDouble(0x7FF8000000000000 | payload);
        var other = BitConverter.UInt64BitsToDouble(0x7FF8000000000000 | (payload + 1));
        Law.That(Ulps.Between(nan, x) == ulong.MaxValue && Ulps.Between(x, nan) == ulong.MaxValue, "a number");
        Law.That(Ulps.Between(nan, other) == ulong.MaxValue, "another NaN");
        Law.That(Ulps.Between(nan, nan) == 0, "itself");
    });

    [TestCase(0.0, -0.0, 0UL)]
    [TestCase(5e-324, -5e-324, 2UL)]
    [TestCase(1.0, 2.0, 1UL << 52)]
    [TestCase(double.MaxValue, double.PositiveInfinity, 1UL)]
    [TestCase(double.NegativeInfinity, double.PositiveInfinity, 2 * 0x7FF0000000000000UL)]
    public void Known_distances(double a, double b, ulong distance) => Assert.That(Ulps.Between(a, b), Is.EqualTo(distance));
}
