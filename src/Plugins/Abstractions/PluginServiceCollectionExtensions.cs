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
    public static IServiceCollection AddActivation(this IServiceCollection services, Recipe<IActivation> recipe) => services.AddRecipe(recipe);

    /// <summary>Registers an activation function.</summary>
    public static IServiceCollection AddActivation(
        this IServiceCollection services, string name, Func<Settings, IActivation> build, About? about = null) =>
        services.AddRecipe(Recipes.Activation(name, build, about));

    /// <summary>Registers a loss.</summary>
    public static IServiceCollection AddLoss(this IServiceCollection services, Recipe<ILoss> recipe) => services.AddRecipe(recipe);

    /// <summary>Registers a loss.</summary>
    public static IServiceCollection AddLoss(
        this IServiceCollection services, string name, Func<Settings, ILoss> build, About? about = null) =>
        services.AddRecipe(Recipes.Loss(name, build, about));

    /// <summary>Registers an optimizer.</summary>
    public static IServiceCollection AddOptimizer(this IServiceCollection services, Recipe<IOptimizer> recipe) => services.AddRecipe(recipe);

    /// <summary>Registers an optimizer. It gets the setting <c>learningRate</c> with this default without asking for it.</summary>
    public static IServiceCollection AddOptimizer(
        this IServiceCollection services, string name, Func<Settings, IOptimizer> build, double learningRate = 0.001, About? about = null) =>
        services.AddRecipe(Recipes.Optimizer(name, build, learningRate, about));

    /// <summary>Registers a schedule.</summary>
    public static IServiceCollection AddSchedule(this IServiceCollection services, Recipe<ISchedule> recipe) => services.AddRecipe(recipe);

    /// <summary>Registers a schedule.</summary>
    public static IServiceCollection AddSchedule(
        this IServiceCollection services, string name, Func<Settings, ISchedule> build, About? about = null) =>
        services.AddRecipe(Recipes.Schedule(name, build, about));

    /// <summary>Registers an initializer.</summary>
    public static IServiceCollection AddInitializer(this IServiceCollection services, Recipe<IInitializer> recipe) => services.AddRecipe(recipe);

    /// <summary>Registers an initializer.</summary>
    public static IServiceCollection AddInitializer(
        this IServiceCollection services, string name, Func<Settings, IInitializer> build, About? about = null) =>
        services.AddRecipe(Recipes.Initializer(name, build, about));

    private static IServiceCollection AddRecipe<T>(this IServiceCollection services, Recipe<T> recipe)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(recipe);
        return services.AddSingleton(recipe);
    }
}
