using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

/// <summary>What becomes of rows before they are trained on.</summary>
[TestFixture]
public static class PreparationTests
{
    private static readonly Gen<(int Rows, int Width, double[] Inputs, double Fraction, uint Seed)> Tables =
        from rows in Gen.Int[2, 40]
        from width in Gen.Int[1, 6]
        from inputs in Gen.Double[-1e3, 1e3].Array[rows * width]
        from fraction in Gen.Double[0.01, 0.99]
        from seed in Gen.UInt
        select (rows, width, inputs, fraction, seed);

    [Test]
    public static void Every_row_is_either_trained_on_or_tried_on_and_order_stays() => Tables.Sample(t =>
    {
        var data = Prepare(Numbered(t.Rows, t.Width, t.Inputs), new(Scaling.NoScaling, new TestRows(t.Fraction, t.Seed), None));
        var test = data.Test.IfNone(() => throw new AssertionException("no test rows"));
        var (training, tried) = (data.Training.Targets.ToArray(), test.Targets.ToArray());
        return training.Concat(tried).Order().SequenceEqual(Enumerable.Range(0, t.Rows).Select(i => (double)i))
            && training.SequenceEqual(training.Order()) && tried.SequenceEqual(tried.Order())
            && tried.Length == Math.Clamp((int)Math.Round(t.Fraction * t.Rows), 1, t.Rows - 1)
            && data.Training.Inputs.AsSpan(0, t.Width).SequenceEqual(t.Inputs.AsSpan((int)training[0] * t.Width, t.Width));
    }, iter: 1_000);

    [Test]
    public static void Another_seed_chooses_other_rows_and_the_same_seed_the_same() => Gen.UInt.Sample(seed =>
        new TestRows(0.5, seed).Choose(60).SequenceEqual(new TestRows(0.5, seed).Choose(60))
        && !new TestRows(0.5, seed).Choose(60).SequenceEqual(new TestRows(0.5, seed + 1UL).Choose(60)), iter: 200);

    [Test]
    public static void Scaling_is_fitted_on_training_rows_and_said_of_all() =>
        Gen.Select(Tables, Gen.OneOf(Gen.Const(Scaling.Standard), Gen.Const(Scaling.MinMax))).Sample((t, kind) =>
        {
            var raw = Numbered(t.Rows, t.Width, t.Inputs);
            var (plain, scaled) = (Prepare(raw, new(Scaling.NoScaling, new TestRows(t.Fraction, t.Seed), None)), Prepare(raw, new(kind, new TestRows(t.Fraction, t.Seed), None)));
            var scaling = scaled.Card.Scaling;
            return Agree(plain.Training, scaled.Training, scaling)
                && Agree(plain.Test.IfNone(plain.Training), scaled.Test.IfNone(scaled.Training), scaling)
                && Enumerable.Range(0, t.Width).All(i => IsScaled(kind, Column(scaled.Training, i)));
        }, iter: 1_000);

    /// <summary>A mean of n numbers of size 1 is off by n roundings at most, and what was subtracted by as many of size 10³.</summary>
    private static bool IsScaled(string kind, double[] column)
    {
        if (column.All(x => x == 0))
            return true;
        var bound = 1e-12 * column.Length * (1 + column.Max(Math.Abs));
        return kind == Scaling.MinMax
            ? column.Min() == 0 && column.Max() == 1
            : Math.Abs(column.Average()) < bound && Math.Abs(column.Average(x => x * x) - 1) < bound;
    }

    private static bool Agree(Dataset plain, Dataset scaled, Scaling scaling) => Enumerable.Range(0, plain.Inputs.Length).All(at =>
        BitConverter.DoubleToInt64Bits(scaled.Inputs[at]) ==
        BitConverter.DoubleToInt64Bits((plain.Inputs[at] - scaling.Offsets[at % plain.InputWidth]) / scaling.Divisors[at % plain.InputWidth]));

    private static double[] Column(Dataset data, int column) => [.. Enumerable.Range(0, data.Rows).Select(row => data.Inputs[row * data.InputWidth + column])];

    [TestCase(Scaling.Standard)]
    [TestCase(Scaling.MinMax)]
    public static void A_constant_column_becomes_zero_and_is_named(string kind)
    {
        var raw = RawData.Of(["a", "b"], Reals.Of(0.1, 1, 0.1, 2, 0.1, 3), ["y"], Reals.Of(1, 2, 3));
        var data = Prepare(raw, new(kind, None, None));
        Assert.That(Column(data.Training, 0), Is.EqualTo(new double[] { 0, 0, 0 }));
        Assert.That(data.Card.Notes, Is.EqualTo(new[] { "'a' has the same value in every training row: scaled to 0, for there is no spread to divide by" }));
    }

    [Test]
    public static void Numbers_too_large_to_scale_are_named()
    {
        var raw = RawData.Of(["a", "b"], Reals.Of(1e308, 1, -1e308, 2, 1e308, 3), ["y"], Reals.Of(1, 2, 3));
        var problems = new Preparation(Scaling.Standard, None, None).Of(raw, 1);
        Assert.That(Docs.Lines(problems), Is.EqualTo(new[] { "data.scale: the numbers of column 'a' are too large to be scaled. Leave the column out, or write it in another unit." }));
    }

