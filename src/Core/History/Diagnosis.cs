using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>The parts of a step in the order they are computed in; on the way back the three of a layer follow each other, layer by layer.</summary>
public enum Stage
{
    /// <summary>Parameters and slots of S_t: there before the step.</summary>
    State,

    /// <summary>Inputs and targets.</summary>
    Batch,

    /// <summary>z = x·W + b.</summary>
    PreActivation,

    /// <summary>a = f(z).</summary>
    Activation,

    /// <summary>L.</summary>
    Loss,

    /// <summary>∂L/∂outputs.</summary>
    OutputGradient,

    /// <summary>∂L/∂z.</summary>
    PreActivationGradient,

    /// <summary>∂L/∂W and ∂L/∂b.</summary>
    Gradient,

    /// <summary>∂L/∂a of the layer before.</summary>
    ActivationGradient,

    /// <summary>What the schedule says.</summary>
    LearningRate,

    /// <summary>What a penalty or a clip makes of the gradients, before the optimizer sees them.</summary>
    ShapedGradient,

    /// <summary>What the optimizer wants added.</summary>
    Update,

    /// <summary>What optimizer and schedule remember.</summary>
    Slot,

    /// <summary>θ of S_{t+1}.</summary>
    NextParameter,
}

/// <summary>
/// The first number of a step that is NaN or infinite, and what made it. All numbers computed before it are finite, so what it was
/// computed from is the cause.
/// </summary>
/// <param name="Step">t of the step from S_t to S_{t+1}.</param>
/// <param name="Stage">Which part of the step computed it.</param>
/// <param name="Layer">The layer it belongs to; none for the loss, the learning rate and the like.</param>
/// <param name="Tensor">The tensor it stands in. A gradient and an update are called like the parameter they belong to.</param>
/// <param name="Index">Where in the tensor, in order of memory the first; empty for a number that is alone.</param>
/// <param name="Value">NaN or an infinity.</param>
/// <param name="Fed">What it was computed from.</param>
public sealed record Diagnosis(
    long Step, Stage Stage, Option<int> Layer, string Tensor, ImmutableArray<int> Index, double Value, Feeding Fed)
{
    /// <summary>The first number in order of computation that is not finite; none where the whole step is.</summary>
    /// <param name="pipeline">What trains.</param>
    /// <param name="state">S_t.</param>
    /// <param name="batch">The rows of step t.</param>
    public static Option<Diagnosis> Of(Pipeline pipeline, TrainingState state, Batch batch) =>
        Of(pipeline, Training.Explain(pipeline, state, batch));

    /// <summary>The same of a step that has been explained.</summary>
    public static Option<Diagnosis> Of(Pipeline pipeline, Trace trace)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(trace);
        foreach (var place in ComputedPlace.Of(pipeline, trace))
            if (NonFinite.FirstIn(place.Tensor.In(place.Flat)) is >= 0 and var i)
                return Some(new Diagnosis(
                    trace.State.Step, place.Stage, place.Layer, place.Tensor.Name, place.IsAlone ? [] : place.Tensor.Indices(i), place.Tensor.In(place.Flat)[i], place.Fed(i)));
        return None;
    }
}
