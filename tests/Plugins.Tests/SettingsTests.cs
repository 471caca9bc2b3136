using System.Globalization;

namespace Functional.Plugins.Tests;

/// <summary>Settings are read and described in one breath, and everything wrong is told at once.</summary>
[TestFixture]
internal sealed class SettingsTests
{
    private const int Cases = 1000;

    private static readonly Gen<double> Any = Gen.OneOf(Gen.Double[-10, 10], Gen.Double, Gen.OneOf(0.0, -0.0, 1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300));

    [Test]
    public void A_number_in_range_is_read_and_any_other_gives_the_default_and_a_problem() => Gen.Select(Any, Gen.Double[-5, 0], Gen.Double[0, 5]).Sample((x, min, max) =>
    {
        var settings = Reading(("size", x));
        var read = settings.Number("size", 0.25, "how big", min: min, max: max);
        var sound = double.IsFinite(x) && x >= min && x <= max;
        return read == (sound ? x : 0.25) && Told(settings, sound ? [] : ["doc:size"]);
    }, iter: Cases);

    /// <summary>An infinity on a side without a bound is how a recipe says "no such bound".</summary>
    [Test]
    public void A_default_outside_its_own_range_is_a_fault_of_the_recipe() => Gen.Select(Any, Gen.Double[-5, 0], Gen.Double[0, 5], Gen.Bool).Sample((x, min, max, open) =>
    {
        var settings = Settings.Defaults("bd");
        settings.Number("k", x, "how much", min: min, max: open ? double.PositiveInfinity : max);
        var sound = x >= min && x <= (open ? double.PositiveInfinity : max);
        return settings.Faults.Count == (sound ? 0 : 1) && settings.Problems().Count == 0;
    }, iter: Cases);

    [Test]
    public void The_fault_names_the_setting_its_default_and_the_range() => Assert.Multiple(() =>
    {
        Assert.That(Fault(s => s.Number("k", -1, "", above: 0)), Is.EqualTo("plugin bd: the default of k, -1, is outside its own range (> 0). This is a fault of the plugin."));
        Assert.That(Fault(s => s.Integer("n", 9, "", 0, 3)), Does.Contain("the default of n, 9, is outside its own range (from 0 to 3)"));
        Assert.That(Fault(s => s.Choice("c", "z", "", "a", "b")), Does.Contain("the default of c, 'z', is outside its own range (a, b)"));
        Assert.That(Fault(s => s.Numbers("l", [1, -1], "", min: 0)), Does.Contain("the default of l, [1, -1], is outside its own range (≥ 0)"));
        Assert.That(Fault(s => s.Rising("r", [2, 1], "")), Does.Contain("the default of r, [2, 1], is outside its own range (≥ 0)"));

        static string Fault(Action<Settings> read)
        {
            var settings = Settings.Defaults("bd");
            read(settings);
            return string.Join('\n', settings.Faults);
        }
    });

    [Test]
    public void Open_bounds_exclude_themselves() => Gen.Select(Gen.Double[-5, 0], Gen.Double[0.1, 5]).Sample((above, below) =>
        new[] { (above, false), (below, false), (Math.BitIncrement(above), true), (Math.BitDecrement(below), true) }.All(c =>
        {
            var settings = Reading(("rate", c.Item1));
            settings.Number("rate", 0.05, "how fast", above: above, below: below);
            return Told(settings, c.Item2 ? [] : ["doc:rate"]);
        }), iter: Cases);

    [Test]
    public void A_whole_number_is_whole_and_in_range() => Gen.Select(Gen.OneOf(Any, Gen.Long[-20, 20].Select(i => (double)i)), Gen.Long[-9, 0], Gen.Long[1, 9]).Sample((x, min, max) =>
    {
        var settings = Reading(("count", x));
        var read = settings.Integer("count", 1, "how many", min, max);
        var sound = x >= min && x <= max && Math.Floor(x) == x;
        return read == (sound ? (long)x : 1) && Told(settings, sound ? [] : ["doc:count"]);
    }, iter: Cases);

    [TestCase(0, true)]
    [TestCase(4294967295, true)]
    [TestCase(4294967296, false)]
    [TestCase(-1, false)]
    [TestCase(0.5, false)]
    public void A_seed_has_thirty_two_bits(double x, bool sound)
    {
        var settings = Reading(("seed", x));
        Assert.That(settings.Seed(), Is.EqualTo(sound ? (uint)x : 0));
        Assert.That(settings.Problems(), sound ? Is.Empty : Has.Count.EqualTo(1));
    }

    [Test]
    public void A_value_of_another_kind_is_refused()
    {
        var settings = Reading(("momentum", "fast"), ("nesterov", 1), ("steps", true));
        Assert.Multiple(() =>
        {
            Assert.That(settings.Number("momentum", 0.5, "share kept"), Is.EqualTo(0.5));
            Assert.That(settings.Flag("nesterov", true, "look ahead"), Is.True);
            Assert.That(settings.Integer("steps", 3, "how many"), Is.EqualTo(3));
            Assert.That(settings.Problems().Select(p => p.ToString()), Is.EqualTo(
            [
                "doc:momentum: momentum of sgd cannot be 'fast'. Give a number.",
                "doc:nesterov: nesterov of sgd cannot be 1. Give a true or false.",
                "doc:steps: steps of sgd cannot be true. Give a whole number.",
            ]));
        });
    }

