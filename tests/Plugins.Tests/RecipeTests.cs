using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>The shelf as a stranger finds it: every recipe cooks from nothing, says what it reads, and has a name of its own.</summary>
[TestFixture]
internal sealed class RecipeTests
{
    /// <summary>The names are those that people expect; whoever adds to the shelf need not add them here.</summary>
    [Test]
    public void Every_recipe_cooks_with_defaults_only_and_introduces_itself() => Assert.Multiple(() =>
    {
        All<IActivation>(
            a => a.Id, "identity", "sigmoid", "tanh", "relu", "leaky-relu", "elu", "selu", "celu", "gelu", "gelu-tanh", "silu", "mish", "softplus", "softsign",
            "hardtanh", "hardsigmoid", "hardswish", "relu6", "log-sigmoid", "tanhshrink", "softshrink", "hardshrink", "softmax", "log-softmax", "formula");
        All<ILoss>(l => l.Id, "half-sse", "mse", "mae", "huber", "binary-cross-entropy", "binary-cross-entropy-logits", "cross-entropy", "hinge");
        All<IOptimizer>(o => o.Id, "sgd", "adagrad", "rmsprop", "adam", "adamw", "adamax", "nadam", "radam", "adadelta", "rprop", "asgd", "lion");
        All<ISchedule>(s => s.Id, "constant", "step", "multi-step", "exponential", "linear", "polynomial", "cosine", "cosine-warm-restarts", "one-cycle", "reduce-on-plateau");
        All<IInitializer>(
            i => i.Id,
            "numpy-uniform", "uniform", "normal", "glorot-uniform", "glorot-normal", "he-uniform", "he-normal", "lecun-uniform", "lecun-normal", "orthogonal", "zeros");
    });

    [TestCase("sgd", 0.001)]
    [TestCase("adagrad", 0.01)]
    [TestCase("rmsprop", 0.01)]
    [TestCase("adam", 0.001)]
    [TestCase("adamw", 0.001)]
    [TestCase("adamax", 0.002)]
    [TestCase("nadam", 0.002)]
    [TestCase("radam", 0.001)]
    [TestCase("adadelta", 1.0)]
    [TestCase("rprop", 0.01)]
    [TestCase("asgd", 0.01)]
    [TestCase("lion", 0.0001)]
    public void Every_optimizer_reads_a_learning_rate_first(string name, double expected)
    {
        var settings = Settings.Defaults(name);
        Shelf.Recipe<IOptimizer>(name).Build(settings);
        Assert.That((settings.Declared[0].Name, settings.Declared[0].Value), Is.EqualTo((Settings.LearningRate, $"{expected}")));
    }

