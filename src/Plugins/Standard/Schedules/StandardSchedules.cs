using Functional.Plugins.Standard;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The schedules that come with Functional: one file each, one line here.</summary>
public static class StandardSchedules
{
    /// <summary>Registers them all.</summary>
    public static IServiceCollection AddStandardSchedules(this IServiceCollection services) => services
        .AddSchedule(Constant.Recipe)
        .AddSchedule(StepDecay.Recipe)
        .AddSchedule(MultiStepDecay.Recipe)
        .AddSchedule(ExponentialDecay.Recipe)
        .AddSchedule(LinearRamp.Recipe)
        .AddSchedule(PolynomialDecay.Recipe)
        .AddSchedule(CosineAnnealing.Recipe)
        .AddSchedule(CosineWarmRestarts.Recipe)
        .AddSchedule(OneCycle.Recipe)
        .AddSchedule(ReduceOnPlateau.Recipe);
}
