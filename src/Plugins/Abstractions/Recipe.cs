using System.Reflection;

namespace Functional.Plugins;

/// <summary>
/// How to make a strategy from settings: what a plugin registers. A recipe is data; the strategy exists only when somebody
/// cooks it. <typeparamref name="T"/> is one of Core's five contracts.
/// </summary>
/// <param name="Name">The key in documents and on the command line, kebab-case: <c>leaky-relu</c>.</param>
/// <param name="Build">Reads its settings and makes the strategy. Called with every setting at its default when somebody only looks.</param>
/// <param name="About">What a person wants to know first.</param>
public sealed record Recipe<T>(string Name, Func<Settings, T> Build, About About)
    where T : class
{
    /// <summary>Whose code it is: the assembly that wrote <see cref="Build"/>, even where somebody has wrapped it since.</summary>
    public Assembly Source { get; init; } = Build.Method.Module.Assembly;
}

/// <summary>A strategy in a few lines for a person who has never met it.</summary>
/// <param name="Formula">For instance <c>a = max(0, z)</c>.</param>
/// <param name="Summary">One sentence on what it does and what it is good for.</param>
/// <param name="Reference">Who thought of it and where to read it; may be empty.</param>
/// <param name="Worked">How an activation is worked by hand; may be left out.</param>
public sealed record About(string Formula = "", string Summary = "", string Reference = "", Worked? Worked = null);

/// <summary>
/// An activation with the numbers filled in, as texts where <c>{z}</c>, <c>{-z}</c> and <c>{a}</c> stand for the pre-activation, its
/// negative and the activation: <c>1 / (1 + e^{-z})</c> becomes <c>1 / (1 + e^0.546)</c>.
/// </summary>
/// <param name="Value">The arithmetic of a = f(z).</param>
/// <param name="Slope">The arithmetic of f′(z).</param>
public sealed record Worked(string Value, string Slope);
