using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Reads all that is recorded of a history, and says what of it is damaged. Nothing is computed again: replay does that.</summary>
internal static class HistoryCheck
{
    private const string Name = "history";

    /// <summary>Every loss, error, fingerprint and recorded state.</summary>
    /// <param name="file">The run.</param>
    /// <param name="experiment">What its document describes; without it states are held by their checksums alone.</param>
    /// <param name="run">What a person calls it.</param>
    /// <param name="interrupted">Ctrl-C.</param>
    public static Either<Failure, Finding> Of(RunFile file, Option<Experiment> experiment, string run, CancellationToken interrupted)
    {
        var (states, damaged) = (0L, new List<Failure>());
        file.Curves(file.First, file.Last).IfLeft(damaged.Add);
        Start(file).IfSome(damaged.Add);
        var walked = Guard.Reading(file.Path, () =>
        {
            foreach (var step in file.StateSteps().TakeWhile(_ => !interrupted.IsCancellationRequested))
            {
                states++;
                State(file, step, experiment).IfSome(damaged.Add);
            }

            return unit;
        });
        walked.IfLeft(damaged.Add);
        return interrupted.IsCancellationRequested
            ? Failure.Of(ExitCode.Interrupted, run, "interrupted before all of the history was read")
            : damaged.Count > 0 ? Damaged(damaged) : Sound(file, experiment, states, run);
    }

    /// <summary>All that is not recorded is computed from what is before it, so the first state is always there.</summary>
    private static Option<Failure> Start(RunFile file) => Guard.Reading(file.Path, () => file.StateSteps().Take(1).ToList()).Match(
        steps => steps is [var first] && first == file.First ? None : Some(Guard.Damaged(file.Path, $"the first state, S{file.First}, is missing")), Some);

    private static Option<Failure> State(RunFile file, long step, Option<Experiment> experiment) => experiment.Match(
        known => file.StateAtOrBefore(step, known.Pipeline.Layout).Match(
            state => state.Step == step ? None : Some(Guard.Damaged(file.Path, $"state {step} cannot be found")), Some),
        () => file.IsIntact(step).Match(
            intact => intact ? None : Some(Guard.Damaged(file.Path, $"state {step} is damaged: its checksum does not agree")), Some));

    private static Finding Damaged(List<Failure> damaged) => Finding.Impossible(Name, damaged[0]) with
    {
        Sentence = damaged[0].Problems.Head.What + (damaged.Count > 1 ? $" (and {NumberText.Count(damaged.Count - 1)} more like it)" : ""),
        Hint = "What is damaged is refused wherever it is asked for, and the rest can be read. " + damaged[0].Problems.Head.Hint,
    };

    private static Finding Sound(RunFile file, Option<Experiment> experiment, long states, string run)
    {
        var held = $"S{file.First} to S{file.Last}, {NumberText.Count(states)} of them recorded, every checksum as it was written";
        var proof = $"'functional replay {run}' computes them again.";
        var (complete, last) = (file.Header.Status == "complete", file.First + file.Header.Planned);
        return complete && file.Last < last
            ? Finding.Impossible(Name, Guard.Damaged(file.Path, $"the run says it is complete at S{last}, and the file ends at S{file.Last}"))
            : experiment.Bind(e => Begins(file, e, run)).IfNone(() =>
                Finding.Fine(Name, file.Header.Status == RunHeader.Unfinished ? $"{held}; its program still records, or was ended before it could close the file" : held, proof));
    }

    /// <summary>Where the history does not begin as its header says, at the document's first state or at the parent's (or at that with parameters changed by hand), what that means.</summary>
    public static Option<Finding> Begins(RunFile file, Experiment experiment, string run)
    {
        var given = file.Header.Parent.Match(parent => parent.Fingerprint, () => experiment.Initial.Fingerprint);
        return file.MomentAt(file.First).ToOption().Filter(moment => moment.Fingerprint != given && Edited(file, experiment, given) != moment.Fingerprint).Map(_ => new Finding(
            Name, Usable.Risky, "the first state is not the one the document gives, so the two may be of different runs", $"'functional replay {run}' shows what differs."));
    }

    /// <summary>The fingerprint of a first state in which somebody changed parameters; none where nobody did, or they are not the ones it has.</summary>
    private static Option<Fingerprint> Edited(RunFile file, Experiment experiment, Fingerprint given)
    {
        var (layout, here) = (experiment.Pipeline.Layout, experiment.Edits.Where(edit => edit.Step == file.First).ToList());
        return here.Count == 0 ? None : file.StateAtOrBefore(file.First, layout).ToOption()
            .Filter(state => here.All(edit => Has(layout, state, edit.Parameter, here.Last(e => e.Parameter == edit.Parameter).Value)))
            .Map(state => Fingerprint.Chain(given, state.Step, state.Parameters));
    }

    private static bool Has(StateLayout layout, TrainingState state, string parameter, double value) =>
        ParameterName.Find("", layout, parameter).Exists(at => state.Parameters[at].Equals(value));
}
