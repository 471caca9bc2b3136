namespace Functional.Core;

/// <summary>Writes the parameters a run starts from: a pure function of the layout and the initializer's settings (its seed among them).</summary>
public interface IInitializer
{
    /// <summary>The canonical name with its settings, for instance <c>numpy-uniform(seed=123)</c>.</summary>
    string Id { get; }

    /// <summary>Writes every parameter. The span arrives as zeros.</summary>
    /// <param name="layout">Where each tensor lies; <c>layout.Tensors</c> are in order, layer by layer, weights before bias.</param>
    /// <param name="parameters">Flat, <c>[layout.Length]</c>.</param>
    void Initialize(ParameterLayout layout, Span<double> parameters);
}
