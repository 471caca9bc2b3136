using System.Diagnostics;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

/// <summary>An ONNX file says the network that it was made from: read by a reader of our own that shares no line with the writer.</summary>
public sealed class OnnxTests
{
    /// <summary>Of a number up to 1; of a larger one this part of it.</summary>
    private const double Bound = 1e-12;

    private static readonly OnnxNames Names = new("a run", 7, default, "a document");

    private static readonly IActivation[] Shelf =
    [
        .. Docs.Catalogue.Activations.Names.Where(name => name != "formula").Select(name => Make(name)),
        Make("elu", ("alpha", Number(2))),
        Make("celu", ("alpha", Number(0.3))),
        Make("softplus", ("beta", Number(0.5)), ("threshold", Number(20))),
        Make("formula", ("formula", Text("max(x, 0, a * x) + erf(x) - min(x, 0)^2 / (1 + x^4)")), ("a", Number(0.25))),
        Make("formula", ("formula", Text("pow(1 + abs(x), 1/3) + sign(x) * log1p(abs(x)) + cos(x) + sqrt(2)^2 + e^-x^2"))),
        Make("formula", ("formula", Text("2 * pi"))),
    ];

    /// <summary>
    /// Not for a layer that sees what another has computed: beside 0 a cube root makes 2·10⁻⁶ of 10⁻¹⁷, by which two computations of
    /// x − tanh x may well differ.
    /// </summary>
    private static readonly IActivation Steep = Make("formula", ("formula", Text("pow(abs(x), 1/3)")));

    private static readonly IActivation[] ShelfAndSteep = [.. Shelf, Steep];

    private static readonly Gen<Network> Networks = Gen.Select(Gen.Int[1, 4], Gen.Select(Gen.Int[1, 4], Gen.Int[0, Shelf.Length - 1].Select(i => Shelf[i]), Gen.Bool).List[1, 3]).Select((inputs, layers) =>
        Docs.Value(Network.Create(inputs, toSeq(layers.Select(l => new Layer(l.Item1, l.Item2, l.Item3))))));

    [Test]
    public void Any_network_computes_from_the_file_what_it_computes_here() =>
        Networks.SelectMany(network => Gen.Select(
            Gen.Const(network),
            Gen.Double[-2, 2].Array[network.Layout.Length],
            Gen.Double[-3, 3].Array[network.Inputs].Array[1, 5])).Sample(
            (network, parameters, rows) => Near(network, Reals.Of(parameters), rows, rows, None),
            iter: 1_000);

    [Test]
    public void Scaled_rows_go_in_as_they_were_measured() =>
        Networks.SelectMany(network => Gen.Select(
            Gen.Const(network),
            Gen.Double[-2, 2].Array[network.Layout.Length],
            Gen.Double[-3, 3].Array[network.Inputs].Array[1, 5],
            Gen.Double[-5, 5].Array[network.Inputs],
            Gen.Double[0.1, 5].Array[network.Inputs])).Sample(
            (network, parameters, rows, offsets, divisors) => Near(
                network, Reals.Of(parameters), rows,
                [.. rows.Select(row => row.Select((x, j) => (x - offsets[j]) / divisors[j]).ToArray())],
                new Scaling(Scaling.Standard, Reals.Of(offsets), Reals.Of(divisors))),
            iter: 200);

    [TestCaseSource(nameof(ShelfAndSteep))]
    public void Every_activation_is_the_same_far_out_and_near_its_kinks(IActivation activation)
    {
        var network = Docs.Value(Network.Create(3, Seq1(new Layer(3, activation, Bias: false))));
        double[] places = [0, 1e-300, 1e-9, 0.5, 0.75, 1, 1.5, 3, 6, 20, 40, 50, 745, 1000, 1e8];
        double[][] rows = [.. places.SelectMany(x => (double[])[x, -x, x + 1e-7]).Select(x => (double[])[x, -x / 3, 0.5])];
        Assert.That(Near(network, Reals.Of(1, 0, 0, 0, 1, 0, 0, 0, 1), rows, rows, None));
    }

