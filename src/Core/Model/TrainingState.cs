namespace Functional.Core;

/// <summary>
/// Everything that changes while a network learns, and nothing else: no layer, no plugin, no generator. S₀ is the initial state;
/// S_t has seen t updates.
/// </summary>
/// <param name="Step">t, the number of updates already applied.</param>
/// <param name="Parameters">θ, flat, laid out by <see cref="ParameterLayout"/>.</param>
/// <param name="Slots">
/// The optimizer's memory, flat, laid out by <see cref="Core.Slots"/>, and after it that of a schedule that listens to the losses.
/// </param>
/// <param name="Fingerprint">Stands for this state's parameters and all before them (see <see cref="Core.Fingerprint"/>).</param>
public sealed record TrainingState(long Step, Reals Parameters, Reals Slots, Fingerprint Fingerprint)
{
    /// <summary>A state with no history before it.</summary>
    public static TrainingState Initial(Reals parameters, Reals slots) =>
        new(0, parameters, slots, Fingerprint.Chain(Fingerprint.Genesis, 0, parameters));

    /// <summary>
    /// The same step with other parameters, changed by hand. The fingerprint chains on from this state's, so that the change is part of
    /// the history: no state on from there has the fingerprint of one that was left alone.
    /// </summary>
    public TrainingState Edited(Reals parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, Parameters.Length, nameof(parameters));
        return this with { Parameters = parameters, Fingerprint = Fingerprint.Chain(Fingerprint, Step, parameters) };
    }

    /// <summary>The state one update later: the step counts one more and the fingerprint chains on.</summary>
    public TrainingState Next(Reals parameters, Reals slots) =>
        new(Step + 1, parameters, slots, Fingerprint.Chain(Fingerprint, Step + 1, parameters));
}
