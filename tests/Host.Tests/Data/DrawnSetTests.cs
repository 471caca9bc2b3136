namespace Functional.Host.Tests;

/// <summary>What every set that is drawn keeps to, whatever its settings.</summary>
public static class DrawnSetTests
{
    private static readonly Gen<(string Set, int Rows, double Noise, uint Seed)> Any =
        Gen.Select(OneOf(Made.Drawn), Gen.Int[2, 70], Gen.Double[0, 10], Gen.UInt);

    [Test]
    public static void There_are_exactly_as_many_rows_as_were_asked_for_all_finite() => Any.Sample(t =>
    {
        var made = Draw(t.Set, t.Rows, t.Noise, t.Seed);
        return made.Raw.Rows == t.Rows && made.Inputs.Length == t.Rows && made.Inputs.All(x => x.Length == 2 && x.All(double.IsFinite))
            && made.Raw.InputNames.SequenceEqual(["x1", "x2"]) && made.Raw.TargetNames.Length == 1 && made.Raw.Origin == t.Set
            && (made.Raw.Classes.IsEmpty ? made.Targets.All(double.IsFinite) : made.Targets.All(y => y is 0 or 1));
    }, iter: 1_000);

    [Test]
    public static void The_same_seed_gives_the_same_bits_however_often_it_is_gone_through() => Any.Sample(t =>
    {
        var made = Draw(t.Set, t.Rows, t.Noise, t.Seed);
        return Draw(t.Set, t.Rows, t.Noise, t.Seed).Bits == made.Bits && Made.Of(made.Raw).Bits == made.Bits;
    }, iter: 300);

    /// <summary>Without noise a spiral and the moons have nothing that is drawn.</summary>
    [Test]
    public static void Another_seed_gives_other_rows() => Any.Sample(t =>
        Draw(t.Set, t.Rows, Math.Max(t.Noise, 1), t.Seed).Bits != Draw(t.Set, t.Rows, Math.Max(t.Noise, 1), t.Seed ^ 1).Bits, iter: 300);

    [Test]
    public static void More_rows_are_the_same_rows_and_some_more() =>
        Gen.Select(OneOf(Made.Growing), Gen.Int[2, 40], Gen.Int[0, 40], Gen.UInt).Sample((set, rows, more, seed) =>
            Draw(set, rows + more, 5, seed).Rows.Take(rows).SequenceEqual(Draw(set, rows, 5, seed).Rows), iter: 300);

    [Test]
    public static void Noise_moves_the_decision_and_not_the_row() =>
        Gen.Select(OneOf("circle", "quadrants", "plane", "multi-gauss"), Gen.Int[2, 40], Gen.Double[0, 50], Gen.UInt).Sample((set, rows, noise, seed) =>
            Draw(set, rows, noise, seed).Rows.Select(r => (r.X1, r.X2)).SequenceEqual(Draw(set, rows, 0, seed).Rows.Select(r => (r.X1, r.X2))), iter: 300);

    [Test]
    public static void Rows_come_from_two_classes_in_turn_and_half_are_of_each() =>
        Gen.Select(OneOf("circle", "gauss", "spiral", "moons"), Gen.Int[2, 70], Gen.UInt).Sample((set, rows, seed) =>
            Draw(set, rows, 0, seed).Targets.SequenceEqual(Enumerable.Range(0, rows).Select(i => (double)(i % 2))), iter: 300);

    [TestCaseSource(typeof(Made), nameof(Made.Drawn))]
    public static void What_is_out_of_range_is_refused_and_all_at_once(string set)
    {
        var lines = Made.Refused(set, ("rows", 1), ("noise", -0.1), ("seed", -1), ("radius", 5));
        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Count.EqualTo(4));
            Assert.That(lines, Has.Some.Contains($"rows of {set} cannot be 1"));
            Assert.That(lines, Has.Some.Contains($"noise of {set} cannot be -0.1"));
            Assert.That(lines, Has.Some.Contains($"seed of {set} cannot be -1"));
            Assert.That(lines, Has.Some.Contains($"{set} has no setting 'radius'"));
            Assert.That(Made.Refused(set, ("noise", set == "moons" ? 10.1 : 50.1)), Has.Count.EqualTo(1));
            Assert.That(Made.Refused(set, ("rows", 1_000_001)), Has.Count.EqualTo(1));
            Assert.That(Made.Refused(set, ("rows", 2.5)), Has.Count.EqualTo(1));
        });
    }

    [TestCase("circle", 500)]
    [TestCase("gauss", 500)]
    [TestCase("quadrants", 500)]
    [TestCase("spiral", 500)]
    [TestCase("moons", 500)]
    [TestCase("plane", 1200)]
    [TestCase("multi-gauss", 1200)]
    public static void Unasked_they_are_as_large_as_where_they_come_from_and_without_noise(string set, int rows) =>
        Assert.That(Made.Of(set).Bits, Is.EqualTo(Draw(set, rows, 0, 0).Bits));

    private static Gen<string> OneOf(params string[] sets) => Gen.Int[0, sets.Length - 1].Select(i => sets[i]);

    private static Made Draw(string set, int rows, double noise, uint seed) => Made.Of(set, ("rows", rows), ("noise", noise), ("seed", seed));
}
