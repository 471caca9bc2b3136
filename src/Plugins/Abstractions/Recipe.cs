using System.Reflection;
using Functional.Core;

namespace Functional.Plugins;

/// <summary>
/// How to make a strategy from settings: what a plugin registers. A recipe is data; the strategy exists only when somebody
/// cooks it. <typeparamref name="T"/> is one of Core's five contracts.
/// </summary>
/// <param name="Name">The key in documents and on the command line, kebab-case: <c>leaky-relu</c>.</param>
/// <param name="Build">Reads its settings and makes the strategy. Called with every setting at its default when somebody only looks.</param>
/// <param name="About">What a person wants to know first.</param>
public sealed record Recipe<T>(string Name, Func<Settings, T> Build, About About) : IRecipe
    where T : class
{
    /// <summary>Whose code it is: the assembly that wrote <see cref="Build"/>, even where somebody has wrapped it since.</summary>
    public Assembly Source { get; init; } = Build.Method.Module.Assembly;

    /// <inheritdoc/>
    public IRecipe From(Assembly source) => this with { Source = source };
}

/// <summary>A recipe of whichever kind, for whoever only handles it.</summary>
public interface IRecipe
{
    /// <summary>The key in documents.</summary>
    string Name { get; }

    /// <summary>Whose code it is.</summary>
    Assembly Source { get; }

    /// <summary>The same recipe, said to be the code of <paramref name="source"/>.</summary>
    IRecipe From(Assembly source);
}

/// <summary>A strategy in a few lines for a person who has never met it.</summary>
/// <param name="Formula">For instance <c>a = max(0, z)</c>; of several lines where it takes as many.</param>
/// <param name="Summary">One sentence on what it does and what it is good for.</param>
/// <param name="Reference">Who thought of it and where to read it; may be empty.</param>
/// <param name="Worked">How an activation is worked by hand; may be left out.</param>
public sealed record About(string Formula = "", string Summary = "", string Reference = "", Worked? Worked = null)
{
    /// <summary>The derivative of an activation, the gradient of a loss: <c>f′(z) = 1 − a²</c>, and what holds at a kink. May be empty.</summary>
    public string Derivative { get; init; } = "";

    /// <summary>What else there is to know before writing it into a document, a line each. May be empty.</summary>
    public string Notes { get; init; } = "";
}

/// <summary>Recipes of the five kinds, as a strategy keeps its own: one file then holds all there is to know of it.</summary>
public static class Recipes
{
    /// <summary>An activation's recipe.</summary>
    public static Recipe<IActivation> Activation(string name, Func<Settings, IActivation> build, About? about = null) => Of(name, build, about);

    /// <summary>A loss's recipe.</summary>
    public static Recipe<ILoss> Loss(string name, Func<Settings, ILoss> build, About? about = null) => Of(name, build, about);

    /// <summary>An optimizer's recipe. It gets the setting <c>learningRate</c> with this default without asking for it.</summary>
    public static Recipe<IOptimizer> Optimizer(string name, Func<Settings, IOptimizer> build, double learningRate = 0.001, About? about = null)
    {
        ArgumentNullException.ThrowIfNull(build);
        return Of(name, WithRate, about) with { Source = build.Method.Module.Assembly };

        IOptimizer WithRate(Settings settings)
        {
            settings.Number(Settings.LearningRate, learningRate, "how far a step goes; the schedule starts from it", min: 0);
            return build(settings);
        }
    }

    /// <summary>A schedule's recipe.</summary>
    public static Recipe<ISchedule> Schedule(string name, Func<Settings, ISchedule> build, About? about = null) => Of(name, build, about);

    /// <summary>An initializer's recipe.</summary>
    public static Recipe<IInitializer> Initializer(string name, Func<Settings, IInitializer> build, About? about = null) => Of(name, build, about);

    private static Recipe<T> Of<T>(string name, Func<Settings, T> build, About? about)
        where T : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(build);
        return new(name, build, about ?? new About());
    }
}

/// <summary>
/// An activation with the numbers filled in, as texts where <c>{z}</c>, <c>{-z}</c> and <c>{a}</c> stand for the pre-activation, its
/// negative and the activation: <c>1 / (1 + e^{-z})</c> becomes <c>1 / (1 + e^0.546)</c>.
/// </summary>
/// <param name="Value">The arithmetic of a = f(z).</param>
/// <param name="Slope">The arithmetic of f′(z).</param>
public sealed record Worked(string Value, string Slope);
