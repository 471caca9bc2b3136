using Functional.Plugins.Standard;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The losses that come with Functional: one file each, one line here.</summary>
public static class StandardLosses
{
    /// <summary>Registers them all.</summary>
    public static IServiceCollection AddStandardLosses(this IServiceCollection services) => services
        .AddLoss(HalfSse.Recipe)
        .AddLoss(MeanSquaredError.Recipe)
        .AddLoss(MeanAbsoluteError.Recipe)
        .AddLoss(Huber.Recipe)
        .AddLoss(BinaryCrossEntropy.Recipe)
        .AddLoss(BinaryCrossEntropyLogits.Recipe)
        .AddLoss(CrossEntropy.Recipe)
        .AddLoss(Hinge.Recipe);
}
