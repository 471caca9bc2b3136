using System.Globalization;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

public static class ComposerTests
{
    private const string Data = """{ "inputs": [[0, 1], [1, 0], [1, 1]], "targets": [[0], [1], [1]] }""";

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "0", "-1", "1e999", "null", "true", "\"tanh\"", "\"name\"", "{}", "[]", "\\", "\ud83d\ude00", "\u0000", "9999999999999",
        "\"parameters\":", "\"rows\":", "\"cross-entropy\"", "[[0]]", "0.5",
    ];

    private static readonly string[] Values =
    [
        "0", "-0", "1", "2", "3.5", "-1", "1e300", "99999999999", "1,5", "NaN", "null", "true", "x", "", "[]", "{}", "[[]]", "[[1]]", "[0,1,1]", "[[1,2],[3,4]]", "[null]",
        "{\"name\":\"tanh\"}", "{\"name\":[]}", "{\"source\":\"xor\"}", "{\"source\":{}}", "{\"rows\":[[0]]}", "{\"parameters\":{}}", "{\"scheme\":\"zeros\",\"seed\":-1}",
        "{\"layers\":[]}", "{\"layers\":[{\"units\":1,\"activation\":\"tanh\"}]}", "cross-entropy", "\u001b[2J", "\ud800",
    ];

    private static readonly string[] Cultures = ["tr-TR", "de-DE", "ar-SA", "sv-SE"];

    private static IEnumerable<string> SoundDocuments =>
    [
        Docs.Sound,
        .. BuiltInDocuments.All.Values,
        Docs.With("""{ "size": 2, "shuffle": true, "seed": 7 }""", """{ "rows": [[2, 0], [1]] }"""),
        Docs.With("[[0], [1], [1]]", "[0, 1, 1]"),
        Docs.With("[[0], [1], [1]]", "[0, 1, 1]").Replace("half-sse", "cross-entropy").Replace("\"units\": 1", "\"units\": 2").Replace("sigmoid", "identity"),
        Docs.With("\"scheme\": \"numpy-uniform\"", "\"scheme\": \"zeros\""),
        Docs.With("""{ "scheme": "numpy-uniform", "seed": 123 }""",
            """{ "parameters": { "layer0.bias": [-0, 1e-300], "layer0.weights": [[1, 2], [3, 4]], "layer1.weights": [[1], [2]], "layer1.bias": [0.1] } }"""),
        """{"data":{"source":"xor"},"network":{"layers":[{"units":1,"activation":"sigmoid"}]},"loss":"mse","optimizer":"adam","steps":1}""",
        Docs.With("\"steps\": 100", """ "steps": 100, "clip": { "norm": 1 }, "regularization": { "l2": 0.01 } """),
        Docs.With("\"steps\": 100", """ "steps": 100, "regularization": { "l1": 0, "l2": -0.0 }, "clip": { "value": 1e-300 } """),
        Docs.With("\"steps\": 100", """ "steps": 100, "skip": [[90, 99], [3, 5], "4..9"], "dropRows": [2, 0, 2] """),
    ];

    [TestCaseSource(nameof(SoundDocuments))]
    public static void The_canonical_document_composes_to_itself(string text)
    {
        var first = Docs.Value(Docs.Compose(text));
        var again = Docs.Value(Docs.Compose(first.Document));
        Assert.Multiple(() =>
        {
            Assert.That(again.Document, Is.EqualTo(first.Document));
            Assert.That(again.Name, Is.EqualTo(first.Name));
            Assert.That(again.Initial, Is.EqualTo(first.Initial));
            Assert.That(again.Stamps, Is.EqualTo(first.Stamps));
            Assert.That(again.Record, Is.EqualTo(first.Record));
            Assert.That(again.Data, Is.EqualTo(first.Data));
            Assert.That(again.Batches.At(3).RowNumbers, Is.EqualTo(first.Batches.At(3).RowNumbers));
        });
    }

    [Test]
    public static void Defaults_are_spelled_out() =>
        Assert.That(
            Docs.Value(Docs.Compose("""{"data":{"source":"xor"},"network":{"layers":[{"units":1,"activation":"sigmoid"}]},"loss":"mse","optimizer":"sgd","steps":1}""")).Document,
            Is.EqualTo(
                """
                {"name":"train","data":{"source":"xor"},"network":{"layers":[{"units":1,"activation":{"name":"sigmoid"},"bias":true}]},"loss":{"name":"mse","reduction":"mean"},
                "optimizer":{"name":"sgd","learningRate":0.001,"momentum":0,"dampening":0,"nesterov":false,"weightDecay":0,"maximize":false},
                "schedule":{"name":"constant","factor":1,"totalIters":0},"batch":"full","initial":{"scheme":"glorot-uniform","seed":0},"steps":1,"record":{"keep":"auto","budget":"256MB"}}
                """.ReplaceLineEndings("")));

    [Test]
    public static void Everything_asked_for_is_in_the_experiment()
    {
        var made = Docs.Value(Docs.Compose(Docs.Sound));
        Assert.Multiple(() =>
        {
            Assert.That(made.Steps, Is.EqualTo(100));
            Assert.That(made.Record, Is.EqualTo(new RecordPolicy(5, 64L << 20)));
            Assert.That(made.Pipeline.LearningRate, Is.EqualTo(0.5));
            Assert.That(made.Pipeline.Network.Layout.Length, Is.EqualTo(2 * 2 + 2 + 2 + 1));
            Assert.That(made.Data.Inputs, Is.EqualTo(Reals.Of(0, 1, 1, 0, 1, 1)));
            Assert.That(made.Stamps.Select(s => $"{s.Kind} {s.Id}"), Is.EqualTo(new[]
            {
                "activation tanh", "activation sigmoid", "loss half-sse",
                "optimizer sgd(momentum=0.9, dampening=0, nesterov=false, weightDecay=0, maximize=false)", "schedule step(stepSize=10, gamma=0.5)",
                "initializer numpy-uniform(seed=123)",
            }));
            Assert.That(made.Stamps.Select(s => s.Origin.Assembly), Has.All.EqualTo("Functional.Plugins.Standard"));
            Assert.That(made.Warnings, Is.Empty);
        });
    }

    [TestCase("\"clip\": { \"norm\": 1 }", "chain(clip(norm=1), *)", "\"clip\":{\"norm\":1}")]
    [TestCase("\"clip\": { \"value\": 0.5 }, \"regularization\": { \"l2\": 0.1 }", "chain(penalty(l1=0, l2=0.1), clip(value=0.5), *)", "\"regularization\":{\"l1\":0,\"l2\":0.1},\"clip\":{\"value\":0.5}")]
    [TestCase("\"regularization\": { \"l1\": 0 }", "*", "\"regularization\":{\"l1\":0,\"l2\":0}")]
    [TestCase("\"name\": \"bare\"", "*", "\"seed\":123},\"steps\":100,")]
    public static void Gradients_are_pulled_then_clipped_then_the_optimizers(string given, string chain, string canonical)
    {
        var (bare, made) = (Docs.Value(Docs.Compose(Docs.Sound)), Docs.Value(Docs.Compose(Docs.With("\"steps\": 100", $"\"steps\": 100, {given}"))));
        Assert.Multiple(() =>
        {
            Assert.That(made.Pipeline.Optimizer.Id, Is.EqualTo(chain.Replace("*", bare.Pipeline.Optimizer.Id)));
            Assert.That(made.Document, Does.Contain(canonical));
            Assert.That(made.Initial, Is.EqualTo(bare.Initial), "neither remembers anything");
            Assert.That(made.Stamps, Is.EqualTo(bare.Stamps), "neither is a plugin");
            Assert.That(made.Pipeline.Layout.Slots.Select(s => s.Name), Is.EqualTo(bare.Pipeline.Layout.Slots.Select(s => s.Name)));
        });
    }

    [TestCase("\"skip\": [[7, 9], \"3..5\", [4, 6]]", "\"skip\":[[3,9]],\"steps\"")]
    [TestCase("\"skip\": [[7, 9], [2, 2]], \"dropRows\": [2, 0, 2]", "\"skip\":[[2,2],[7,9]],\"dropRows\":[0,2],\"steps\"")]
    [TestCase("\"dropRows\": [1]", "\"dropRows\":[1],\"steps\"")]
    [TestCase("\"skip\": [[0, 1000000000000]]", "\"skip\":[[0,1000000000000]],\"steps\"")]
    public static void What_is_left_out_is_written_in_one_way(string given, string canonical) => Assert.That(
        Docs.Value(Docs.Compose(Docs.With("\"steps\": 100", $"\"steps\": 100, {given}"))).Document, Does.Contain($"\"seed\":123}},{canonical}"));

    [TestCase("[[99, 99]]", 0, "")]
    [TestCase("[[99, 100]]", 0, "train.json:9:26: skip[0]: the run does not come to step 100. Its steps go from 0 to 99.")]
    [TestCase("[[99, 149], \"150..151\"]", 50, "train.json:9:37: skip[1]: the run does not come to step 151. Its steps go from 50 to 149.")]
    [TestCase("[[49, 60]]", 50, "train.json:9:26: skip[0]: step 49 comes before this run begins. Its steps go from 50 to 149.")]
    public static void A_run_that_is_to_be_trained_leaves_out_steps_that_it_comes_to(string skip, long first, string expected)
    {
        var document = Docs.Value(Docs.Parse(Docs.With("\"steps\": 100", $"\"steps\": 100, \"skip\": {skip}")));
        Assert.That(
            string.Join("\n", Docs.Lines(Composer.Compose(document, Docs.Catalogue, None, new Outset(first, StepRanges.None, IsFork: true, [])))),
            Is.EqualTo(expected));
    }

    [Test]
    public static void Classes_become_one_hot_under_cross_entropy() =>
        Assert.That(
            Docs.Value(Docs.Compose(
                Docs.With("[[0], [1], [1]]", "[2, 0, 1]").Replace("half-sse", "cross-entropy").Replace("\"units\": 1", "\"units\": 3"))).Data.Targets,
            Is.EqualTo(Reals.Of(0, 0, 1, 1, 0, 0, 0, 1, 0)));

    [TestCase("half-sse", "cross-entropy", "train.json:3:94: network.layers[1].activation: cross-entropy takes logits and applies softmax itself*")]
    [TestCase("0.5, \"mom", "0, \"mom", "train.json:5:16: optimizer: the learning rate is 0, so no parameter will change*")]
    [TestCase("0.9 }", "0.9, \"maximize\": true }, \"regularization\": { \"l1\": 1 }", "train.json:5:109: regularization: sgd with maximize climbs the penalty too, so it pushes weights away from 0. Use*")]
    [TestCase("\"scheme\": \"numpy-uniform\"", "\"scheme\": \"zeros\"", "train.json:8:43: initial.seed: 'zeros' draws nothing, so the seed changes nothing*")]
    public static void What_is_probably_not_meant_is_said(string piece, string other, string expected)
    {
        var warnings = Docs.Value(Docs.Compose(Docs.With(piece, other))).Warnings;
        Assert.That(warnings, Has.Length.EqualTo(1));
        Assert.That(warnings[0].ToString(), Does.StartWith(expected[..^1]));
    }

    [Test]
    public static void A_recorded_dataset_stands_in_for_what_the_document_says()
    {
        var recorded = Docs.Value(Docs.Compose(Docs.Sound)).Data;
        var document = Docs.Value(Docs.Parse(Docs.With(Data, """{ "csv": "gone.csv" }""")));
        var made = Docs.Value(Composer.Compose(document, Docs.Catalogue, Some(PreparedData.Of(recorded))));
        Assert.That(made.Data, Is.SameAs(recorded));
        Assert.That(made.Document, Does.Contain("\"data\":{\"csv\":\"gone.csv\"}"));
    }

    [TestCase("my run.json", "my-run")]
    [TestCase("/a/b.c/iris-nadam.json", "iris-nadam")]
    [TestCase("..json", "run")]
    [TestCase("nul.json", "run")]
    public static void A_run_without_a_name_is_called_after_its_document(string file, string name)
    {
        var tree = Docs.Value(JsonText.Parse(file, System.Text.Encoding.UTF8.GetBytes(Docs.Sound)));
        Assert.That(Docs.Value(Composer.Compose(tree, Docs.Catalogue, Option<PreparedData>.None)).Name, Is.EqualTo(name));
    }

    [Test]
    public static void The_ready_made_documents_are_called_by_their_names() =>
        Assert.That(BuiltInDocuments.All.Select(d => Docs.Value(Docs.Compose(d.Value)).Name), Is.EqualTo(BuiltInDocuments.All.Keys));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public static void Xor_is_learned_within_its_steps(int seed)
    {
        var xor = Docs.Value(Docs.Compose(BuiltInDocuments.Xor.Replace("\"seed\": 1", $"\"seed\": {seed}")));
        var last = Enumerable.Range(0, (int)xor.Steps).Aggregate(xor.Initial, (s, t) => Training.Step(xor.Pipeline, s, xor.Batches.At(t)).Next);
        Assert.That(Training.Step(xor.Pipeline, last, xor.Batches.At(0)).SumAbsoluteError, Is.LessThan(0.1), "0.025 from each of the four targets");
    }

    [Test]
    public static void A_culture_changes_nothing()
    {
        var (document, bad) = (Docs.Value(Docs.Compose(Docs.Sound)).Document, Docs.Lines(Docs.Compose(Docs.With("0.9", "-1.5"))));
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in Cultures)
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.That(Docs.Value(Docs.Compose(Docs.Sound)).Document, Is.EqualTo(document), culture);
                Assert.That(Docs.Lines(Docs.Compose(Docs.With("0.9", "-1.5"))), Is.EqualTo(bad), culture);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public static void A_mutated_document_is_composed_or_refused_never_thrown_at()
    {
        var sound = SoundDocuments.ToArray();
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Select(Gen.Int[0, 9999], Gen.Int[0, 12], Gen.Int[0, Pieces.Length]).Array[1, 3]).Sample(
            (which, edits) =>
            {
                var text = edits.Aggregate(sound[which], (t, edit) => Edited(t, edit.Item1 % (t.Length + 1), edit.Item2, edit.Item3));
                var lines = Docs.Lines(Docs.Compose(text));
                return lines.All(line => line.StartsWith("train.json", StringComparison.Ordinal) && !line.Contains("Exception") && !line.Any(char.IsControl))
                    && lines.Distinct().Count() == lines.Count;
            },
            iter: 10_000);
    }

    [Test]
    public static void A_document_with_foreign_values_is_composed_or_refused_never_thrown_at()
    {
        var sound = SoundDocuments.Select(text => Docs.Value(Docs.Parse(text))).ToArray();
        var paths = sound.Select(tree => DocumentPathTests.Paths(tree, "").ToArray()).ToArray();
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Select(Gen.Int[0, 999], Gen.Int[0, Values.Length - 1]).Array[1, 2]).Sample(
            (which, edits) =>
            {
                var tree = edits.Aggregate(sound[which], (t, edit) => DocumentPath
                    .Set(t, paths[which][edit.Item1 % paths[which].Length], DocumentPath.ParseValue("--set", Values[edit.Item2]))
                    .IfFail(t));
                var composed = Composer.Compose(tree, Docs.Catalogue, Option<PreparedData>.None);
                return Docs.Lines(composed).All(line => line.StartsWith("train.json", StringComparison.Ordinal) || line.StartsWith("--set: ", StringComparison.Ordinal))
                    && (composed.IsFail || Docs.Value(Docs.Compose(Docs.Value(composed).Document)).Document == Docs.Value(composed).Document);
            },
            iter: 10_000);
    }

    /// <summary>Some characters taken out, and perhaps a piece put in.</summary>
    private static string Edited(string text, int at, int length, int piece) =>
        text[..at] + (piece < Pieces.Length ? Pieces[piece] : "") + text[Math.Min(text.Length, at + length)..];
}
