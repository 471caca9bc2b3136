using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What stopped a training, and what to do.</summary>
/// <param name="Symptom">The number at which the recording stopped; none where it did not happen again.</param>
/// <param name="Cause">The first number that was not finite; none likewise.</param>
/// <param name="Fed">What it was computed from, as a sentence.</param>
/// <param name="Remedy">What to do, as a sentence.</param>
internal sealed record Examination(Option<NonFinite> Symptom, Option<Diagnosis> Cause, string Fed, string Remedy);

/// <summary>
/// Examines a run that stopped at a number that is not finite. Its last recorded state is good, so the step from there, or the look at the
/// batch after it, is computed again with every number; and because an activation may hide an infinity for some steps (sigmoid(∞) = 1),
/// the doctor goes on backwards while the step before has one too.
/// </summary>
internal static class Doctor
{
    /// <summary>How many steps back he goes at most.</summary>
    private const int Patience = 64;

    private const string NotAgain = "computed again, every number is finite";

    /// <summary>The examination of a run with the status <c>non-finite</c>; nothing for any other.</summary>
    /// <param name="run">The run.</param>
    /// <param name="seen">What the recorder stumbled over, where that is known.</param>
    /// <param name="interrupted">Ctrl-C.</param>
    public static Either<Failure, Option<Examination>> Examine(OpenedRun run, Option<NonFinite> seen, CancellationToken interrupted)
    {
        if (run.File.Header.Status != "non-finite")
            return Option<Examination>.None;
        return from last in run.StateAt(run.File.Last)
               from first in run.StateAt(run.File.First)
               let step = Training.Explain(run.Pipeline, last, run.Experiment.Batches.At(last.Step))
               let found = Diagnosis.Of(run.Pipeline, step) || Diagnosis.Of(run.Pipeline, step.Next, run.Experiment.Batches.At(last.Step + 1))
               from cause in found.Match(d => Earliest(run, d, last.Step, interrupted).Map(Some), () => Option<Diagnosis>.None)
               from before in cause.Match(d => StateOf(run, d, step), () => last)
               select Some(Told(run.Experiment, seen || Symptom(run.Experiment, step.Next), cause, first, before, interrupted));
    }

    /// <summary>The same of a training whose first state already shows it.</summary>
    public static Examination Examine(Experiment experiment, TrainingState start, NonFinite symptom) =>
        Told(experiment, symptom, Diagnosis.Of(experiment.Pipeline, start, experiment.Batches.At(start.Step)), start, start, default);

    private static Examination Told(
        Experiment experiment, Option<NonFinite> symptom, Option<Diagnosis> cause, TrainingState first, TrainingState before, CancellationToken interrupted) => cause.Match(
        d => new Examination(symptom, d, DiagnosisText.Fed(d), Remedy.For(d, experiment, first, before, interrupted)),
        () => new Examination(symptom, None, NotAgain, "A plugin that gives other numbers the second time is no pure function: functional plugins check on it."));

    /// <summary>What the recorder stumbled over: the next state's loss, or a number of the state.</summary>
    private static Option<NonFinite> Symptom(Experiment experiment, TrainingState next)
    {
        var loss = Training.Evaluate(experiment.Pipeline, next, experiment.Batches.At(next.Step)).Loss;
        return double.IsFinite(loss) ? NonFinite.In(experiment.Pipeline.Layout, next) : new NonFinite(next.Step, "loss", [], loss);
    }

    private static Either<Failure, TrainingState> StateOf(OpenedRun run, Diagnosis cause, Trace last) =>
        cause.Step > last.State.Step ? last.Next : run.StateAt(cause.Step);

    private static Either<Failure, Diagnosis> Earliest(OpenedRun run, Diagnosis found, long last, CancellationToken interrupted)
    {
        var earliest = found;
        for (var step = Math.Min(found.Step, last) - 1; earliest.Step <= last && step >= run.File.First && last - step <= Patience; step--)
        {
            if (interrupted.IsCancellationRequested)
                break;
            var before = run.Explain(step).Map(trace => Diagnosis.Of(run.Pipeline, trace));
            if (before.IsLeft)
                return before.Map(_ => found);
            var earlier = before.IfLeft(None);
            if (earlier.IsNone)
                break;
            earliest = (Diagnosis)earlier;
        }

        return earliest;
    }
}
