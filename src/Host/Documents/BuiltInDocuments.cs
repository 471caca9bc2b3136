using System.Collections.Immutable;

namespace Functional.Host;

/// <summary>Ready-made run documents, as text for people to read and copy from.</summary>
public static class BuiltInDocuments
{
    /// <summary>The article's network: three inputs, one sigmoid unit, no bias, every state kept.</summary>
    public const string Article =
        """
        {
          "name": "article",
          "data": { "source": "article" },
          "network": { "layers": [ { "units": 1, "activation": "sigmoid", "bias": false } ] },
          "loss": "half-sse",
          "optimizer": { "name": "sgd", "learningRate": 1 },
          "initial": { "scheme": "numpy-uniform", "seed": 123 },
          "steps": 100000,
          "record": { "keep": "every" }
        }

        """;

    /// <summary>The article's second network: a hidden layer of four, for targets that one layer cannot reach.</summary>
    public const string ArticleThreeLayer =
        """
        {
          "name": "article-3-layer",
          "data": { "source": "article-3-layer" },
          "network": {
            "layers": [
              { "units": 4, "activation": "sigmoid", "bias": false },
              { "units": 1, "activation": "sigmoid", "bias": false }
            ]
          },
          "loss": "half-sse",
          "optimizer": { "name": "sgd", "learningRate": 1 },
          "initial": { "scheme": "numpy-uniform", "seed": 1 },
          "steps": 60000
        }

        """;

    /// <summary>XOR in 2,000 steps: the smallest problem that needs a hidden layer.</summary>
    public const string Xor =
        """
        {
          "name": "xor",
          "data": { "source": "xor" },
          "network": {
            "layers": [
              { "units": 4, "activation": "tanh" },
              { "units": 1, "activation": "sigmoid" }
            ]
          },
          "loss": "half-sse",
          "optimizer": { "name": "sgd", "learningRate": 0.5, "momentum": 0.9 },
          "initial": { "scheme": "glorot-uniform", "seed": 1 },
          "steps": 2000,
          "record": { "keep": "every" }
        }

        """;

    /// <summary>All of them, by the name that a command takes.</summary>
    public static ImmutableSortedDictionary<string, string> All { get; } = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create("article", Article),
            KeyValuePair.Create("article-3-layer", ArticleThreeLayer),
            KeyValuePair.Create("xor", Xor),
        ]);
}
