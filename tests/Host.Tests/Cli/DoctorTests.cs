using System.Text.Json;

namespace Functional.Host.Tests;

/// <summary>Runs that overflow, each in another part of the step: what a person and a machine are told, and that the remedy is one.</summary>
public sealed class DoctorTests
{
    private readonly Playground _playground = new();

    [OneTimeTearDown]
    public void CleanUp() => _playground.Dispose();

    /// <summary>Document, stage, layer, tensor, and pieces of what fed it and of the remedy.</summary>
    private static readonly TestCaseData[] Sick =
    [
        Case("rate", """ "loss":"mse","optimizer":{"name":"sgd","learningRate":0.8}""", "identity", "loss", null, "loss", "mse of row 0", "--learning-rate 0.008, tried"),
        Case("formula", """ "loss":"mse","optimizer":{"name":"sgd","learningRate":0.1}""", "formula", "activation", 0, "layer0.activations", "formula(exp(x^2))(", "--learning-rate 1E-08, tried"),
        new TestCaseData("probability", """
            {"data":{"inputs":[[1,2],[3,4]],"targets":[[1],[0]]},"network":{"layers":[{"units":1,"activation":"identity"}]},"loss":"binary-cross-entropy",
             "optimizer":{"name":"sgd","learningRate":0.1},"initial":{"parameters":{"layer0.weights":[[0.1],[0.1]],"layer0.bias":[0.01]}},"steps":50}
            """, "loss", null, "loss", "with output -0.791224 and target 1 is NaN", "'binary-cross-entropy-logits'"),
        new TestCaseData("slot", """
            {"data":{"inputs":[[1e200],[3]],"targets":[[1],[0]]},"network":{"layers":[{"units":1,"activation":"sigmoid"}]},"loss":"half-sse",
             "optimizer":{"name":"adam","learningRate":0.1},"initial":{"parameters":{"layer0.weights":[[1e-200]],"layer0.bias":[0.01]}},"steps":50,"record":{"keep":20}}
            """, "slot", null, "v.layer0.weights", "gradient of layer0.weights[0,0] = -5.22484E+198", "clip={\"norm\":1}"),
        new TestCaseData("inputs", """
            {"data":{"inputs":[[1,1],[1e200,0]],"targets":[[1],[0]]},"network":{"layers":[{"units":1,"activation":"identity"}]},"loss":"mae",
             "batch":{"rows":[[0],[1]]},"optimizer":{"name":"sgd","learningRate":1},"initial":{"parameters":{"layer0.weights":[[-1e150],[0]],"layer0.bias":[0]}},"steps":50}
            """, "preActivation", 0, "layer0.preActivations", "inputs[0,0] · layer0.weights[0,0] = 1E+200 · -1E+150 = -Infinity", "Scale the inputs: they reach 1E+200"),
        new TestCaseData("backwards", """
            {"data":{"inputs":[[1e200]],"targets":[[0]]},"network":{"layers":[{"units":1,"activation":"identity","bias":false},{"units":1,"activation":"identity","bias":false}]},"loss":"mae",
             "optimizer":{"name":"sgd","learningRate":1},"initial":{"parameters":{"layer0.weights":[[1e-200]],"layer1.weights":[[1e120]]}},"steps":50}
            """, "gradient", 0, "layer0.weights", "inputs[0,0] · layer0.preActivationGradients[0,0] = 1E+200 · 1E+120 = Infinity", "Scale the inputs"),
        new TestCaseData("update", """
            {"data":{"inputs":[[1]],"targets":[[1e154]]},"network":{"layers":[{"units":1,"activation":"identity","bias":false}]},"loss":"half-sse",
             "optimizer":{"name":"sgd","learningRate":1e200},"initial":{"parameters":{"layer0.weights":[[1]]}},"steps":50}
            """, "update", 0, "layer0.weights", "gradient of layer0.weights[0,0] = -1E+154, layer0.weights[0,0] = 1, learningRate = 1E+200", "clip={\"norm\":1}"),
    ];

