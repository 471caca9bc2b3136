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
        .AddActivation(LeakyRelu.Recipe)
        .AddActivation(Elu.Recipe)
        .AddActivation(Selu.Recipe)
        .AddActivation(Celu.Recipe)
        .AddActivation(Gelu.Recipe)
        .AddActivation(GeluTanh.Recipe)
        .AddActivation(Silu.Recipe)
        .AddActivation(Mish.Recipe)
        .AddActivation(Softplus.Recipe)
        .AddActivation(Softsign.Recipe)
        .AddActivation(Hardtanh.Recipe)
        .AddActivation(Hardsigmoid.Recipe)
        .AddActivation(Hardswish.Recipe)
        .AddActivation(Relu6.Recipe)
        .AddActivation(LogSigmoid.Recipe)
        .AddActivation(Tanhshrink.Recipe)
        .AddActivation(Softshrink.Recipe)
        .AddActivation(Hardshrink.Recipe)
        .AddActivation(Softmax.Recipe)
        .AddActivation(LogSoftmax.Recipe)
        .AddActivation(FormulaActivation.Recipe);
}