    [Test]
    public void The_file_says_what_it_is()
    {
        var network = Docs.Value(Network.Create(3, Seq(new Layer(4, Make("gelu")), new Layer(2, Make("softmax")))));
        var onnx = new OnnxReader(Bytes(network, Reals.Build(network.Layout.Length, values => values.Fill(0.1)), None));
        var opset = onnx.Model.Message(8);
        Assert.Multiple(() =>
        {
            Assert.That((onnx.Model.Integer(1), opset.Text(1), opset.Integer(2)), Is.EqualTo((8L, "", 17L)));
            Assert.That((onnx.Model.Text(2), onnx.Model.Text(6)), Is.EqualTo(("functional", "a run@7 of a document")));
            Assert.That((onnx.Shape(input: true), onnx.Shape(input: false)), Is.EqualTo(("inputs: batch × 3", "outputs: batch × 2")));
            Assert.That(onnx.Metadata["fingerprint"], Is.EqualTo(default(Fingerprint).ToString()));
            Assert.That(onnx.Metadata["activations"], Is.EqualTo("gelu; softmax"));
            Assert.That(onnx.TensorNames, Is.SupersetOf(new[] { "layer0.weights", "layer0.bias", "layer1.weights", "layer1.bias" }));
        });
    }

    [TestCase("tanh", "MatMul,Add,Tanh,Identity")]
    [TestCase("identity", "MatMul,Add,Identity")]
    [TestCase("silu", "MatMul,Add,Max,Sigmoid,Mul,Identity")]
    [TestCase("softmax", "MatMul,Add,ReduceMax,Sub,Exp,ReduceSum,Div,Identity")]
    [TestCase("relu", "MatMul,Add,LessOrEqual,Where,Identity")]
    public void An_activation_is_its_own_formula_and_no_more(string name, string operators)
    {
        var network = Docs.Value(Network.Create(1, Seq1(new Layer(2, Make(name)))));
        Assert.That(string.Join(",", new OnnxReader(Bytes(network, Reals.Of(1, 2, 3, 4), None)).Operators), Is.EqualTo(operators));
    }

    [Test]
    public void Numbers_keep_their_bits_and_the_file_is_the_same_each_time()
    {
        var network = Docs.Value(Network.Create(2, Seq1(new Layer(2, Make("relu")))));
        var odd = Reals.Of(double.NaN, -0.0, double.Epsilon, double.NegativeInfinity, double.MaxValue, -1e-310);
        var file = Bytes(network, odd, None);
        var tensors = new WireMessage(file).Message(7).Messages(5);
        Assert.Multiple(() =>
        {
            Assert.That(tensors.Single(t => t.Text(8) == "layer0.weights").Bytes(9), Is.EqualTo(Reals.BytesOf(odd.AsSpan(0, 4))));
            Assert.That(tensors.Single(t => t.Text(8) == "layer0.bias").Bytes(9), Is.EqualTo(Reals.BytesOf(odd.AsSpan(4, 2))));
            Assert.That(Bytes(network, odd, None), Is.EqualTo(file));
        });
    }

    [Test]
    public void Numbers_that_are_not_the_networks_are_refused() =>
        Gen.Select(Networks, Gen.Int[0, 40], Gen.Int[0, 6]).Sample((network, parameters, inputs) =>
        {
            var (sound, scaling) = (parameters == network.Layout.Length, new Scaling(Scaling.Standard, Reals.Zeros(inputs), Reals.Zeros(network.Inputs)));
            return OnnxModel.Of(network, Reals.Zeros(parameters), Names, None).IsSuccess == sound
                && OnnxModel.Of(network, Reals.Zeros(parameters), Names, scaling).IsSuccess == (sound && inputs == network.Inputs);
        }, iter: 1_000);

    [Test]
    public void An_activation_of_which_nobody_knows_the_inside_is_refused_by_name()
    {
        using var playground = new Playground();
        Assert.That(playground.Run("train", "xor", "--activation", "snake", "--steps", "2", "--as", "wiggly", "--plugin", Stranger.Snake).Code, Is.Zero);
        var said = playground.Run("export", "wiggly", "-o", "wiggly.onnx", "--plugin", Stranger.Snake);
        Assert.Multiple(() =>
        {
            Assert.That(said.Code, Is.EqualTo((int)ExitCode.Plugin));
            Assert.That(said.Errors[0], Does.StartWith("network.layers[0].activation: the activation 'snake(frequency=1)' does not say of which simple operations it is made, so ONNX cannot have it."));
            Assert.That(Directory.EnumerateFiles(playground.Folder, "wiggly.onnx*"), Is.Empty);
        });
    }

