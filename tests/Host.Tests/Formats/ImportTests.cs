using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

/// <summary><c>"initial": {"file": …}</c>, and that what is exported can be begun with again, bit for bit.</summary>
public class ImportTests
{
    private const string Scheme = """{ "scheme": "numpy-uniform", "seed": 123 }""";

    private static readonly (string Name, byte[] Bytes)[] Sound =
    [
        ("layer0.weights.npy", Matrix("(2, 2)", 1, 2, 3, 4)), ("layer0.bias.npy", Matrix("(2,)", 5, -0.0)), ("layer1.weights.npy", Matrix("(2, 1)", double.Epsilon, 7)), ("layer1.bias.npy", Matrix("(1,)", 8)),
    ];

    [TestCase(".npz")]
    [TestCase(".safetensors")]
    [TestCase(".json")]
    public void What_is_exported_reads_back_to_the_same_bits(string extension) => Gen.Int[0, 300].Sample(
        seed =>
        {
            using var folder = new TemporaryFolder();
            var experiment = Runs.Experiment(seed);
            Runs.Record(experiment, folder["a.run"]);
            Assert.That(Runs.Type(folder.Path, "export", "a@-1", "-o", "s" + extension).Code, Is.Zero);
            using var run = Runs.Open(folder["a.run"]);
            var state = Runs.Right(run.StateAt(run.File.Last - 1 < run.File.First ? run.File.First : run.File.Last - 1));
            var made = Docs.Value(Composed(Runs.Document(seed), folder.Path, "s" + extension));
            return made.Initial.Parameters.Equals(state.Parameters);
        },
        iter: 15,
        threads: 1);

    [TestCase(".npz")]
    [TestCase(".safetensors")]
    public void Slots_go_out_with_the_parameters(string extension)
    {
        using var folder = new TemporaryFolder();
        Runs.Record(Runs.Experiment(Docs.Sound), folder["a.run"]);
        var (code, _, error) = Runs.Type(folder.Path, "export", "a@7", "-o", "s" + extension);
        Assert.That(code, Is.Zero, error);
        using var run = Runs.Open(folder["a.run"]);
        var state = Runs.Right(run.StateAt(7));
        var bytes = File.ReadAllBytes(folder["s" + extension]);
        var file = Docs.Value(extension == ".npz" ? Npz.Read("s", bytes) : Safetensors.Read("s", bytes));
        Assert.Multiple(() =>
        {
            foreach (var tensor in run.Layout.Slots)
                Assert.That(Docs.Value(file.Find(tensor.Name)).ToReals(), Is.EqualTo(Reals.Of(tensor.In(state.Slots))), tensor.Name);
            string[] about = extension == ".npz" ? ["step", "fingerprint"] : [];
            Assert.That(file.Names, Is.EqualTo(run.Layout.Parameters.Concat(run.Layout.Slots).Select(t => t.Name).Concat(about)));
            if (extension == ".npz")
                Assert.That(Arrays.Values(file.Find("step")), Is.EqualTo(new[] { 7.0 }));
        });
    }

