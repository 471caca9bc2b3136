using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>One place in a history, as <see cref="Training.Scan"/> passes it.</summary>
/// <param name="Step">t.</param>
/// <param name="Loss">Loss of the batch of step t under S_t; at the end, of the batch the next step would take.</param>
/// <param name="SumAbsoluteError">Σ |target − output| of the same batch.</param>
/// <param name="Fingerprint">The fingerprint of S_t.</param>
/// <param name="State">S_t, where it was asked for.</param>
public readonly record struct Moment(long Step, double Loss, double SumAbsoluteError, Fingerprint Fingerprint, Option<TrainingState> State)
{
    /// <summary>Where an engine stands, before anybody has looked at a batch from there.</summary>
    internal static Moment Of(Engine engine, Func<long, bool> keep) =>
        new(engine.StepNumber, double.NaN, double.NaN, engine.Fingerprint, keep(engine.StepNumber) ? Some(engine.Freeze()) : None);
}
