using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// Turns gradients into updates, optax's way: the span that arrives holding ∂L/∂θ leaves holding what is <b>added</b> to θ.
/// All memory lives in <see cref="Slots"/>; an implementation holds settings and nothing else.
/// </summary>
public interface IOptimizer
{
    /// <summary>The canonical name with its settings, for instance <c>sgd(momentum=0.9)</c>.</summary>
    string Id { get; }

    /// <summary>Names of the slots that hold one number a parameter, in order: Adam's <c>m</c> and <c>v</c>. May be empty.</summary>
    ImmutableArray<string> SlotNames { get; }

    /// <summary>Names of the slots that hold a single number, in order: Adam's <c>t</c>. May be empty.</summary>
    ImmutableArray<string> ScalarNames => [];

    /// <summary>
    /// True: each parameter's update follows from its own gradient, value and slots and from the scalars, which follow from nothing but
    /// themselves, the step and the rate; so a call may see any part of the parameters, even none, with the scalars as they were before
    /// the step, and <c>layout</c> does not describe what it sees. The engine then updates while the gradients are still in the cache.
    /// False (to be on the safe side): one call sees everything.
    /// </summary>
    bool ActsOnElements => false;

    /// <summary>Writes the memory of an optimizer that has seen no gradient. It arrives as zeros; most leave it so and need not say anything here.</summary>
    void Init(ParameterLayout layout, Slots slots)
    {
    }

    /// <summary>One update.</summary>
    /// <param name="step">Updates already applied in this run, whoever made them; for a count of its own an optimizer keeps a scalar slot.</param>
    /// <param name="learningRate">The learning rate of this step, already scheduled.</param>
    /// <param name="layout">Where each tensor lies in the flat spans.</param>
    /// <param name="parameters">θ, flat, <c>[layout.Length]</c>.</param>
    /// <param name="updates">In: ∂L/∂θ. Out: what to add to θ. Flat, <c>[layout.Length]</c>.</param>
    /// <param name="slots">The optimizer's memory, to read and write.</param>
    void Update(
        long step,
        double learningRate,
        ParameterLayout layout,
        ReadOnlySpan<double> parameters,
        Span<double> updates,
        Slots slots);
}