    [Test]
    public void Json_has_the_document_and_its_parameters_go_into_another()
    {
        using var play = new Playground();
        play.Write("d.json", Docs.Sound);
        Assert.That(play.Run("train", "d.json", "--as", "a").Code, Is.Zero);
        Assert.That(play.Run("export", "a@7", "-o", "s.json").Code, Is.Zero);
        var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(play.Folder, "s.json"))).RootElement;
        play.Write("e.json", Docs.With(Scheme, $$"""{ "parameters": {{json.GetProperty("parameters").GetRawText()}} }"""));
        Assert.Multiple(() =>
        {
            Assert.That(json.GetProperty("run").GetString(), Is.EqualTo("a"));
            Assert.That(json.GetProperty("step").GetInt64(), Is.EqualTo(7));
            Assert.That(json.GetProperty("document").GetProperty("loss").GetProperty("name").GetString(), Is.EqualTo("half-sse"));
            Assert.That(play.Run("train", "e.json").Code, Is.Zero);
        });
    }

    [Test]
    public void A_run_that_began_with_a_file_needs_it_no_more()
    {
        using var play = new Playground();
        Directory.CreateDirectory(Path.Combine(play.Folder, "docs"));
        File.WriteAllBytes(Path.Combine(play.Folder, "docs", "start.npz"), Arrays.Npz(default, Sound));
        play.Write("docs/d.json", Docs.With(Scheme, """{ "file": "start.npz" }"""));
        var trained = play.Run("train", "docs/d.json", "--as", "a", "--steps", "5", "--json");
        Assert.That(trained.Code, Is.Zero, trained.Error);
        File.Delete(Path.Combine(play.Folder, "docs", "start.npz"));
        Assert.Multiple(() =>
        {
            Assert.That(play.Run("replay", "a").Code, Is.Zero);
            Assert.That(play.Run("resume", "a", "--steps", "2").Code, Is.Zero);
            Assert.That(play.Run("fork", "a@3", "--as", "b", "--set", "optimizer.learningRate=0.1").Code, Is.Zero);
            Assert.That(play.Run("show", "a@0", "--json").Json.GetProperty("parameters").GetProperty("layer1.weights")[0][0].GetDouble(), Is.EqualTo(double.Epsilon));
        });
    }

    [Test]
    public void The_canonical_document_has_the_numbers_and_composes_to_itself()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["start.npz"], Arrays.Npz(default, Sound));
        var made = Docs.Value(Composed(Docs.Sound, folder.Path, "start.npz"));
        var again = Docs.Value(Docs.Compose(made.Document));
        Assert.Multiple(() =>
        {
            Assert.That(made.Initial.Parameters, Is.EqualTo(Reals.Of(1, 2, 3, 4, 5, -0.0, double.Epsilon, 7, 8)));
            Assert.That(made.Document, Does.Contain("\"initial\":{\"parameters\":{\"layer0.bias\":[5,-0],\"layer1.bias\":[8],\"layer0.weights\":[[1,2],[3,4]],\"layer1.weights\":[[5E-324],[7]]}}"));
            Assert.That(again.Document, Is.EqualTo(made.Document));
            Assert.That(again.Initial.Parameters, Is.EqualTo(made.Initial.Parameters));
        });
    }

    [Test]
    public void Everything_that_does_not_fit_is_said_at_once()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["start.npz"], Arrays.Npz(
            default,
            ("layer0.weight.npy", Matrix("(2, 2)", 1, 2, 3, 4)), ("layer0.bias.npy", Matrix("(2,)", 1, double.NaN)), ("layer1.weights.npy", Matrix("(1, 2)", 1, 2)), ("layer1.bias.npy", Matrix("(1, 1)", 1)),
            ("layer2.bias.npy", Matrix("(1,)", 1)), ("m.layer0.bias.npy", Matrix("(2,)", 1, 2)), ("step.npy", Npy.Whole(5)), ("fingerprint.npy", Npy.Text("00"))));
        Assert.That(Docs.Lines(Composed(Docs.Sound, folder.Path, "start.npz")), Is.EquivalentTo(new[]
        {
            "start.npz: there is no array 'layer0.weights'. Did you mean 'layer0.weight'?",
            "start.npz: layer0.bias: NaN at [1] is not a finite number. Training needs finite numbers.",
            "start.npz: layer1.weights: the array has the shape [1 × 2], and the network needs [2 × 1]. It has a row for each unit, as PyTorch has it: transpose it.",
            "start.npz: layer1.bias: the array has the shape [1 × 1], and the network needs [1]. Give a number for each unit of layer 1.",
            "start.npz: layer0.weight: the network has no such parameter. Did you mean 'layer0.weights'?",
            "start.npz: layer2.bias: the network has no such parameter. Did you mean 'layer0.bias'?",
        }));
    }

    [Test]
    public void More_parameters_than_a_document_can_hold_are_refused_before_they_are_written()
    {
        using var folder = new TemporaryFolder();
        var wide = new byte[ImportPart.MaxParameters + 1];
        File.WriteAllBytes(folder["start.npz"], Arrays.Npz(default, ("layer0.weights.npy", Arrays.Npy(Arrays.Header("|u1", $"(1, {wide.Length})"), wide))));
        Assert.That(Docs.Lines(Composed(Docs.Sound, folder.Path, "start.npz")), Is.EqualTo(new[] { "start.npz: 2500001 parameters are too many to write into a run. At most 2500000 are taken over from a file." }));
    }

    [TestCase("start.npz", 3, "start.npz: there is no such file. A path is relative to the document.")]
    [TestCase(".", 2, "initial.file: the name '.' does not say in which format the file is. Give a file of arrays: start.npz, start.safetensors or start.json.")]
    [TestCase("start.pt", 2, "initial.file: the name 'start.pt' does not say in which format the file is. *")]
    public void A_file_that_is_not_there_is_bad_data_and_a_strange_name_bad_usage(string file, int code, string sentence)
    {
        using var play = new Playground();
        play.Write("d.json", Docs.With(Scheme, $$"""{ "file": "{{file}}" }"""));
        var said = play.Run("train", "d.json");
        Assert.Multiple(() =>
        {
            Assert.That(said.Code, Is.EqualTo(code), said.Error);
            Assert.That(said.Errors[0], Does.Contain(sentence.TrimEnd('*')));
        });
    }

    private static Validation<Problem, Experiment> Composed(string document, string folder, string file) =>
        Docs.Parse(document).Bind(tree => DocumentPath.Set(tree, "initial", Json.Object(("file", Json.Text(file))))).Bind(tree =>
            Composer.Compose(tree, Docs.Catalogue, Option<PreparedData>.None, folder: folder));

    private static byte[] Matrix(string shape, params double[] values) => Arrays.Npy(Arrays.Header("<f8", shape), Arrays.Doubles(values));
}
