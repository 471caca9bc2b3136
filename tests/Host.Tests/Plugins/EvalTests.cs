using System.Text.Json;

namespace Functional.Host.Tests;

/// <summary><c>plugins eval</c>: one strategy alone, at numbers a person chooses, in the contract's JSON.</summary>
public sealed class EvalTests
{
    private Playground _playground = null!;

    [SetUp]
    public void Begin() => _playground = new Playground();

    [TearDown]
    public void End() => _playground.Dispose();

    [Test]
    public void An_activation_at_points()
    {
        var json = Eval("leaky-relu", "--at", "-2,0,3,NaN,-Infinity", "--set", "slope=0.1");
        Assert.Multiple(() =>
        {
            Assert.That(json.GetProperty("name").GetString(), Is.EqualTo("leaky-relu"));
            Assert.That(json.GetProperty("settings").GetProperty("slope").GetDouble(), Is.EqualTo(0.1));
            Assert.That(json.GetProperty("points").ToString(), Is.EqualTo("[-2,0,3,\"NaN\",\"-Infinity\"]"));
            Assert.That(json.GetProperty("values").ToString(), Is.EqualTo("[-0.2,0,3,\"NaN\",\"-Infinity\"]"));
            Assert.That(json.GetProperty("derivatives").ToString(), Is.EqualTo("[0.1,0.1,1,\"NaN\",0.1]"));
        });
    }

    [Test]
    public void A_file_of_points_and_rows_with_gradients()
    {
        _playground.Write("points.json", "[1, -1, \"Infinity\"]");
        Assert.That(Eval("relu", "--points", "points.json").GetProperty("values").ToString(), Is.EqualTo("[1,0,\"Infinity\"]"));
        _playground.Write("rows.json", "{\"points\": [[0, 0], [1000, 0]], \"gradients\": [[1, 0], [1, 0]]}");
        var softmax = Eval("softmax", "--points", "rows.json");
        Assert.Multiple(() =>
        {
            Assert.That(softmax.GetProperty("values").ToString(), Is.EqualTo("[[0.5,0.5],[1,0]]"));
            Assert.That(softmax.GetProperty("derivatives").ToString(), Is.EqualTo("[[0.25,0.25],[0,0]]"), "∂aᵢ/∂zᵢ");
            Assert.That(softmax.GetProperty("preActivationGradients").ToString(), Is.EqualTo("[[0.25,-0.25],[0,0]]").Or.EqualTo("[[0.25,-0.25],[0,-0]]"));
        });
    }

    [Test]
    public void A_loss_of_predictions_with_rows_or_class_indices_as_targets()
    {
        _playground.Write("rows.json", "{\"outputs\": [[1, 2], [3, 4]], \"targets\": [[0, 2], [3, 2]]}");
        var mse = Eval("mse", "--predictions", "rows.json");
        Assert.That((mse.GetProperty("value").GetDouble(), mse.GetProperty("gradient").ToString()), Is.EqualTo((1.25, "[[0.5,0],[0,1]]")));
        _playground.Write("classes.json", "{\"outputs\": [[1, 2], [3, 4]], \"targets\": [0, 1]}");
        _playground.Write("onehot.json", "{\"outputs\": [[1, 2], [3, 4]], \"targets\": [[1, 0], [0, 1]]}");
        Assert.That(Eval("cross-entropy", "--predictions", "classes.json").ToString(), Is.EqualTo(Eval("cross-entropy", "--predictions", "onehot.json").ToString()));
    }

    [Test]
    public void An_optimizer_along_given_gradients()
    {
        _playground.Write("g.json", "{\"start\": [1, 2], \"gradients\": [[1, 1], [2, 0.5]]}");
        var sgd = Eval("sgd", "--gradients", "g.json", "--learning-rate", "0.5", "--set", "momentum=0.5");
        Assert.Multiple(() =>
        {
            Assert.That(sgd.GetProperty("parameters").ToString(), Is.EqualTo("[[1,2],[0.5,1.5],[-0.75,1]]"));
            Assert.That(sgd.GetProperty("slots").ToString(), Is.EqualTo("{\"momentum\":[2.5,1],\"t\":2}"));
            Assert.That(sgd.GetProperty("settings").GetProperty("learningRate").GetDouble(), Is.EqualTo(0.5));
        });
    }

    [Test]
    public void A_schedule_step_by_step_and_one_that_listens()
    {
        Assert.That(Eval("multi-step", "--steps", "4", "--learning-rate", "1", "--set", "milestones=[1,3]", "--set", "gamma=0.5").GetProperty("learningRates").ToString(), Is.EqualTo("[1,0.5,0.5,0.25]"));
        _playground.Write("losses.json", "[1, 1, 1, 1]");
        Assert.That(
            Eval("reduce-on-plateau", "--steps", "5", "--learning-rate", "1", "--losses", "losses.json", "--set", "patience=1", "--set", "factor=0.5").GetProperty("learningRates").ToString(),
            Is.EqualTo("[1,1,1,0.5,0.5]"));
    }

    [TestCase("milestones=[1,3]")]
    [TestCase("milestones=1,3")]
    public void A_list_may_be_written_without_brackets(string milestones) => Assert.That(
        Eval("multi-step", "--steps", "4", "--set", milestones, "--set", "gamma=0.5").GetProperty("learningRates").ToString(), Is.EqualTo("[1,0.5,0.5,0.25]"));

