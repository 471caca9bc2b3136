using Functional.Plugins.Standard;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The activations that come with Functional: one file each, one line here.</summary>
public static class StandardActivations
{
    /// <summary>Registers them all.</summary>
    public static IServiceCollection AddStandardActivations(this IServiceCollection services) => services
        .AddActivation(Identity.Recipe)
        .AddActivation(Sigmoid.Recipe)
        .AddActivation(Tanh.Recipe)
        .AddActivation(Relu.Recipe)
        .AddActivation(FormulaActivation.Recipe);
}
