using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Which states are asked: every K-th from one to another.</summary>
internal sealed record Steps(long From, long To, long Every = 1)
{
    public long Count => (To - From) / Every + 1;
}

/// <summary>Looks at a place; says whether to go on.</summary>
/// <param name="recent">The place, last, and those before it.</param>
internal delegate bool Look(ReadOnlySpan<MomentView> recent);

/// <summary>
/// Goes through a history and shows its places to whoever asks questions. Losses are read; states are computed again from the nearest
/// recorded one, or read where the next that is asked for lies beyond another recorded one.
/// </summary>
/// <param name="run">The history.</param>
/// <param name="needs">What the questions need.</param>
/// <param name="back">How many places before each are shown along with it, as far as the history has them.</param>
/// <param name="pass">Told of every place that is passed: its step and its loss.</param>
/// <param name="interrupted">Ctrl-C.</param>
internal sealed class Views(OpenedRun run, Needs needs, int back, Action<long, double> pass, CancellationToken interrupted)
{
    /// <summary>Steps that are sooner made than another recorded state is read.</summary>
    private const long Near = 8;

    private RecentViews _recent = new(back);

    /// <summary>Shows the places asked for, in order, until the looker has seen enough.</summary>
    public Either<Failure, Unit> Over(Steps asked, Look look)
    {
        _recent = new(back);
        if (!needs.State)
            return Read(asked, look);
        for (var (start, more) = (asked.From, true); more;)
        {
            var stretch = StretchFrom(start, asked);
            var walked = stretch.Bind(end => start == end && back == 0 ? Recorded(start, look) : Walked(asked with { From = start, To = end }, look));
            if (walked.IsLeft)
                return walked.Map(_ => unit);
            more = (bool)walked && asked.Every <= asked.To - (long)stretch;
            start = more ? (long)stretch + asked.Every : start;
        }

        return unit;
    }

    /// <summary>Losses and errors stand in the file.</summary>
    private Either<Failure, Unit> Read(Steps asked, Look look)
    {
        for (var step = asked.From; step <= asked.To; step += asked.Every)
        {
            for (var s = Math.Max(Passed + 1, Math.Max(run.File.First, step - back)); s <= step; s++)
            {
                var moment = run.File.MomentAt(s);
                if (moment.IsLeft)
                    return moment.Map(_ => unit);
                Add((Moment)moment, null);
            }

            if (interrupted.IsCancellationRequested)
                return Interrupted(step);
            if (!look(_recent.Views) || asked.Every > asked.To - step)
                break;
        }

        return unit;
    }

    /// <summary>The last place asked for that is reached by going on, rather than by reading another state.</summary>
    private Either<Failure, long> StretchFrom(long start, Steps asked)
    {
        if (asked.Every - back <= Near)
            return asked.From + (asked.Count - 1) * asked.Every;
        var end = start;
        while (asked.Every <= asked.To - end)
        {
            var recorded = run.File.RecordedAtOrBefore(end + asked.Every - back, run.Layout);
            if (recorded.IsLeft || (long)recorded > end + Near)
                return recorded.Map(_ => end);
            end += asked.Every;
        }

        return end;
    }

    /// <summary>One place on its own.</summary>
    private Either<Failure, bool> Recorded(long step, Look look) =>
        from state in run.StateAt(step)
        from moment in run.File.MomentAt(step)
        from go in interrupted.IsCancellationRequested ? Interrupted(step) : Right<Failure, Unit>(unit)
        select Shown(moment, state, look);

    private bool Shown(Moment moment, TrainingState state, Look look)
    {
        Add(moment, state);
        return look(_recent.Views);
    }

    private Either<Failure, bool> Walked(Steps asked, Look look)
    {
        var (more, differs) = (true, Option<long>.None);
        var walked = Walk.Over(run, Math.Max(run.File.First, asked.From - back), asked.To, (state, moment) =>
        {
            if (!Follows(moment))
                differs = moment.Step;
            var ahead = asked.From >= moment.Step ? asked.From - moment.Step : (asked.Every - (moment.Step - asked.From) % asked.Every) % asked.Every;
            if (ahead <= back)
                Add(moment, state);
            else
                pass(moment.Step, moment.Loss);
            more = ahead > 0 || look(_recent.Views);
            return more && differs.IsNone;
        }, interrupted);
        return walked.Bind(_ => differs.Match(step => run.Differs(step), () => Right<Failure, bool>(more)));
    }

    /// <summary>Where the step to this place was looked at, it led here.</summary>
    private bool Follows(Moment moment) =>
        _recent.Views.IsEmpty || _recent.Views[^1] is not { TraceIfAsked: { } trace } last || last.Step != moment.Step - 1 || trace.Next.Fingerprint == moment.Fingerprint;

    /// <summary>The step of the last place that was shown or stood before one; −1 before the first.</summary>
    private long Passed => _recent.Views.IsEmpty ? -1 : _recent.Views[^1].Step;

    private void Add(Moment moment, TrainingState? state)
    {
        _recent.Add(new(run.Pipeline, run.Experiment.Batches, moment.Step, moment.Loss, moment.SumAbsoluteError, state, moment.Step == run.File.Last, run.Exams));
        pass(moment.Step, moment.Loss);
    }

    private Failure Interrupted(long step) => Failure.Of(ExitCode.Interrupted, run.File.Header.Name, $"interrupted at step {step}");
}
