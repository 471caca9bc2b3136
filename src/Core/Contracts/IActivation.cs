namespace Functional.Core;

/// <summary>
/// An activation function a = f(z) and its derivative, over lent spans. Arrays are row-major <c>[rows × units]</c>.
/// An implementation holds settings and nothing else: same spans in, same bits out, on every machine (use
/// <see cref="Elementary"/>, never <c>Math.Exp</c>), and NaN in gives NaN out.
/// </summary>
public interface IActivation
{
    /// <summary>The canonical name with its settings, for instance <c>leaky-relu(slope=0.01)</c>.</summary>
    string Id { get; }

    /// <summary>The points where f′ jumps. What <see cref="Backward"/> does there is documented by the implementation.</summary>
    ReadOnlySpan<double> Kinks => [];

    /// <summary>What it promises of its values, for people to read and for the laws to check.</summary>
    ActivationClaims Claims => ActivationClaims.None;

    /// <summary>
    /// False (the usual case): each number is mapped on its own and a call may see any part of a layer. True: the units of a row
    /// depend on each other (softmax), and each call sees exactly one row.
    /// </summary>
    bool ActsOnRows => false;

    /// <summary>Writes f(z) for every z.</summary>
    /// <param name="preActivations">z, <c>[rows × units]</c>.</param>
    /// <param name="activations">Receives a = f(z), <c>[rows × units]</c>; every element must be written.</param>
    void Forward(ReadOnlySpan<double> preActivations, Span<double> activations);

    /// <summary>Writes ∂L/∂z from ∂L/∂a: for an elementwise function ∂L/∂z = ∂L/∂a · f′(z).</summary>
    /// <param name="preActivations">z, <c>[rows × units]</c>.</param>
    /// <param name="activations">a = f(z) as <see cref="Forward"/> wrote it, <c>[rows × units]</c>.</param>
    /// <param name="activationGradients">∂L/∂a, <c>[rows × units]</c>.</param>
    /// <param name="preActivationGradients">Receives ∂L/∂z, <c>[rows × units]</c>; every element must be written.</param>
    void Backward(
        ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> activations,
        ReadOnlySpan<double> activationGradients,
        Span<double> preActivationGradients);
}
