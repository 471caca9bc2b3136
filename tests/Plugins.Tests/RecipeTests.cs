using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>The shelf as a stranger finds it: every recipe cooks from nothing, says what it reads, and has a name of its own.</summary>
[TestFixture]
internal sealed class RecipeTests
{
    [Test]
    public void Every_recipe_cooks_with_defaults_only_and_introduces_itself() => Assert.Multiple(() =>
    {
        All<IActivation>(a => a.Id, "identity", "sigmoid", "tanh", "relu", "formula");
        All<ILoss>(l => l.Id, "half-sse", "mse", "cross-entropy");
        All<IOptimizer>(o => o.Id, "sgd", "adam");
        All<ISchedule>(s => s.Id, "constant", "step");
        All<IInitializer>(i => i.Id, "numpy-uniform", "glorot-uniform", "zeros");
    });

    [TestCase("sgd", 0.001)]
    [TestCase("adam", 0.001)]
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

    [Test]
    [SetCulture("tr-TR")]
    public void Ids_name_the_settings_in_force()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Shelf.Make<ISchedule>("step", ("stepSize", 10), ("gamma", 0.5)).Id, Is.EqualTo("step(stepSize=10, gamma=0.5)"));
            Assert.That(Shelf.Make<IInitializer>("numpy-uniform", ("seed", 123)).Id, Is.EqualTo("numpy-uniform(seed=123)"));
            Assert.That(Shelf.Make<ILoss>("cross-entropy", ("labelSmoothing", 0.1)).Id, Is.EqualTo("cross-entropy(labelSmoothing=0.1)"));
            Assert.That(Shelf.Make<IOptimizer>("sgd", ("momentum", 0.9)).Id, Does.Contain("momentum=0.9"));
            Assert.That(Shelf.Make<IOptimizer>("adam", ("beta1", 0.8)).Id, Does.Contain("beta1=0.8"));
        });
    }

    private static void All<T>(Func<T, string> id, params string[] expected)
        where T : class
    {
        Assert.That(Shelf.Recipes<T>().Select(r => r.Name), Is.EqualTo(expected));
        foreach (var recipe in Shelf.Recipes<T>())
        {
            var settings = Settings.Defaults(recipe.Name);
            Assert.That(id(recipe.Build(settings)), Does.StartWith(recipe.Name));
            Assert.That(settings.Problems(), Is.Empty, recipe.Name);
            Assert.That(settings.Declared.Select(s => s.Name), Is.Unique, recipe.Name);
            Assert.That(settings.Declared.All(s => s.Help.Length > 0 && s.Value == s.Default), Is.True, recipe.Name);
            Assert.That((recipe.About.Formula.Length, recipe.About.Summary.Length), Is.Not.EqualTo((0, 0)), recipe.Name);
        }
    }
}
