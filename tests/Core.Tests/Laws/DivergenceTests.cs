namespace Functional.Core.Tests;

/// <summary>Finding the one number that is wrong, among parameters and slots.</summary>
[TestFixture]
internal sealed class DivergenceTests
{
    /// <summary>A run and the place of one number of its state, counted through the parameters and then the slots.</summary>
    private static readonly Gen<(Case, int)> Places =
        from c in Gens.AnyCase
        from place in Gen.Int[0, c.State.Parameters.Length + c.State.Slots.Length - 1]
        select (c, place);

    [Test]
    public void One_flipped_bit_is_found_with_its_tensor_its_index_and_its_distance() =>
        Law.Holds(from p in Places from bit in Gen.Int[0, 63] select (p.Item1, p.Item2, bit), (c, place, bit) =>
        {
            var flipped = Edited(c.State, place, x => BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(x) ^ (1UL << bit)));
            var found = Divergence.Between(c.Pipeline.Layout, c.State, flipped).OrNull() ?? throw new BrokenLawException("the flip was not found");
            var (tensor, index) = Name(c, place);
            Law.That(found.Step == c.State.Step, "another step");
            Law.That(found.Tensor == tensor && found.Index.SequenceEqual(index), $"{found} is not {tensor}[{string.Join(",", index)}]");
            Law.SameBits(Number(c.State, place), found.Recorded, "recorded");
            Law.SameBits(Number(flipped, place), found.Recomputed, "recomputed");
            Law.That(found.Ulps == Ulps.Between(found.Recorded, found.Recomputed), "another distance");
            if (bit < 52 && double.IsFinite(found.Recorded))
                Law.That(found.Ulps == 1UL << bit, $"bit {bit} is not {found.Ulps} doubles away");
        });

    [Test]
    public void Of_two_differences_the_first_is_told() => Law.Holds(from p in Places from other in Gen.Int[0, 1 << 20] select (p.Item1, p.Item2, other), (c, place, other) =>
    {
        other %= c.State.Parameters.Length + c.State.Slots.Length;
        var both = Edited(Edited(c.State, place, _ => 1234.5), other, _ => 1234.5);
        var found = Divergence.Between(c.Pipeline.Layout, c.State, both).OrNull();
        var (tensor, index) = Name(c, Math.Min(place, other));
        Law.That(found is not null && found.Tensor == tensor && found.Index.SequenceEqual(index), $"{found} is not {tensor}");
    });

    [Test]
    public void The_same_numbers_do_not_diverge_whatever_they_are() => Law.Holds(from p in Places from x in Gens.AnyBits select (p.Item1, p.Item2, x), (c, place, x) =>
    {
        var odd = Edited(c.State, place, _ => x);
        Law.That(Divergence.Between(c.Pipeline.Layout, odd, Edited(c.State, place, _ => x)).IsNone, "equal states diverge");
    });

    [Test]
    public void A_planted_NaN_or_infinity_is_found_where_it_was_planted() =>
        Law.Holds(
            from c in Gens.TameCase
            from place in Gen.Int[0, c.State.Parameters.Length + c.State.Slots.Length - 1]
            from bad in Gen.OneOf(double.NaN, -double.NaN, double.PositiveInfinity, double.NegativeInfinity)
            select (c, place, bad),
            (c, place, bad) =>
            {
                Law.That(NonFinite.In(c.Pipeline.Layout, c.State).IsNone, "a healthy state is called sick");
                var found = NonFinite.In(c.Pipeline.Layout, Edited(c.State, place, _ => bad)).OrNull() ?? throw new BrokenLawException("not found");
                var (tensor, index) = Name(c, place);
                Law.That(found.Tensor == tensor && found.Index.SequenceEqual(index), $"{found} is not {tensor}[{string.Join(",", index)}]");
                Law.That(found.Step == c.State.Step, "another step");
                Law.SameBits(bad, found.Value, "value");
            });

    [Test]
    public void Of_two_planted_infinities_the_first_is_told() => Law.Holds(from c in Gens.TameCase from a in Gen.Int[0, 1 << 20] from b in Gen.Int[0, 1 << 20] select (c, a, b), (c, a, b) =>
    {
        var numbers = c.State.Parameters.Length + c.State.Slots.Length;
        (a, b) = (a % numbers, b % numbers);
        var sick = Edited(Edited(c.State, a, _ => double.MaxValue * 2), b, _ => double.NaN);
        var (tensor, index) = Name(c, Math.Min(a, b));
        var found = NonFinite.In(c.Pipeline.Layout, sick).OrNull();
        Law.That(found is not null && found.Tensor == tensor && found.Index.SequenceEqual(index), $"{found} is not {tensor}");
    });

    private static double Number(TrainingState state, int place) =>
        place < state.Parameters.Length ? state.Parameters[place] : state.Slots[place - state.Parameters.Length];

    private static TrainingState Edited(TrainingState state, int place, Func<double, double> edit)
    {
        var (parameters, slots) = (state.Parameters.ToArray(), state.Slots.ToArray());
        if (place < parameters.Length)
            parameters[place] = edit(parameters[place]);
        else
            slots[place - parameters.Length] = edit(slots[place - parameters.Length]);
        return state with { Parameters = Reals.Of(parameters), Slots = Reals.Of(slots) };
    }

    /// <summary>What the number is called, counted out by hand.</summary>
    private static (string Tensor, int[] Index) Name(Case c, int place)
    {
        var (n, optimizer) = (c.State.Parameters.Length, c.Pipeline.Optimizer);
        if (place >= n + c.Pipeline.Layout.OptimizerLength)
            return ("schedule." + ((ILossSchedule)c.Pipeline.Schedule).MemoryNames[place - n - c.Pipeline.Layout.OptimizerLength], [0]);
        if (place >= n + optimizer.SlotNames.Length * n)
            return (optimizer.ScalarNames[place - n - optimizer.SlotNames.Length * n], [0]);
        var prefix = place < n ? "" : optimizer.SlotNames[(place - n) / n] + ".";
        place %= n;
        var inputs = c.Network.Inputs;
        for (var l = 0; ; l++)
        {
            var (units, bias) = (c.Network.Layers[l].Units, c.Network.Layers[l].Bias);
            if (place < inputs * units)
                return ($"{prefix}layer{l}.weights", [place / units, place % units]);
            place -= inputs * units;
            if (bias && place < units)
                return ($"{prefix}layer{l}.bias", [place]);
            place -= bias ? units : 0;
            inputs = units;
        }
    }
}