    [Test]
    public void All_problems_are_told_at_once_and_unknown_names_with_the_nearest_known()
    {
        var settings = Reading(("momentum", 2), ("weigthDecay", 0.1), ("colour", 3), ("dampening", -1));
        settings.Number("momentum", 0, "share kept", min: 0, below: 1);
        settings.Number("dampening", 0, "share left out", min: 0, max: 1);
        settings.Number("weightDecay", 0, "pull to zero", min: 0);
        settings.Require(false, "dampening", "needs a momentum", "Set momentum.");
        Assert.That(settings.Problems().Select(p => p.ToString()), Is.EqualTo(
        [
            "doc:momentum: momentum of sgd cannot be 2. Give a number ≥ 0 and < 1.",
            "doc:dampening: dampening of sgd cannot be -1. Give a number ≥ 0 and ≤ 1.",
            "doc:dampening: dampening of sgd needs a momentum. Set momentum.",
            "doc:weigthDecay: sgd has no setting 'weigthDecay'. Did you mean 'weightDecay'?",
            "doc:colour: sgd has no setting 'colour'. Known: dampening, momentum, weightDecay.",
        ]));
    }

    [Test]
    public void A_value_without_a_place_is_a_problem_of_its_owners_place()
    {
        var settings = new Settings("sgd", "here", new Dictionary<string, SettingValue>
        {
            ["momentum"] = new SettingValue.Number("", 7),
            ["unknown"] = new SettingValue.Flag("", true),
        });
        settings.Number("momentum", 0, "share kept", max: 1);
        settings.Require(false, "momentum", "is too much", "Give less.");
        settings.Require(false, "missing", "is missing", "Give it.");
        Assert.That(settings.Problems().Select(p => p.Where), Is.EqualTo(["here", "here", "here", "here"]));
    }

    [Test]
    public void Another_word_is_remembered_whether_or_not_it_is_used()
    {
        foreach (var settings in (Settings[])[Settings.Defaults("sgd"), Reading(("lambda", 2)), Reading(("lambd", 2))])
        {
            settings.Alias("lambda", "lambd");
            settings.Number("lambd", 2, "a pull");
            settings.Number("other", 1, "another");
            Assert.That(settings.Declared.Select(s => string.Join(",", s.Aliases)), Is.EqualTo(["lambda", ""]));
            Assert.That(settings.Problems(), Is.Empty);
            Assert.That(settings.Declared[0] with { Aliases = ["lambda"] }, Is.EqualTo(settings.Declared[0]).And.Not.EqualTo(settings.Declared[0] with { Aliases = [] }));
        }
    }

    [Test]
    public void Names_nobody_asks_for_pass_where_which_there_are_hangs_on_a_refused_one()
    {
        var settings = Reading(("word", 5), ("a", 1), ("b", 2));
        settings.Text("word", "x", "a word");
        Assert.That((settings.IsRefused("word"), settings.IsRefused("a")), Is.EqualTo((true, false)));
        Assert.That(Told(settings, ["doc:word", "doc:a", "doc:b"]), Is.True);
        settings.Overlook();
        Assert.That(Told(settings, ["doc:word"]), Is.True);
    }

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("[\"x\"]")]
    public void What_no_setting_is_is_refused_by_every_kind(string written)
    {
        var settings = new Settings("sgd", "doc", "abcdefg".ToDictionary(c => $"{c}", c => (SettingValue)new SettingValue.Other($"doc:{c}", written)));
        settings.Number("a", 0, "");
        settings.Integer("b", 0, "");
        settings.Flag("c", false, "");
        settings.Choice("d", "x", "", "x", "y");
        settings.Text("e", "", "");
        settings.Numbers("f", [], "");
        settings.Rising("g", [], "");
        Assert.That(settings.Problems().Select(p => p.What), Is.EqualTo("abcdefg".Select(c => $"{c} of sgd cannot be {written}")));
    }

    [Test]
    public void The_description_is_what_was_read() => Gen.Select(Gen.Double[-1e6, 1e6], Gen.Long[-1000, 1000], Gen.Bool, Gen.Bool).Sample((x, n, flag, given) =>
    {
        var settings = given ? Reading(("x", x), ("n", n), ("flag", flag)) : Settings.Defaults("sgd");
        var read = (settings.Number("x", 1.5, "a number"), settings.Integer("n", 7, "a count", min: -1000), settings.Flag("flag", true, "a choice"));
        return read == (given ? (x, n, flag) : (1.5, 7, true))
            && settings.Declared.SequenceEqual(
            [
                new("x", "number", "1.5", "", "a number", new SettingValue.Number("", read.Item1)),
                new("n", "whole number", "7", "≥ -1000", "a count", new SettingValue.Number("", read.Item2)),
                new("flag", "true or false", "true", "", "a choice", new SettingValue.Flag("", read.Item3)),
            ])
            && double.Parse(settings.Declared[0].Value, CultureInfo.InvariantCulture) == read.Item1;
    }, iter: Cases);

    [Test]
    [SetCulture("de-DE")]
    public void Descriptions_and_problems_are_the_same_in_every_culture()
    {
        var settings = Reading(("x", 1.5));
        settings.Number("x", 0.25, "a number", min: 2.5);
        Assert.That(settings.Declared[0], Is.EqualTo(new Setting("x", "number", "0.25", "≥ 2.5", "a number", new SettingValue.Number("", 0.25))));
        Assert.That(settings.Problems()[0].ToString(), Is.EqualTo("doc:x: x of sgd cannot be 1.5. Give a number ≥ 2.5."));
        Assert.That(PluginId.Of("sgd", ("momentum", 0.9), ("nesterov", true)), Is.EqualTo("sgd(momentum=0.9, nesterov=true)"));
    }

    private static Settings Reading(params (string Name, object Value)[] given) => new("sgd", "doc", Shelf.Given(given));

    private static bool Told(Settings settings, string[] places) => settings.Problems().Select(p => p.Where).SequenceEqual(places);
}
