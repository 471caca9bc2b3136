using Functional.Core;
using Functional.Plugins;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// The five ways to put a strategy on the shelf. Each registers a <see cref="Recipe{T}"/> as a plain singleton and returns the
/// collection, so calls chain. Two recipes of one kind and name are refused by the host, never silently replaced.
/// </summary>
public static class PluginServiceCollectionExtensions
{
    /// <summary>Registers an activation function.</summary>
    public static IServiceCollection AddActivation(
        this IServiceCollection services, string name, Func<Settings, IActivation> build, About? about = null) =>
        services.AddRecipe(name, build, about);

    /// <summary>Registers a loss.</summary>
    public static IServiceCollection AddLoss(
        this IServiceCollection services, string name, Func<Settings, ILoss> build, About? about = null) =>
        services.AddRecipe(name, build, about);

    /// <summary>Registers an optimizer. It gets the setting <c>learningRate</c> with this default without asking for it.</summary>
    public static IServiceCollection AddOptimizer(
        this IServiceCollection services, string name, Func<Settings, IOptimizer> build, double learningRate = 0.001, About? about = null)
    {
        ArgumentNullException.ThrowIfNull(build);
        return services.AddRecipe(name, WithRate, about, build);

        IOptimizer WithRate(Settings settings)
        {
            settings.Number(Settings.LearningRate, learningRate, "how far a step goes; the schedule starts from it", min: 0);
            return build(settings);
        }
    }

    /// <summary>Registers a schedule.</summary>
    public static IServiceCollection AddSchedule(
        this IServiceCollection services, string name, Func<Settings, ISchedule> build, About? about = null) =>
        services.AddRecipe(name, build, about);

    /// <summary>Registers an initializer.</summary>
    public static IServiceCollection AddInitializer(
        this IServiceCollection services, string name, Func<Settings, IInitializer> build, About? about = null) =>
        services.AddRecipe(name, build, about);

    private static IServiceCollection AddRecipe<T>(this IServiceCollection services, string name, Func<Settings, T> build, About? about, Func<Settings, T>? written = null)
        where T : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(build);
        return services.AddSingleton(new Recipe<T>(name, build, about ?? new About()) { Source = (written ?? build).Method.Module.Assembly });
    }
}
