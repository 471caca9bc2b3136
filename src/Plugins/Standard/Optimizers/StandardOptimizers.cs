using Functional.Plugins.Standard;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The optimizers that come with Functional: one file each, one line here.</summary>
public static class StandardOptimizers
{
    /// <summary>Registers them all.</summary>
    public static IServiceCollection AddStandardOptimizers(this IServiceCollection services) => services
        .AddOptimizer(Sgd.Recipe)
        .AddOptimizer(Adagrad.Recipe)
        .AddOptimizer(RmsProp.Recipe)
        .AddOptimizer(Adam.Recipe)
        .AddOptimizer(AdamW.Recipe)
        .AddOptimizer(Adamax.Recipe)
        .AddOptimizer(NAdam.Recipe)
        .AddOptimizer(RAdam.Recipe)
        .AddOptimizer(Adadelta.Recipe)
        .AddOptimizer(Rprop.Recipe)
        .AddOptimizer(Asgd.Recipe)
        .AddOptimizer(Lion.Recipe);
}