    [TestCaseSource(nameof(Sick))]
    public void The_first_number_that_is_not_finite_is_told_with_what_fed_it(string name, string document, string stage, int? layer, string tensor, string fed, string remedy)
    {
        _playground.Write(name + ".json", document);
        var page = _playground.Run("train", name + ".json", "--as", name);
        var said = _playground.Run("train", name + ".json", "--as", name + "-json", "--json");
        Assert.That((page.Code, said.Code), Is.EqualTo((7, 7)), page.Error);
        var (sick, last) = (said.Json.GetProperty("nonFinite"), said.Json.GetProperty("last").GetProperty("step").GetInt64());
        var first = sick.GetProperty("first");
        Assert.Multiple(() =>
        {
            Assert.That(sick.GetProperty("step").GetInt64(), Is.EqualTo(last + 1));
            Assert.That(sick.GetProperty("stage").GetString(), Is.EqualTo(stage));
            Assert.That(sick.GetProperty("layer").ValueKind == JsonValueKind.Null ? null : (int?)sick.GetProperty("layer").GetInt32(), Is.EqualTo(layer));
            Assert.That(first.GetProperty("tensor").GetString(), Is.EqualTo(tensor));
            Assert.That(first.GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.String));
            Assert.That(sick.GetProperty("fed").GetProperty("sentence").GetString(), Does.Contain(fed));
            Assert.That(sick.GetProperty("fed").GetProperty("numbers").GetArrayLength(), Is.GreaterThan(0));
            Assert.That(sick.GetProperty("remedy").GetString(), Does.Contain(remedy));
            Assert.That(page.Out, Does.Contain($"Training stopped: ").And.Contain("  first    step ").And.Contain(fed).And.Contain(remedy));
        });

