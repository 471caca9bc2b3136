using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>One state of a history as tables have it: the numbers of <c>log --json</c>, and the parameters of <c>show --json</c>.</summary>
/// <param name="Moment">Step, loss, sum |error| and fingerprint, as recorded.</param>
/// <param name="GradientNorm">√Σ g² over the step's gradients; at the last state of those the next step would have.</param>
/// <param name="LearningRate">Of the step from this state.</param>
/// <param name="Tried">How the state does on test rows, in the order of <see cref="HistoryColumns.TriedOf"/>.</param>
/// <param name="Parameters">θ, flat.</param>
internal readonly record struct HistoryRow(Moment Moment, double GradientNorm, double LearningRate, ImmutableArray<double> Tried, Reals Parameters);

/// <summary>The rows of a history, one after the other: every state is read or computed again, compared with its fingerprint, shown and let go.</summary>
internal static class HistoryRows
{
    private static readonly Needs Everything = new(State: true, Trace: true, Back: 0);

    /// <summary>Shows the rows of the steps in order. Memory does not grow with them.</summary>
    /// <param name="exported">The run, and who may interrupt.</param>
    /// <param name="asked">Which steps.</param>
    /// <param name="write">Given a row; may throw an <see cref="IOException"/>.</param>
    public static Either<Failure, Unit> Over(Exported exported, Steps asked, Action<HistoryRow> write)
    {
        var run = exported.Run;
        var unread = Option<Failure>.None;
        using var patience = new Patience(exported.Session.Shell, "exporting", asked.To - asked.From + 1);
        var views = new Views(run, Everything, Everything.Back, (step, loss) => patience.Pass(step - asked.From + 1, loss), exported.Session.Shell.Interrupted);
        var seen = views.Over(asked, recent =>
        {
            var view = recent[^1];
            run.File.MomentAt(view.Step).Match(
                Right: moment => write(new(moment, LogCommand.Norm(view.Trace.Gradients), view.Trace.LearningRate, Tried(run, view.State), view.State.Parameters)),
                Left: failure => unread = failure);
            return unread.IsNone;
        });
        return unread.Match(Left<Failure, Unit>, () => seen);
    }

    private static ImmutableArray<double> Tried(OpenedRun run, TrainingState state) => run.Exams.Test.Match(
        exam => exam.Of(state.Parameters) is var scores ? [scores.Loss, .. scores.Confusion.AsEnumerable().Select(c => c.Accuracy)] : [],
        () => ImmutableArray<double>.Empty);
}
