using Functional.Plugins.Standard;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The optimizers that come with Functional: one file each, one line here.</summary>
public static class StandardOptimizers
{
    /// <summary>Registers them all.</summary>
    public static IServiceCollection AddStandardOptimizers(this IServiceCollection services) => services
        .AddOptimizer(Sgd.Recipe)
        .AddOptimizer(Adam.Recipe);
}
