using System.Runtime.ExceptionServices;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>One stretch of a history, computed again beside what is recorded of it. No step allocates; a state becomes a value only to tell where it differs.</summary>
internal sealed class ReplayStretch
{
    /// <summary>How often the others are told, in milliseconds.</summary>
    private const long Telling = 50;

    private readonly OpenedRun _run;
    private readonly Stretch _stretch;
    private readonly Engine _engine;
    private readonly ReplayWatch _watch;
    private MomentBlock? _moments;
    private StateBlock? _states;
    private long _nextKept;

    private ReplayStretch(OpenedRun run, Stretch stretch, Engine engine, ReplayWatch watch) => (_run, _stretch, _engine, _watch) = (run, stretch, engine, watch);

    /// <summary>How it ended; nothing where nobody needs to know any more.</summary>
    public static Compared? Compare(OpenedRun run, Stretch stretch, ICrew crew, ReplayWatch watch)
    {
        if (watch.IsOver(stretch.Number))
            return null;
        var start = Start(run, stretch);
        var compared = start.IsLeft
            ? new Compared.Unread((Failure)start)
            : Try(() => new ReplayStretch(run, stretch, Training.Start(run.Pipeline, (TrainingState)start, run.Experiment.Batches, crew), watch).Go());
        if (compared is not (null or Compared.Same))
            watch.Trouble(stretch.Number);
        return compared;
    }

    /// <summary>
    /// A history that starts at S₀ is recomputed from its document; a fork from its first state; a part from the recorded state before it.
    /// Every later stretch takes the recorded state as it stands: whether it is sound is for the stretch before it to say.
    /// </summary>
    private static Either<Failure, TrainingState> Start(OpenedRun run, Stretch stretch) =>
        !stretch.IsFirst
            ? run.File.RawStateAt(stretch.From, run.Layout).Bind(raw => raw.Map(r => r.State).ToEither(() => Guard.Damaged(run.File.Path, $"state {stretch.From} is missing")))
            : stretch.From == 0 && run.File.Header.Parent.IsNone
                ? run.Experiment.Initial
                : run.File.StateAtOrBefore(Math.Max(run.File.First, stretch.From - 1), run.Layout);

    /// <summary>What a step throws belongs to its place in the history: an earlier difference may be its cause.</summary>
    private static Compared? Try(Func<Compared?> go)
    {
        try
        {
            return go();
        }
        catch (Exception e)
        {
            return new Compared.Thrown(ExceptionDispatchInfo.Capture(e));
        }
    }

    private Compared? Go()
    {
        while (_engine.StepNumber < _stretch.From)
        {
            if (_watch.IsOver(_stretch.Number))
                return null;
            _engine.Step();
        }

        if (FindNextKept(_stretch.From, long.MaxValue) is { } lost)
            return lost;
        var (telling, equal, loss) = (new Ticker(Telling), 0L, double.NaN);
        for (var step = _stretch.From; step <= _stretch.To; step++)
        {
            if (_watch.IsOver(_stretch.Number))
                return null;
            if (Fetch(step) is { } unread)
                return unread;
            if ((step > _stretch.From || _stretch.IsFirst) && CompareState(step) is { } other)
                return other;
            if (step == _stretch.To && !_stretch.IsLast)
                break;
            if (CompareStep(step, out loss) is { } another)
                return another;
            equal++;
            if (telling.IsTime())
            {
                _watch.Count(equal, loss);
                equal = 0;
            }
        }

        _watch.Count(equal, loss);
        return new Compared.Same();
    }

    /// <summary>The numbers of S_step, where they are recorded, and its fingerprint.</summary>
    private Compared? CompareState(long step)
    {
        if (step == _nextKept && CompareNumbers(step) is { } other)
            return other;
        return _moments!.Fingerprint(step) == _engine.Fingerprint
            ? null
            : new Compared.Other(new(step, "fingerprint", [], double.NaN, double.NaN, ulong.MaxValue), false);
    }

    private Compared? CompareNumbers(long step)
    {
        if (_states is null || step > _states.Last)
        {
            var read = _run.File.StatesAround(step, _run.Layout);
            if (read.IsLeft)
                return new Compared.Unread((Failure)read);
            _states = (StateBlock)read;
        }

        var (same, intact) = (_states.Has(step, _engine.Parameters, _engine.Slots), _states.IsIntact(step));
        if (!same)
            return Other(step, intact);
        if (!intact)
            return new Compared.Unread(Guard.Damaged(_run.File.Path, $"the checksum of state {step} is damaged; its numbers are not"));
        return FindNextKept(step, step + _states.Spacing);
    }

    /// <summary>Where the next recorded state is: so far on in the same row, or at the beginning of another.</summary>
    private Compared.Unread? FindNextKept(long step, long inRow)
    {
        if (_states is { } row && inRow <= row.Last)
        {
            _nextKept = inRow;
            return null;
        }

        var read = _run.File.KeptAround(step);
        if (read.IsLeft)
            return new Compared.Unread((Failure)read);
        var (at, next) = ((long, long))read;
        _nextKept = at == step && _states is null && _stretch.IsFirst ? step : next;
        return null;
    }

    /// <summary>The step from S_step, or at the end of the history only a look at its batch: what was recorded of it.</summary>
    private Compared.Other? CompareStep(long step, out double loss)
    {
        (loss, var error) = step == _stretch.To ? _engine.Look() : _engine.Step();
        return Between(step, "loss", _moments!.Loss(step), loss) ?? Between(step, "sum |error|", _moments.Error(step), error);
    }

    /// <summary>Has the row at hand that tells of the step.</summary>
    private Compared.Unread? Fetch(long step)
    {
        if (_moments is not null && _moments.Holds(step))
            return null;
        var read = _run.File.MomentsAround(step);
        if (read.IsLeft)
            return new Compared.Unread((Failure)read);
        _moments = (MomentBlock)read;
        return null;
    }

    /// <summary>Where a state has other numbers and yet the same fingerprint, it was changed after it was fingerprinted.</summary>
    private Compared Other(long step, bool intact)
    {
        var recomputed = _engine.Freeze();
        var recorded = _run.File.RawStateAt(step, _run.Layout).Map(raw => ((TrainingState State, bool))raw);
        return recorded.Match<Compared>(
            raw => new Compared.Other(
                (Divergence)Divergence.Between(_run.Layout, raw.State, recomputed),
                !intact || (raw.State.Fingerprint == recomputed.Fingerprint && !raw.State.Parameters.Equals(recomputed.Parameters))),
            failure => new Compared.Unread(failure));
    }

    private static Compared.Other? Between(long step, string number, double recorded, double recomputed) =>
        BitConverter.DoubleToInt64Bits(recorded) == BitConverter.DoubleToInt64Bits(recomputed)
            ? null
            : new Compared.Other(new(step, number, [], recorded, recomputed, Ulps.Between(recorded, recomputed)), false);
}
