using Microsoft.Extensions.DependencyInjection;

namespace Functional.Plugins.Standard;

/// <summary>The whole shelf, through the same door as a stranger's plugin.</summary>
public sealed class StandardPlugins : IPlugin
{
    /// <inheritdoc/>
    public void Register(IServiceCollection services) => services
        .AddStandardActivations()
        .AddStandardLosses()
        .AddStandardOptimizers()
        .AddStandardSchedules()
        .AddStandardInitializers();
}
