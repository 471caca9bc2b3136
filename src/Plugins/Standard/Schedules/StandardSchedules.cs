using Functional.Plugins.Standard;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The schedules that come with Functional: one file each, one line here.</summary>
public static class StandardSchedules
{
    /// <summary>Registers them all.</summary>
    public static IServiceCollection AddStandardSchedules(this IServiceCollection services) => services
        .AddSchedule(Constant.Recipe)
        .AddSchedule(StepDecay.Recipe);
}
