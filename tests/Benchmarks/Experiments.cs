using System.Text;
using Functional.Core;
using Functional.Host;
using LanguageExt;

namespace Functional.Benchmarks;

/// <summary>What is trained: run documents, composed as the program composes them.</summary>
internal static class Experiments
{
    public static readonly Lazy<Catalogue> Catalogue = new(() => Right(Host.Plugins.Standard()));

    public static Experiment Article { get; } = Compose(BuiltInDocuments.Article, null);

    public static Experiment ArticleThreeLayer { get; } = Compose(BuiltInDocuments.ArticleThreeLayer, null);

    /// <summary>64-32-10 on scikit-learn's digits.</summary>
    public static Experiment Digits() => Compose(Classifier("digits", 32, 32, "adam", 0.001, 10_000, "\"auto\""), Data.Digits());

    /// <summary>784-128-10 on <paramref name="data"/>, shuffled batches of 64.</summary>
    public static Experiment Pixels(string optimizer, Dataset data, long steps = 1_000_000, string keep = "\"auto\"") =>
        Compose(Classifier("pixels", 128, 64, optimizer, RateOf(optimizer), steps, keep), data);

    /// <summary>The value of something that cannot fail here.</summary>
    public static T Right<T>(Either<Failure, T> either) => either.Match(
        value => value,
        failure => throw new InvalidOperationException(string.Join("; ", failure.Problems)));

    private static double RateOf(string optimizer) => optimizer == "adam" ? 0.001 : 0.01;

    private static Experiment Compose(string document, Dataset? data) => JsonText.Parse("benchmark", Encoding.UTF8.GetBytes(document))
        .Bind(tree => Composer.Compose(tree, Catalogue.Value, Prelude.Optional(data).Map(PreparedData.Of)))
        .Match(experiment => experiment, problems => throw new InvalidOperationException(string.Join("; ", problems)));

    private static string Classifier(string name, int hidden, int batch, string optimizer, double rate, long steps, string keep) => FormattableString.Invariant(
        $$"""
        {
          "name": "{{name}}",
          "data": { "source": "{{name}}" },
          "network": { "layers": [ { "units": {{hidden}}, "activation": "relu" }, { "units": 10, "activation": "identity" } ] },
          "loss": "cross-entropy",
          "optimizer": { "name": "{{optimizer}}", "learningRate": {{rate}} },
          "batch": { "size": {{batch}}, "shuffle": true, "seed": 1 },
          "initial": { "scheme": "he-uniform", "seed": 2 },
          "steps": {{steps}},
          "record": { "keep": {{keep}} }
        }
        """);
}