    [Test]
    public void A_formula_that_was_typed_goes_out_with_a_note()
    {
        using var playground = new Playground();
        Assert.That(playground.Run("train", "xor", "--activation", "x / (1 + exp(-x))", "--steps", "5").Code, Is.Zero);
        var said = playground.Run("export", "xor@3", "-o", "xor.onnx");
        Assert.Multiple(() =>
        {
            Assert.That((said.Code, said.Out), Is.EqualTo((0, $"xor@3: the network in double, for ONNX Runtime and all that reads ONNX, in {Path.Combine(playground.Folder, "xor.onnx")} ({NumberText.Bytes(new FileInfo(Path.Combine(playground.Folder, "xor.onnx")).Length)})\n")), said.Error);
            Assert.That(said.Error, Does.StartWith("note: network.layers[0].activation: It goes out as it is written"));
        });
        var onnx = new OnnxReader(File.ReadAllBytes(Path.Combine(playground.Folder, "xor.onnx")));
        var predicted = playground.Run("predict", "xor@3", "--input", "1,0", "--json").Json.GetProperty("outputs")[0];
        Assert.Multiple(() =>
        {
            Assert.That(onnx.Metadata["step"], Is.EqualTo("3"));
            Assert.That(onnx.Outputs([[1, 0]])[0], Is.EqualTo((predicted.ValueKind == System.Text.Json.JsonValueKind.Array ? predicted[0] : predicted).GetDouble()).Within(Bound));
        });
    }

    [Test]
    public void The_checker_of_the_onnx_project_finds_nothing_wrong()
    {
        using var playground = new Playground();
        foreach (var (activation, i) in Shelf.Select((a, i) => (a, i)))
        {
            var network = Docs.Value(Network.Create(2, Seq1(new Layer(2, activation))));
            File.WriteAllBytes(Path.Combine(playground.Folder, $"{i}.onnx"), Bytes(network, Reals.Of(1, 2, 3, 4, 5, 6), None));
        }

        const string Script = "import sys, glob\ntry:\n    import onnx\nexcept ImportError:\n    sys.exit(77)\nfor f in glob.glob('*.onnx'):\n    onnx.checker.check_model(onnx.load(f), full_check=True)";
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", Script]) { WorkingDirectory = playground.Folder, RedirectStandardError = true })!;
            var error = python.StandardError.ReadToEnd();
            python.WaitForExit();
            if (python.ExitCode == 77)
                Assert.Ignore("python3 has no onnx");
            Assert.That(python.ExitCode, Is.Zero, error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("there is no python3");
        }
    }

    private static bool Near(Network network, Reals parameters, double[][] rows, double[][] seen, Option<Scaling> scaling)
    {
        var ours = Training.Predict(network, parameters, rows.Length, Reals.Of([.. seen.SelectMany(r => r)])).Outputs.ToArray();
        var theirs = new OnnxReader(Bytes(network, parameters, scaling)).Outputs(rows);
        return ours.Length == theirs.Length && Enumerable.Range(0, ours.Length).All(i => ours[i].Equals(theirs[i]) || Math.Abs(ours[i] - theirs[i]) <= Bound * Math.Max(1, Math.Abs(ours[i])));
    }

    private static byte[] Bytes(Network network, Reals parameters, Option<Scaling> scaling)
    {
        var model = Docs.Value(OnnxModel.Of(network, parameters, Names, scaling));
        using var stream = new MemoryStream();
        model.WriteTo(stream);
        Assert.That(stream.Length, Is.EqualTo(model.Length));
        return stream.ToArray();
    }

    private static IActivation Make(string name, params (string Name, SettingValue Value)[] settings) =>
        Docs.Value(Docs.Catalogue.Activations.Make(name, "test", settings.ToDictionary(s => s.Name, s => s.Value))).Strategy;

    private static SettingValue.Number Number(double x) => new("test", x);

    private static SettingValue.Text Text(string text) => new("test", text);
}
