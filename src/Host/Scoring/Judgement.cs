using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>How well a state does on the rows it learned from, and on those that were set aside.</summary>
internal sealed record Judgement(Scores Training, Option<Scores> Test)
{
    public static Judgement Of(OpenedRun run, TrainingState state) =>
        new(run.Exams.Training.Of(state.Parameters), run.Exams.Test.Map(test => test.Of(state.Parameters)));

    /// <summary>Whether it says more than the loss: of classes, or of rows that were set aside.</summary>
    public bool SaysMore => Test.IsSome || Training.Confusion.IsSome;

    /// <summary>A line for each.</summary>
    public IEnumerable<string> Lines =>
    [
        ScoresText.Line("training", Training),
        .. Test.AsEnumerable().Select(test => ScoresText.Line("test", test)),
    ];
}