        // The run says the same when it is looked at again, and nothing in it is sick.
        Assert.That(_playground.Run("show", $"{name}@last").Out, Does.Contain(fed).And.Contain(remedy));
        Assert.That(_playground.Run("show", $"{name}@last", "--json").Json.GetProperty("nonFinite").GetRawText(), Is.EqualTo(sick.GetRawText()));
        Assert.That(_playground.Run("replay", name).Code, Is.Zero);
    }

    [Test]
    public void The_learning_rate_that_was_tried_works()
    {
        _playground.Write("again.json", Document("again", """ "loss":"mse","optimizer":{"name":"sgd","learningRate":0.8}""", "identity"));
        Assert.That(_playground.Run("train", "again.json").Code, Is.EqualTo(7));
        Assert.That(_playground.Run("train", "again.json", "--learning-rate", "0.008", "--as", "mended").Code, Is.Zero);
    }

    [Test]
    public void The_first_state_may_be_the_sick_one()
    {
        _playground.Write("hopeless.json", """
            {"data":{"inputs":[[1e200]],"targets":[[1]]},"network":{"layers":[{"units":1,"activation":"identity"}]},"loss":"half-sse",
             "initial":{"parameters":{"layer0.weights":[[1e150]],"layer0.bias":[0]}},"optimizer":"sgd","steps":5}
            """);
        var said = _playground.Run("train", "hopeless.json");
        Assert.That(said.Code, Is.EqualTo(7));
        Assert.That(said.Errors, Is.EqualTo(new[]
        {
            "hopeless: the loss of the first state is not finite: pre-activation z[0,0] of layer 0 is Infinity, Σ x·w + b, and its term 1 of 1 is inputs[0,0] · layer0.weights[0,0] = 1E+200 · 1E+150 = Infinity. "
            + "Scale the inputs: they reach 1E+200, and about 1 is what training wants (of a CSV file: \"scale\": \"standard\").",
        }));
        Assert.That(File.Exists(_playground.PathOf("hopeless")), Is.False);
    }

    /// <summary>sigmoid(∞) = 1 hides an infinite z; the weight that grows behind it ends the run later, and the doctor goes back to the beginning.</summary>
    [Test]
    public void An_infinity_that_was_hidden_for_some_steps_is_found_where_it_began()
    {
        _playground.Write("hidden.json", """
            {"data":{"inputs":[[1e200,1]],"targets":[[1e3]]},"network":{"layers":[{"units":1,"activation":"sigmoid","bias":false},{"units":1,"activation":"identity"}]},"loss":"half-sse",
             "optimizer":{"name":"sgd","learningRate":30},"initial":{"parameters":{"layer0.weights":[[1e150],[0]],"layer1.weights":[[1]],"layer1.bias":[0]}},"steps":500}
            """);
        var said = _playground.Run("train", "hidden.json", "--json");
        Assert.That(said.Code, Is.EqualTo(7));
        var (last, first) = (said.Json.GetProperty("last").GetProperty("step").GetInt64(), said.Json.GetProperty("nonFinite").GetProperty("first"));
        // He goes back 64 steps and not beyond.
        Assert.That((last > 64, first.GetProperty("step").GetInt64(), first.GetProperty("tensor").GetString()), Is.EqualTo((true, last - 64, "layer0.preActivations")));
        Assert.That(_playground.Run("show", "hidden@last").Out, Does.Contain($"(what follows hid it until step {last})"));
    }

    [Test]
    public void The_plugin_of_a_stranger_is_named_and_not_the_learning_rate()
    {
        var dll = Stranger.Activation(_playground.Folder, "Odd", "z < -1 ? double.NaN : z", "1");
        _playground.Write("odd.json", """
            {"data":{"inputs":[[1]],"targets":[[-3]]},"network":{"layers":[{"units":1,"activation":"odd"}]},"loss":"half-sse",
             "optimizer":{"name":"sgd","learningRate":0.1},"initial":{"parameters":{"layer0.weights":[[1]],"layer0.bias":[0]}},"steps":50}
            """);
        var said = _playground.Run("train", "odd.json", "--plugin", dll);
        Assert.That(said.Code, Is.EqualTo(7), said.Error);
        Assert.That(said.Out, Does.Contain(": activation a[0,0] of layer 0 is NaN\n").And.Contain("odd(-1.").And.Contain("It comes out of odd, a plugin of Odd, ").And.Contain("'functional plugins check odd'"));
    }

    [Test]
    public void A_fork_tells_it_like_any_training()
    {
        Assert.That(_playground.Run("train", "xor", "--steps", "20", "--as", "calm").Code, Is.Zero);
        var said = _playground.Run("fork", "calm@10", "--as", "wild", "--set", "optimizer.learningRate=1e300", "--set", "loss=mse", "--set", "network.layers[0].activation=identity", "--set", "network.layers[1].activation=identity");
        Assert.That(said.Code, Is.EqualTo(7), said.Error);
        Assert.That(said.Out, Does.Contain("Training stopped: ").And.Contain("  first    step 11: ").And.Contain("  remedy   Take a smaller learning rate"));
    }

    private static TestCaseData Case(string name, string settings, string activation, string stage, int? layer, string tensor, string fed, string remedy) =>
        new(name, Document(name, settings, activation), stage, layer, tensor, fed, remedy);

    private static string Document(string name, string settings, string activation) => $$"""
        {"name":"{{name}}","data":{"inputs":[[1,2],{{(activation == "formula" ? "[1.5,1.9]" : "[3,4]")}}],"targets":[[1],[-1]]},
         "network":{"layers":[{"units":3,"activation":{{(activation == "formula" ? """{"formula":"exp(x^2)"}""" : "\"identity\"")}}},{"units":1,"activation":"identity"}]},
         {{settings}},"initial":{"scheme":"numpy-uniform","seed":1},"steps":50}
        """;
}
