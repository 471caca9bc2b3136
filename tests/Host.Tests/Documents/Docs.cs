using System.Text;
using Functional.Core;
using Functional.Plugins.Standard;
using LanguageExt;
using Microsoft.Extensions.DependencyInjection;

namespace Functional.Host.Tests;

/// <summary>What every test of documents needs: the shelf, and the lines a person would see.</summary>
internal static class Docs
{
    public const string Sound =
        """
        {
          "data": { "inputs": [[0, 1], [1, 0], [1, 1]], "targets": [[0], [1], [1]] },
          "network": { "layers": [ { "units": 2, "activation": "tanh" }, { "units": 1, "activation": "sigmoid" } ] },
          "loss": "half-sse",
          "optimizer": { "name": "sgd", "learningRate": 0.5, "momentum": 0.9 },
          "schedule": { "name": "step", "stepSize": 10, "gamma": 0.5 },
          "batch": { "size": 2, "shuffle": true, "seed": 7 },
          "initial": { "scheme": "numpy-uniform", "seed": 123 },
          "steps": 100,
          "record": { "keep": 5, "budget": "64MB" }
        }
        """;

    public static Catalogue Catalogue { get; } = Value(Functional.Host.Catalogue.From(Services()));

    public static Validation<Problem, JsonTree> Parse(string text) => JsonText.Parse("train.json", Encoding.UTF8.GetBytes(text));

    public static Validation<Problem, Experiment> Compose(string text) =>
        Parse(text).Bind(tree => Composer.Compose(tree, Catalogue, Option<PreparedData>.None));

    public static T Value<T>(Validation<Problem, T> validation) => validation.Match(
        Succ: value => value,
        Fail: problems => throw new AssertionException(string.Join("\n", problems)));

    public static IReadOnlyList<string> Lines<T>(Validation<Problem, T> validation) =>
        validation.Match(Succ: _ => [], Fail: problems => problems.Select(p => p.ToString()).ToList());

    /// <summary>The sound document with one piece of text exchanged.</summary>
    public static string With(string piece, string other)
    {
        var changed = Sound.Replace(piece, other, StringComparison.Ordinal);
        return changed != Sound ? changed : throw new AssertionException($"the sound document does not hold {piece}");
    }

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        new StandardPlugins().Register(services);
        return services.BuildServiceProvider();
    }
}
