using Functional.Core;

namespace Functional.Laws.Tests;

/// <summary>softmax, a function of whole rows; honest unless told otherwise.</summary>
internal sealed class Softmax : IActivation
{
    public bool Coupled { get; init; } = true;

    public bool Swallows { get; init; }

    public bool Shifted { get; init; } = true;

    public string Id => "softmax";

    public bool ActsOnRows => true;

    public ActivationClaims Claims => new(Min: 0, Max: 1);

    public void Forward(ReadOnlySpan<double> preActivations, Span<double> activations)
    {
        var (largest, sum) = (double.NegativeInfinity, 0.0);
        foreach (var z in preActivations)
            largest = Math.Max(largest, Swallows && double.IsNaN(z) ? 0 : z);
        for (var j = 0; j < activations.Length; j++)
            sum += activations[j] = Swallows && double.IsNaN(preActivations[j]) ? 0 : Elementary.Exp(preActivations[j] - (Shifted ? largest : 0));
        for (var j = 0; j < activations.Length; j++)
            activations[j] /= sum;
    }

    public void Backward(
        ReadOnlySpan<double> preActivations, ReadOnlySpan<double> activations, ReadOnlySpan<double> activationGradients, Span<double> preActivationGradients)
    {
        var mean = 0.0;
        for (var j = 0; j < activations.Length; j++)
            mean += activations[j] * activationGradients[j];
        for (var j = 0; j < activations.Length; j++)
            preActivationGradients[j] = activations[j] * (activationGradients[j] - (Coupled ? mean : 0));
    }
}