    [Test]
    public void Nesterov_needs_momentum_and_no_dampening()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Problems(("nesterov", true)), Is.EqualTo(["nesterov of sgd needs a momentum above 0 and no dampening"]));
            Assert.That(Problems(("nesterov", true), ("momentum", 0.9), ("dampening", 0.1)), Has.Length.EqualTo(1));
            Assert.That(Problems(("nesterov", true), ("momentum", 0.9)), Is.Empty);
            Assert.That(Problems(("momentum", 1)), Has.Length.EqualTo(1));
        });

        static string[] Problems(params (string, object)[] given)
        {
            var settings = new Settings("sgd", "doc", Shelf.Given(given));
            Shelf.Recipe<IOptimizer>("sgd").Build(settings);
            return [.. settings.Problems().Select(p => p.What)];
        }
    }

    [TestCase("beta1", 1)]
    [TestCase("beta2", 1)]
    [TestCase("beta2", -0.1)]
    [TestCase("epsilon", 0)]
    [TestCase("weightDecay", -1)]
    [TestCase("learningRate", -1)]
    public void Adam_refuses_what_would_divide_by_zero_or_run_away(string name, double value)
    {
        var settings = new Settings("adam", "doc", Shelf.Given((name, value)));
        Shelf.Recipe<IOptimizer>("adam").Build(settings);
        Assert.That(settings.Problems().Select(p => p.Where), Is.EqualTo([$"doc:{name}"]));
    }

    [TestCase("celu", "alpha", 0)]
    [TestCase("celu", "alpha", -1)]
    [TestCase("softplus", "beta", 0)]
    [TestCase("softplus", "threshold", -1)]
    [TestCase("softshrink", "lambda", -0.1)]
    [TestCase("hardshrink", "lambda", -0.1)]
    [TestCase("hardtanh", "max", -1)]
    [TestCase("hardtanh", "min", 1)]
    [TestCase("leaky-relu", "slope", double.NaN)]
    [TestCase("elu", "alpha", double.PositiveInfinity)]
    public void An_activation_refuses_settings_that_make_no_sense(string name, string setting, double value)
    {
        var settings = new Settings(name, "doc", Shelf.Given((setting, value)));
        Shelf.Recipe<IActivation>(name).Build(settings);
        Assert.That(settings.Problems(), Has.Count.EqualTo(1));
        Assert.That(settings.Problems()[0].What, Does.Match($"^(min|max|{setting}) of {name} "));
    }

    [Test]
    public void Every_activation_says_how_it_is_worked_by_hand_and_what_its_slope_is() => Assert.Multiple(() =>
    {
        foreach (var recipe in Shelf.Recipes<IActivation>())
        {
            Assert.That(recipe.About.Worked?.Value, Does.Contain("{z}").Or.Contain("{-z}"), recipe.Name);
            Assert.That(recipe.About.Worked?.Slope.Length, Is.Positive, recipe.Name);
            Assert.That(recipe.About.Derivative.Length, Is.Positive, recipe.Name);
        }
    });

    [TestCase("rmsprop", "alpha of rmsprop cannot be 1", "alpha=1", "centered=true")]
    [TestCase("rmsprop", "centered of rmsprop needs an alpha above 0: without memory nothing deviates", "alpha=0", "centered=true")]
    [TestCase("rmsprop", "momentum of rmsprop cannot be 1", "momentum=1")]
    [TestCase("adagrad", "initialAccumulatorValue of adagrad cannot be -1", "initialAccumulatorValue=-1")]
    [TestCase("adagrad", "lrDecay of adagrad cannot be -1", "lrDecay=-1")]
    [TestCase("adagrad", "epsilon of adagrad cannot be 0", "epsilon=0")]
    [TestCase("adamw", "weightDecay of adamw cannot be -1", "weightDecay=-1")]
    [TestCase("adamax", "beta2 of adamax cannot be 1", "beta2=1")]
    [TestCase("nadam", "momentumDecay of nadam cannot be -1", "momentumDecay=-1")]
    [TestCase("radam", "beta1 of radam cannot be 1", "beta1=1")]
    [TestCase("adadelta", "rho of adadelta cannot be 1.5", "rho=1.5")]
    [TestCase("rprop", "etaMinus of rprop cannot be 1", "etaMinus=1")]
    [TestCase("rprop", "etaPlus of rprop cannot be 1", "etaPlus=1")]
    [TestCase("rprop", "stepMin of rprop is larger than stepMax", "stepMin=2", "stepMax=1")]
    [TestCase("asgd", "lambda of asgd is another word for lambd, which is given too", "lambd=0.1", "lambda=0.1")]
    [TestCase("asgd", "t0 of asgd cannot be -1", "t0=-1")]
    [TestCase("lion", "beta2 of lion cannot be 1", "beta2=1")]
    [TestCase("lion", "lion has no setting 'epsilon'", "epsilon=1")]
    public void Settings_out_of_range_or_against_each_other_are_refused(string name, string what, params string[] given)
    {
        var settings = new Settings(name, "doc", Shelf.Given([.. given.Select(g => g.Split('=')).Select(g => (g[0], g[1] == "true" ? true : (object)double.Parse(g[1], System.Globalization.CultureInfo.InvariantCulture)))]));
        Shelf.Recipe<IOptimizer>(name).Build(settings);
        Assert.That(settings.Problems().Select(p => p.What), Is.EqualTo([what]));
    }

    [Test]
    public void Lambda_is_another_word_for_lambd() =>
        Assert.That(Shelf.Make<IOptimizer>("asgd", ("lambda", 0.5)).Id, Is.EqualTo(Shelf.Make<IOptimizer>("asgd", ("lambd", 0.5)).Id));

    [Test]
    [SetCulture("tr-TR")]
    public void Ids_name_the_settings_in_force()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Shelf.Make<ISchedule>("step", ("stepSize", 10), ("gamma", 0.5)).Id, Is.EqualTo("step(stepSize=10, gamma=0.5)"));
            Assert.That(Shelf.Make<IInitializer>("numpy-uniform", ("seed", 123)).Id, Is.EqualTo("numpy-uniform(seed=123)"));
            Assert.That(Shelf.Make<ILoss>("cross-entropy", ("labelSmoothing", 0.1)).Id, Is.EqualTo("cross-entropy(labelSmoothing=0.1)"));
            Assert.That(Shelf.Activation("leaky-relu").Id, Is.EqualTo("leaky-relu(slope=0.01)"));
            Assert.That(Shelf.Make<IActivation>("hardtanh", ("min", -2), ("max", 0.5)).Id, Is.EqualTo("hardtanh(min=-2, max=0.5)"));
            Assert.That(Shelf.Activation("softplus").Id, Is.EqualTo("softplus(beta=1)"));
            Assert.That(Shelf.Make<IActivation>("softplus", ("threshold", 20)).Id, Is.EqualTo("softplus(beta=1, threshold=20)"));
            Assert.That(Shelf.Make<IOptimizer>("sgd", ("momentum", 0.9)).Id, Does.Contain("momentum=0.9"));
            Assert.That(Shelf.Make<IOptimizer>("adam", ("beta1", 0.8)).Id, Does.Contain("beta1=0.8"));
        });
    }

    private static void All<T>(Func<T, string> id, params string[] expected)
        where T : class
    {
        Assert.That(Shelf.Recipes<T>().Select(r => r.Name), Is.SupersetOf(expected).And.Unique);
        foreach (var recipe in Shelf.Recipes<T>())
        {
            var settings = Settings.Defaults(recipe.Name);
            Assert.That(id(recipe.Build(settings)), Does.StartWith(recipe.Name));
            Assert.That(settings.Faults.Concat(settings.Problems()), Is.Empty, recipe.Name);
            Assert.That(settings.Declared.Select(s => s.Name), Is.Unique, recipe.Name);
            Assert.That(settings.Declared.All(s => s.Help.Length > 0 && s.Value == s.Default), Is.True, recipe.Name);
            Assert.That((recipe.About.Formula.Length, recipe.About.Summary.Length), Is.Not.EqualTo((0, 0)), recipe.Name);
        }
    }
}
