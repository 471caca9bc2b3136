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
    internal static Moment Of(TrainingState state, double loss, double sumAbsoluteError, Func<long, bool> keep) =>
        new(state.Step, loss, sumAbsoluteError, state.Fingerprint, keep(state.Step) ? Some(state) : None);
}
