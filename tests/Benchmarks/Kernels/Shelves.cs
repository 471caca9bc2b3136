using Functional.Core;
using Functional.Host;

namespace Functional.Benchmarks;

/// <summary>Strategies by the name that a document gives them, at their defaults.</summary>
internal static class Shelves
{
    public static IActivation Activation(string name) => Make(Experiments.Catalogue.Value.Activations, name);

    public static ILoss Loss(string name) => Make(Experiments.Catalogue.Value.Losses, name);

    public static IOptimizer Optimizer(string name) => Make(Experiments.Catalogue.Value.Optimizers, name);

    private static T Make<T>(Shelf<T> shelf, string name)
        where T : class =>
        shelf.Make(name, "benchmark", new Dictionary<string, Plugins.SettingValue>())
            .Match(made => made.Strategy, problems => throw new InvalidOperationException(string.Join("; ", problems)));
}
