using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A condition at which a training ends before its planned end: the state where it first holds is the last.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Question">What is asked of every state.</param>
/// <param name="Exams">What it can be asked about.</param>
public sealed record Until(string Text, Question Question, Exams Exams)
{
    /// <summary>The key of a document.</summary>
    internal const string Key = "until";

    private const string Hint = "Write a condition: \"until\": \"loss < 0.01\".";

    /// <summary>The text a document has, if any.</summary>
    internal static Validation<Problem, Option<string>> Read(Fields document) =>
        document.Find(Key) is { } spot ? spot.Text(Hint).Map(Some) : Success<Problem, Option<string>>(None);

    /// <summary>The experiment with the condition its document ends it at.</summary>
    internal static Validation<Problem, Experiment> In(Fields document, Experiment experiment) =>
        Read(document).Bind(text => text.Match(
            t =>
            {
                var exams = ClassReading.Exams(experiment);
                return QuestionText.Condition(t, new(experiment.Pipeline, experiment.Batches, exams)).Match(
                    question => Success<Problem, Experiment>(experiment with { Until = new Until(t, question, exams) }),
                    failure => Fail<Problem, Experiment>(failure.Problems.Map(p => document.Find(Key)!.Value.Problem($"{p.Where}: {p.What}", p.Hint))));
            },
            () => Success<Problem, Experiment>(experiment)));
}

/// <summary>Asks a condition of state after state while they come about.</summary>
/// <param name="experiment">What trains.</param>
/// <param name="until">The condition.</param>
internal sealed class UntilWatch(Experiment experiment, Until until)
{
    private readonly RecentViews _recent = new(until.Question.Needs.Back);

    /// <summary>Whether it asks for more than losses and errors.</summary>
    public bool NeedsState => until.Question.Needs.State;

    /// <summary>Whether it holds at this state.</summary>
    public bool HoldsAt(long step, double loss, double error, TrainingState? state)
    {
        _recent.Add(new(experiment.Pipeline, experiment.Batches, step, loss, error, state, isLast: false, until.Exams));
        return until.Question.At(_recent.Views).Holds;
    }
}