    [Test]
    public void A_list_of_one_is_a_number_and_the_losses_say_how_many_steps()
    {
        Assert.That(Eval("multi-step", "--steps", "2", "--set", "milestones=1").GetProperty("settings").GetProperty("milestones").ToString(), Is.EqualTo("[1]"));
        _playground.Write("losses.json", "[1, 1]");
        Assert.That(Eval("reduce-on-plateau", "--losses", "losses.json").GetProperty("learningRates").GetArrayLength(), Is.EqualTo(3));
        Assert.That(_playground.Run("plugins", "eval", "multi-step", "--steps", "2", "--set", "milestones=3,1").Error, Does.Contain("cannot be '3,1'. Give a rising list of whole numbers ≥ 0."));
    }

    [Test]
    public void An_initializer_for_widths()
    {
        var json = Eval("numpy-uniform", "--widths", "3,1", "--set", "seed=123");
        Assert.That(json.GetProperty("parameters").GetProperty("layer0.weights")[0][0].GetDouble(), Is.EqualTo(0.3929383711957233));
        Assert.That(json.GetProperty("parameters").GetProperty("layer0.bias").ToString(), Is.EqualTo("[0]"));
    }

    [Test]
    public void A_formula_is_asked_about_like_a_name()
    {
        Assert.That(Eval("x * x", "--at", "3").GetProperty("derivatives").ToString(), Is.EqualTo("[6]"));
        Assert.That(Eval("k * x", "--at", "3", "--set", "k=2").GetProperty("values").ToString(), Is.EqualTo("[6]"));
        Assert.Multiple(() =>
        {
            Assert.That(_playground.Run("plugins", "show", "sin(x) * x").Out, Does.StartWith("formula(sin(x) * x)   activation"));
            Assert.That(_playground.Run("plugins", "check", "abs(x)", "--cases", "50").Out, Does.StartWith("abs(x)   activation").And.Contain("Every law holds."));
            Assert.That(_playground.Run("plugins", "eval", "x * tahn(x)", "--at", "1").Error, Does.Contain("at character 5 there is no function 'tahn'. Did you mean 'tanh'?"));
        });
    }

    [TestCase(5, "plugins eval: no plugin is called 'tahn'. Did you mean 'tanh'?", "tahn", "--at", "1")]
    [TestCase(2, "plugins eval: tanh needs points. Write --at -1,0,2 or --points FILE.json.", "tanh")]
    [TestCase(2, "--at: '1;5' is not a finite number. Write it with a point: 0.5, -2, 1e-3.", "tanh", "--at", "1;5")]
    [TestCase(2, "--set: slope: slope of leaky-relu cannot be 'x'. Give a number.", "leaky-relu", "--at", "1", "--set", "slope=x")]
    [TestCase(2, "--set: slop: leaky-relu has no setting 'slop'. Did you mean 'slope'?", "leaky-relu", "--at", "1", "--set", "slop=1")]
    [TestCase(3, "nope.json: there is no such file of numbers. Give a JSON file.", "adam", "--gradients", "nope.json")]
    [TestCase(2, "plugins eval: adam needs --gradients. Write --gradients FILE.json: optimizer: a JSON file of a start and a row of gradients for each step.", "adam")]
    [TestCase(2, "plugins eval: reduce-on-plateau listens to the losses. Give them with --losses FILE.json: [loss of step 0, loss of step 1, …].", "reduce-on-plateau", "--steps", "3")]
    [TestCase(2, "--steps: '0' is not a whole number from 1 to 10000000.", "step", "--steps", "0")]
    [TestCase(2, "--widths: these are no widths of a network. Write the inputs and the units of each layer: 3,4,1.", "zeros", "--widths", "3")]
    public void A_slip_is_met_with_a_sentence(int code, string sentence, params string[] arguments)
    {
        var said = _playground.Run(["plugins", "eval", .. arguments]);
        Assert.That((said.Code, said.Errors[0]), Is.EqualTo((code, sentence)));
    }

    [TestCase("{}", "bad.json:1:1: start: the key 'start' is missing. Write {\"start\": [θ1, θ2, …], \"gradients\": [[g1, g2, …], …]}: a row of gradients for each step.")]
    [TestCase("{\"start\": [1], \"gradients\": [[1, 2]]}", "a row has 2 gradients and start has 1 number")]
    [TestCase("{\"start\": [\"x\"], \"gradients\": [[1]]}", "a number is needed here, not the text 'x'")]
    [TestCase("[", "bad.json:1")]
    public void A_bad_file_is_met_with_its_place(string text, string sentence)
    {
        _playground.Write("bad.json", text);
        var said = _playground.Run("plugins", "eval", "adam", "--gradients", "bad.json");
        Assert.That((said.Code, said.Error), Is.EqualTo((3, said.Error)));
        Assert.That(said.Error, Does.Contain(sentence));
    }

    private JsonElement Eval(params string[] arguments)
    {
        var said = _playground.Run(["plugins", "eval", .. arguments, "--json"]);
        Assert.That(said.Code, Is.Zero, said.Error);
        return said.Json;
    }
}
