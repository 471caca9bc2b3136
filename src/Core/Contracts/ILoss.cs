namespace Functional.Core;

/// <summary>
/// A loss L(outputs, targets) and its gradient. Outputs are the activations of the network's last layer. Each implementation
/// says whether it is a sum or a mean, and over what.
/// </summary>
public interface ILoss
{
    /// <summary>The canonical name with its settings, for instance <c>huber(delta=1)</c>.</summary>
    string Id { get; }

    /// <summary>Returns the loss of a batch and writes ∂L/∂outputs.</summary>
    /// <param name="rows">Rows in the batch, at least one.</param>
    /// <param name="outputs">Activations of the last layer, <c>[rows × outputs]</c>, row-major.</param>
    /// <param name="targets">What they should be, <c>[rows × outputs]</c>, row-major; classes are one-hot.</param>
    /// <param name="outputGradients">Receives ∂L/∂outputs, <c>[rows × outputs]</c>; every element must be written.</param>
    double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients);
}
