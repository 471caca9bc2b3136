using Functional.Core;

namespace Functional.Host.Tests;

/// <summary>Seven features of two inputs.</summary>
public static class FeaturesTests
{
    private static readonly Gen<string[]> Chosen = Gen.Shuffle(Features.Known.ToArray(), 1, Features.Known.Length);

    [Test]
    public static void Each_is_what_its_name_says_in_the_order_of_the_document() =>
        Gen.Select(Chosen, Gen.Double[-20, 20], Gen.Double[-20, 20]).Sample((names, x1, x2) =>
        {
            var features = Docs.Value(Read(names));
            var made = new double[names.Length];
            features.Apply([x1, x2], made);
            return features.Names.SequenceEqual(names) && made.Zip(names, (value, name) => name switch
            {
                "x1" => value == x1,
                "x2" => value == x2,
                "x1^2" => value == x1 * x1,
                "x2^2" => value == x2 * x2,
                "x1*x2" => value == x1 * x2,
                "sin(x1)" => Same(value, Elementary.Sin(x1)) && Math.Abs(value - Math.Sin(x1)) < 1e-15,
                "sin(x2)" => Same(value, Elementary.Sin(x2)) && Math.Abs(value - Math.Sin(x2)) < 1e-15,
                _ => false,
            }).All(right => right);
        }, iter: 2_000);

    [Test]
    public static void Rows_of_a_source_become_rows_of_features_and_keep_their_targets() =>
        Gen.Select(Chosen, Gen.UInt, Gen.Int[2, 30]).Sample((names, seed, rows) =>
        {
            var source = Made.Of("circle", ("rows", rows), ("seed", seed));
            var features = Docs.Value(Read(names));
            var made = Made.Of(Docs.Value(features.Of(source.Raw, Spot(names))));
            return made.Targets.SequenceEqual(source.Targets) && made.Raw.InputNames.SequenceEqual(names) && made.Raw.SourceNames.SequenceEqual(["x1", "x2"])
                && made.Raw.Classes == source.Raw.Classes && made.Inputs.Zip(source.Inputs).All(pair =>
                {
                    var expected = new double[names.Length];
                    features.Apply(pair.Item2, expected);
                    return pair.Item1.SequenceEqual(expected);
                });
        }, iter: 200);

    [Test]
    public static void The_same_names_are_the_same_features() => Chosen.Sample(names =>
        Docs.Value(Read(names)).Equals(Docs.Value(Read(names))) && Docs.Value(Read(names)).GetHashCode() == Docs.Value(Read(names)).GetHashCode()
        && !Docs.Value(Read(names)).Equals(new Features([.. names.Append("x1")])));

    [TestCase("""["x1", "x2^3"]""", "no feature is called 'x2^3'", "Did you mean 'x2^2'?")]
    [TestCase("""["sin(x3)"]""", "no feature is called 'sin(x3)'", "Did you mean 'sin(x1)'?")]
    [TestCase("""["radius"]""", "no feature is called 'radius'", "Known: sin(x1), sin(x2), x1, x1*x2, x1^2, x2, x2^2.")]
    [TestCase("""["x1", "x2", "x1"]""", "the feature 'x1' is named twice", "Name each once.")]
    [TestCase("[]", "the array is empty", "Write \"features\"")]
    [TestCase("\"x1\"", "an array is needed here, not the text 'x1'", "Write \"features\"")]
    [TestCase("[1]", "text is needed here, not the number 1", "Write \"features\"")]
    public static void A_slip_is_met_with_a_sentence(string json, string what, string hint) =>
        Assert.That(Docs.Lines(Features.Read(new(Docs.Value(Docs.Parse(json)), "data.features"))), Has.Exactly(1).Contains(what).And.Contains(hint));

    [Test]
    public static void All_slips_are_said_at_once() =>
        Assert.That(Docs.Lines(Features.Read(new(Docs.Value(Docs.Parse("""["x3^2", "x1", "x1", 7]""")), "data.features"))), Has.Count.EqualTo(3));

    [Test]
    public static void They_need_exactly_two_inputs() =>
        Assert.That(
            Docs.Lines(Docs.Value(Read("x1")).Of(Made.Of("iris").Raw, Spot("x1"))),
            Has.Exactly(1).Contains("train.json:1:1: data.features: features are made of two inputs, and iris has 4"));

    [Test]
    public static void A_document_spells_them_out_and_the_run_says_what_its_inputs_are()
    {
        var experiment = Docs.Value(Docs.Compose(BuiltInDocuments.Find("spiral")!.Text));
        Assert.That(experiment.Document, Does.Contain("""
            "features":["x1","x2","sin(x1)","sin(x2)"]
            """));
        Assert.That(experiment.Card.RawNames, Is.EqualTo(new[] { "x1", "x2" }));
        Assert.That(experiment.Card.InputNames, Is.EqualTo(new[] { "x1", "x2", "sin(x1)", "sin(x2)" }));
    }

    private static bool Same(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    private static Spot Spot(params string[] names) => new(Docs.Value(Docs.Parse(JsonText.Write(Json.Array(names.Select(Json.Text))))), "data.features");

    private static LanguageExt.Validation<Problem, Features> Read(params string[] names) => Features.Read(Spot(names));
}
