using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// softmax: aᵢ = e^zᵢ / Σ e^zⱼ over the units of a row, computed from the differences to the largest, so nothing overflows. A row's
/// values are from 0 to 1 and sum to 1; a constant added to every z changes nothing. NaN anywhere makes the row NaN. (Bridle 1990.)
/// </summary>
public sealed class Softmax : IActivation, IExpandable
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("softmax", _ => new Softmax(), new(
        "aᵢ = e^zᵢ / Σ e^zⱼ over the units of a row",
        "Turns a row of numbers into probabilities; for learning classes, cross-entropy has it built in and wants identity.",
        "Bridle 1990, Probabilistic Interpretation of Feedforward Classification Network Outputs",
        new("e^{z} / (the sum of e^z over the row)", "the slopes of the whole row, added up"))
    { Derivative = "∂L/∂zᵢ = aᵢ · (∂L/∂aᵢ − Σ ∂L/∂aⱼ · aⱼ)" });

    /// <inheritdoc/>
    public string Id => "softmax";

    /// <inheritdoc/>
    public bool ActsOnRows => true;

    /// <inheritdoc/>
    public ActivationClaims Claims => new(Min: 0, Max: 1);

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<double> preActivations, Span<double> activations)
    {
        BelowLargest.In(preActivations, activations);
        Lanes.Map(default(Exponential), activations[..preActivations.Length], activations);
        var sum = 0.0;
        foreach (var a in activations[..preActivations.Length])
            sum += a;
        foreach (ref var a in activations)
            a /= sum;
    }

    /// <inheritdoc/>
    public Symbol? Expand(Symbol z)
    {
        var e = Elementary.Exp(z - Symbol.LargestOfRow(z));
        return e / Symbol.SumOfRow(e);
    }

    /// <summary>
    /// The gradients are taken relative to the largest unit's, which changes nothing (the a sum to 1) and keeps the answer exact where
    /// the row is almost sure.
    /// </summary>
    public void Backward(
        ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> activations,
        ReadOnlySpan<double> activationGradients,
        Span<double> preActivationGradients)
    {
        var (reference, mean) = (activationGradients[Largest.IndexIn(preActivations)], 0.0);
        for (var i = 0; i < activations.Length; i++)
            mean = Math.FusedMultiplyAdd(activations[i], activationGradients[i] - reference, mean);
        for (var i = 0; i < activations.Length; i++)
            preActivationGradients[i] = activations[i] * (activationGradients[i] - reference - mean);
    }
}
