using Functional.Plugins;
using Functional.Plugins.Standard;
using Microsoft.Extensions.DependencyInjection;

namespace Functional.Core.Tests;

/// <summary>Everything on the shelf, as its recipes make it.</summary>
internal static class ShelfGens
{
    private static readonly string[] BendAtZero = ["elu", "celu", "softsign"];

    /// <summary>All activations; the three without a kink whose second derivative jumps at 0 say so here, for the sake of differences.</summary>
    public static readonly Gen<IActivation> Activation = Gen.OneOf(
        [
            .. Made<IActivation>(services => services.AddStandardActivations()).Where(a => !BendAtZero.Contains(a.Id.Split('(')[0])),
            new Lanewise<Elu>("elu(alpha=1)", new Elu(1), 0),
            new Lanewise<Celu>("celu(alpha=0.5)", new Celu(0.5), 0),
            new Lanewise<Softsign>("softsign", default, 0),
            new Lanewise<LeakyRelu>("leaky-relu(slope=0.2)", new LeakyRelu(0.2)),
            new Lanewise<Softplus>("softplus(beta=3)", new Softplus(3)),
        ]);

    /// <summary>The losses without a kink.</summary>
    public static readonly Gen<ILoss> SmoothLoss = Gen.OneOf(
        [.. Made<ILoss>(services => services.AddStandardLosses()).Where(l => l.Id is "half-sse" or "mse" or "cross-entropy" or "binary-cross-entropy-logits")]);

    /// <summary>All optimizers, alone and behind a penalty and a clip.</summary>
    public static readonly Gen<IOptimizer> Optimizer =
        from optimizer in Gen.OneOf([.. Made<IOptimizer>(services => services.AddStandardOptimizers())])
        from shape in Gen.Int[0, 4]
        select shape switch
        {
            0 => Optimizers.Chain(new Penalty(0.001, 0.01), new ClipByNorm(0.5), optimizer),
            1 => Optimizers.Chain(new ClipByValue(0.1), optimizer),
            _ => optimizer,
        };

    /// <summary>All losses.</summary>
    public static readonly Gen<ILoss> Loss = Gen.OneOf([.. Made<ILoss>(services => services.AddStandardLosses())]);

    private static IEnumerable<T> Made<T>(Func<IServiceCollection, IServiceCollection> add)
        where T : class =>
        add(new ServiceCollection()).Select(d => d.ImplementationInstance).OfType<Recipe<T>>().Select(r => r.Build(Settings.Defaults(r.Name)));
}
