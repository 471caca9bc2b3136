using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>What an optimizer is given to make the update of one parameter, every number of it told.</summary>
/// <param name="Step">Updates already applied in this run.</param>
/// <param name="LearningRate">The learning rate of this step.</param>
/// <param name="Gradients">All gradients that arrive, flat: for what looks at them together.</param>
/// <param name="At">Which of them is told.</param>
/// <param name="IsBias">Whether that parameter is a bias.</param>
/// <param name="Gradient">∂L/∂θ of that parameter, or what the parts before this one made of it.</param>
/// <param name="Parameter">θ.</param>
/// <param name="Slots">Its number in each slot, before the step.</param>
/// <param name="Scalars">The single numbers, before the step.</param>
public sealed record ToldGiven(
    long Step, Told LearningRate, Reals Gradients, int At, bool IsBias, Told Gradient, Told Parameter, ImmutableArray<Told> Slots, ImmutableArray<Told> Scalars);

/// <summary>What it made of that.</summary>
/// <param name="Before">What it computed once for all parameters, as its step size; each with a name.</param>
/// <param name="Update">What is added to θ; of a part in the middle of a chain the gradient it hands on.</param>
/// <param name="Slots">The number in each slot, after the step.</param>
/// <param name="Scalars">The single numbers, after the step.</param>
public sealed record ToldUpdate(ImmutableArray<Told> Before, Told Update, ImmutableArray<Told> Slots, ImmutableArray<Told> Scalars)
{
    /// <summary>What becomes of the gradient where nothing is remembered and nothing computed beforehand.</summary>
    public static ToldUpdate Of(Told update, params ImmutableArray<Told> before) => new(before, update, [], []);

    /// <summary>
    /// A line for every number that has a name, each behind those it was made of: what was computed once, each slot, the update, the single
    /// numbers. Inside another line such a number stands as its value.
    /// </summary>
    /// <param name="update">What the update is called, and where it lies.</param>
    /// <param name="slots">What the slots are called, and where they lie.</param>
    /// <param name="scalars">What the single numbers are called, and where they lie.</param>
    public ImmutableArray<ToldLine> Lines((string Name, string Where) update, ImmutableArray<(string Name, string Where)> slots, ImmutableArray<(string Name, string Where)> scalars) => ToldLine.All(
    [
        .. Before.Select(told => (told.Node.Name, "", told.Node)),
        .. Slots.Select((told, i) => (slots[i].Name, slots[i].Where, told.Node)),
        (update.Name, update.Where, Update.Node),
        .. Scalars.Select((told, i) => (scalars[i].Name, scalars[i].Where, told.Node)),
    ]);
}
