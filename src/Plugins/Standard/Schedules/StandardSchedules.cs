using Functional.Plugins.Standard;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The schedules that come with Functional: one file each, one line here.</summary>
public static class StandardSchedules
{
    /// <summary>Registers them all.</summary>
    public static IServiceCollection AddStandardSchedules(this IServiceCollection services) => services
        .AddSchedule("constant", _ => new Constant(), new("learningRate", "The same learning rate at every step."))
        .AddSchedule("step", s => new StepDecay(s.Integer("stepSize", 30, "steps between two decays", min: 1), s.Number("gamma", 0.1, "what the rate is multiplied by at each decay", min: 0)), new("learningRate · gamma^⌊step / stepSize⌋", "Drops the learning rate by a factor every so many steps."));
}
