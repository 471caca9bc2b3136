using System.Numerics;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Computes a step of a training with strangers' plugins a second time now and then, by the specification, and compares the
/// bits. Code that looks at a clock, draws its own random numbers or remembers what it has seen gives others, and its history could
/// not be replayed: better told while it is recorded.
/// </summary>
internal sealed class PurityCheck
{
    /// <summary>Beyond the powers of two every so many kept states: a thousandth of the time.</summary>
    private const long Every = 1000;

    private readonly Experiment _experiment;
    private readonly bool _needed;
    private (long Step, Fingerprint Fingerprint) _expected;
    private long _kept;

    private PurityCheck(Experiment experiment) =>
        (_experiment, _needed) = (experiment, experiment.Stamps.Any(s => !s.Origin.IsOurs));

    public static PurityCheck For(Experiment experiment) => new(experiment);

    /// <summary>Whether a kept state is asked for as a value.</summary>
    public bool IsNeeded => _needed;

    /// <summary>Compares a moment with what was expected of it, and expects something of the next where it is time to.</summary>
    public Option<Problem> Next(Moment moment)
    {
        if (!_needed)
            return None;
        var found = _expected.Fingerprint != default && _expected.Step == moment.Step && _expected.Fingerprint != moment.Fingerprint
            ? Some(Impure($"the step to S{moment.Step}"))
            : None;
        if (found.IsNone && moment.State.IsSome && IsTime(++_kept))
        {
            var result = Training.Step(_experiment.Pipeline, (TrainingState)moment.State, _experiment.Batches.At(moment.Step));
            if (BitConverter.DoubleToInt64Bits(result.Loss) != BitConverter.DoubleToInt64Bits(moment.Loss))
                return Impure($"the loss of S{moment.Step}");
            _expected = (moment.Step + 1, result.Next.Fingerprint);
        }

        return found;
    }

    private static bool IsTime(long kept) => BitOperations.IsPow2(kept) || kept % Every == 0;

    private Problem Impure(string what)
    {
        var names = _experiment.Stamps.Where(s => !s.Origin.IsOurs).Select(s => $"{s.Name} of {s.Origin.Assembly}").Distinct();
        return new(
            $"plugin {string.Join(", ", names)}", $"{what} had other bits when it was computed a second time, so it is no pure function",
            "A plugin may use its inputs, its settings and its slots: no clock, no random numbers of its own, no memory in fields.");
    }
}
