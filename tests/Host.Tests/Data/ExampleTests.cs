using Functional.Core;
using LanguageExt;

namespace Functional.Host.Tests;

/// <summary>Every ready-made document composes, trains, and is as good as its line in the list says.</summary>
public static class ExampleTests
{
    private static IEnumerable<string> Names => BuiltInDocuments.Names;

    [TestCaseSource(nameof(Names))]
    public static void It_reaches_what_it_says(string name)
    {
        var example = BuiltInDocuments.Find(name)!;
        var experiment = Docs.Value(Docs.Compose(example.Text));
        var last = Training.Run(experiment.Pipeline, experiment.Initial, experiment.Batches, experiment.Steps);
        var reached = Score(experiment, last);
        var (unit, decimals) = example.Reaches.IsAccuracy ? (100, 1) : (1, 4);
        Assert.That(
            reached with { Score = Math.Round(unit * reached.Score, decimals) },
            Is.EqualTo(example.Reaches with { Score = Math.Round(unit * example.Reaches.Score, decimals) }),
            $"{name} reaches {reached}, {Math.Round(reached.Score * reached.Rows)} right");
    }

    [TestCase("digits", 0.96)]
    [TestCase("iris", 0.95)]
    [TestCase("wine", 0.95)]
    [TestCase("breast-cancer", 0.95)]
    [TestCase("spiral", 0.95)]
    [TestCase("circle", 0.95)]
    [TestCase("quadrants", 0.95)]
    [TestCase("moons", 0.95)]
    [TestCase("gauss", 0.95)]
    [TestCase("plane", 0.97)]
    [TestCase("multi-gauss", 0.97)]
    public static void What_it_says_is_worth_showing(string name, double least)
    {
        var reaches = BuiltInDocuments.Find(name)!.Reaches;
        Assert.That(reaches.AreUnseen, Is.True);
        Assert.That(reaches.Score, Is.GreaterThanOrEqualTo(least).And.LessThanOrEqualTo(1));
    }

    [TestCaseSource(nameof(Names))]
    public static void Its_network_is_the_one_in_the_list_and_nothing_about_it_needs_a_warning(string name)
    {
        var example = BuiltInDocuments.Find(name)!;
        var experiment = Docs.Value(Docs.Compose(example.Text));
        var layers = experiment.Pipeline.Network.Layers;
        var activations = layers.Select(l => l.Activation.Id).ToList();
        var units = string.Join('-', layers.Select(l => l.Units).Prepend(experiment.Pipeline.Network.Inputs));
        Assert.That(example.Network, Is.EqualTo($"{units} {(activations.Distinct().Count() == 1 ? activations[0] : string.Join(", ", activations))}"));
        Assert.That(experiment.Warnings, Is.Empty);
        Assert.That(experiment.Name, Is.EqualTo(name));
    }

    [Test]
    public static void Every_built_in_set_has_a_document() =>
        Assert.That(BuiltInDocuments.Names, Is.EquivalentTo(BuiltInData.Shelf.Names));

    /// <summary>Test rows where there are some: the class of the largest output, or whether a single one is above one half; R² where numbers are learned.</summary>
    private static Reached Score(Experiment experiment, TrainingState state)
    {
        var rows = experiment.Test.IfNone(experiment.Data);
        var outputs = Training.Predict(experiment.Pipeline.Network, state.Parameters, rows.Rows, rows.Inputs).Outputs.ToArray().Chunk(rows.TargetWidth).ToList();
        var targets = rows.Targets.ToArray().Chunk(rows.TargetWidth).ToList();
        if (targets.TrueForAll(t => t.All(x => x is 0 or 1)))
            return new(outputs.Zip(targets, (o, t) => ClassOf(o) == ClassOf(t)).Count(right => right) / (double)rows.Rows, true, rows.Rows, experiment.Test.IsSome);
        var mean = targets.Average(t => t[0]);
        var (left, all) = (outputs.Zip(targets, (o, t) => (o[0] - t[0]) * (o[0] - t[0])).Sum(), targets.Sum(t => (t[0] - mean) * (t[0] - mean)));
        return new(1 - (left / all), false, rows.Rows, experiment.Test.IsSome);
    }

    private static int ClassOf(double[] outputs) => outputs.Length == 1 ? (outputs[0] > 0.5 ? 1 : 0) : Array.IndexOf(outputs, outputs.Max());
}