    [TestCase(2, 1, "0 1 1")]
    [TestCase(2, 2, "1 0 0 1 0 1")]
    [TestCase(3, 3, "1 0 0 0 1 0 0 1 0")]
    public static void Classes_are_one_column_or_one_hot(int classes, int units, string targets)
    {
        var raw = RawData.Of(["a"], Reals.Of(5, 6, 7), ["kind"], Reals.Of(0, 1, 1)) with { Classes = [.. new[] { "cat", "dog", "eel" }.Take(classes)] };
        var data = Prepare(raw, new(Scaling.NoScaling, None, None), units);
        Assert.That(string.Join(' ', data.Training.Targets.ToArray()), Is.EqualTo(targets));
        Assert.That(data.Card.TargetNames, Is.EqualTo(units == 1 ? ["is dog"] : raw.Classes.ToArray()));
    }

    [Test]
    public static void Test_rows_of_their_own_know_the_classes_by_their_labels()
    {
        var raw = RawData.Of(["a"], Reals.Of(5, 6, 7), ["kind"], Reals.Of(0, 1, 2)) with { Classes = ["cat", "dog", "eel"] };
        var own = RawData.Of(["a"], Reals.Of(8, 9), ["kind"], Reals.Of(0, 1)) with { Classes = ["dog", "eel"] };
        var data = Prepare(raw, new(Scaling.NoScaling, None, own), 3);
        Assert.That(data.Test.Map(t => string.Join(' ', t.Targets.ToArray())), Is.EqualTo(Some("0 1 0 0 0 1")));
        var strange = own with { Classes = ["dog", "gnu"] };
        Assert.That(
            Docs.Lines(new Preparation(Scaling.NoScaling, None, strange).Of(raw, 3)),
            Is.EqualTo(new[] { "data.test: the class 'gnu' is in no training row. Nothing can be learned about it: take these rows out." }));
    }

    [Test]
    public static void A_card_reads_back_as_it_was_written() =>
        Gen.Select(Gen.String, Gen.String.Array[0, 3], Gen.Double[-1e9, 1e9].Array[2], Gen.Double[1e-9, 1e9].Array[2], Gen.Bool).Sample((text, texts, offsets, divisors, features) =>
        {
            var sound = new DataCard([Well(text), "b"], features ? ["x1^2", "x2"] : [Well(text), "b"], ["y"])
            {
                Classes = [.. texts.Select(Well)],
                Notes = [Well(text)],
                Origin = Well(text),
                Scaling = new(Scaling.Standard, Reals.Of(offsets), Reals.Of(divisors)),
            };
            var rows = Docs.Value(Dataset.Create(1, Reals.Of(1, 2), Reals.Of(3)));
            return DataCardText.Read(DataCardText.Write(sound), rows) == Some(sound);
        }, iter: 1_000);

    /// <summary>A lone surrogate is no text: no source lets one in.</summary>
    private static string Well(string text) => string.Concat(text.EnumerateRunes().Where(r => r.Value != 0xFFFD));

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{"inputs":["a"],"features":[],"targets":["y"],"classes":[],"scale":"none","offsets":[],"divisors":[],"origin":"","notes":[]}""")]
    [TestCase("""{"inputs":["a","b"],"features":[],"targets":["y"],"classes":[],"scale":"standard","offsets":[1],"divisors":[1],"origin":"","notes":[]}""")]
    [TestCase("""{"inputs":["a","b"],"features":[],"targets":["y"],"classes":[],"scale":"standard","offsets":[1,2],"divisors":[1,0],"origin":"","notes":[]}""")]
    public static void A_card_of_other_rows_is_none(string text) =>
        Assert.That(DataCardText.Read(text, Docs.Value(Dataset.Create(1, Reals.Of(1, 2), Reals.Of(3)))).IsNone);

    [Test]
    public static void What_was_prepared_stands_in_the_run_file()
    {
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment(Docs.With("\"targets\": [[0], [1], [1]]", "\"targets\": [[0], [1], [1]], \"scale\": \"standard\", \"test\": {\"inputs\": [[3, 4]], \"targets\": [[1]]}"));
        Runs.Record(experiment, folder["a.run"]);
        using var run = Runs.Open(folder["a.run"]);
        Assert.That(run.Experiment.Prepared, Is.EqualTo(experiment.Prepared));
        Assert.That(run.Experiment.Test.IsSome && !run.Experiment.Card.Scaling.IsIdentity);
        Assert.That(Runs.Experiment(experiment.Document).Document, Is.EqualTo(experiment.Document), "the canonical document composes to itself");
    }

    private static RawData Numbered(int rows, int width, double[] inputs) => RawData.Of(
        DataCard.Numbered("x", width), Reals.Of(inputs), ["row"], Reals.Of([.. Enumerable.Range(0, rows).Select(i => (double)i)]));

    private static PreparedData Prepare(RawData raw, Preparation how, int units = 1) => Docs.Value(how.Of(raw, units));
}
