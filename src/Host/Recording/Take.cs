using System.Diagnostics;
using System.Runtime.CompilerServices;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>One training from beginning to end as the recorder sees it: every moment goes to the writer, until the end or until something is wrong.</summary>
/// <param name="experiment">What trains.</param>
/// <param name="first">The step of the first moment of the run, from which the planned steps count.</param>
/// <param name="writer">Who keeps it.</param>
/// <param name="progress">Told now and then how far it is.</param>
internal sealed class Take(Experiment experiment, long first, RunWriter writer, IProgress<Progress> progress)
{
    /// <summary>How often whoever watches is told, in milliseconds.</summary>
    private const long Telling = 50;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Ticker _telling = new(Telling);
    private readonly PurityCheck _purity = PurityCheck.For(experiment);
    private readonly UntilWatch? _until = experiment.Until.Case is Until until ? new UntilWatch(experiment, until) : null;
    private readonly long _end = first + experiment.Steps;
    private readonly long _spacing = experiment.Spacing;
    private readonly StateLayout _layout = experiment.Pipeline.Layout;
    private readonly long _first = first;
    private long _before = first;
    private long _lastStep;
    private double _lastLoss;
    private double _lastError;
    private Fingerprint _lastFingerprint;

    /// <summary>A training that goes on behind what is recorded already: behind its last moment, which a condition may look back at, with as many before it as it looks back.</summary>
    public static Take Behind(Moment first, IReadOnlyList<Moment> lasts, Experiment experiment, RunWriter writer, IProgress<Progress> progress)
    {
        var last = lasts[^1];
        var take = new Take(experiment, first.Step, writer, progress)
        {
            First = first,
            HasBegun = true,
            _before = last.Step,
            _lastStep = last.Step,
            _lastLoss = last.Loss,
            _lastError = last.SumAbsoluteError,
            _lastFingerprint = last.Fingerprint,
        };
        foreach (var moment in lasts)
            take._until?.HoldsAt(moment.Step, moment.Loss, moment.SumAbsoluteError, moment.State.Case as TrainingState);
        return take;
    }

    /// <summary>The first moment that was recorded.</summary>
    public Moment First { get; private set; }

    /// <summary>The last one.</summary>
    public Moment Last => new(_lastStep, _lastLoss, _lastError, _lastFingerprint, None);

    /// <summary>The number that is not finite, where training met one.</summary>
    public Option<NonFinite> Trouble { get; private set; }

    /// <summary>What a plugin did wrong, where one did.</summary>
    public Option<Problem> Fault { get; private set; }

    /// <summary>Steps that were recorded before this training went on.</summary>
    public long Before => _before - _first;

    /// <summary>Whether any moment was recorded.</summary>
    public bool HasBegun { get; private set; }

    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Whether the condition to end at holds at the last moment.</summary>
    public bool IsMet { get; private set; }

    public string Status => Fault.IsSome ? "failed" : Trouble.IsSome ? "non-finite" : IsMet ? Recording.Stopped : _lastStep == _end && HasBegun ? "complete" : "interrupted";

    /// <summary>Goes on until the end, an interruption, a number that is not finite, an impure plugin or a full disk.</summary>
    /// <param name="engine">It stands at the first state, or at the last that is recorded already.</param>
    /// <param name="interrupted">Ctrl-C.</param>
    public void Run(Engine engine, CancellationToken interrupted)
    {
        if (HasBegun)
            engine.Step();
        while (Next(engine) && _lastStep < _end && !interrupted.IsCancellationRequested)
            if (_telling.IsTime())
                progress.Report(new(_lastStep - _before, _end - _before, _lastLoss, _clock.Elapsed));
    }

    /// <summary>The first number that is not finite was further back: there the history ends.</summary>
    public Unit EndsAt(Moment last, NonFinite first)
    {
        Trouble = first;
        (_lastStep, _lastLoss, _lastError, _lastFingerprint) = (last.Step, last.Loss, last.SumAbsoluteError, last.Fingerprint);
        return unit;
    }

    /// <summary>A plugin has thrown: the moment that was begun is none.</summary>
    public void Break(Problem problem) => Fault = problem;

    /// <summary>One moment, with the step after it unless it is the last; false where the history ends before it, or the file cannot be written.</summary>
    private bool Next(Engine engine)
    {
        var step = engine.StepNumber;
        var keep = _spacing == 1 || (step - _first) % _spacing == 0 || step == _end;
        writer.Begin(engine, keep);
        // Kept or not: an infinite slot can leave the loss finite for ever.
        var broken = (keep || GoodEnd.IsLookedAt(_layout, step)) && NonFinite.IsIn(engine) ? FirstIn(engine) : null;
        var state = (keep && _purity.IsNeeded) || _until is { NeedsState: true } ? engine.Freeze() : null;
        var (loss, error) = step < _end ? engine.Step() : engine.Look();
        var fingerprint = engine.SeenFingerprint;
        if (broken is not null || !double.IsFinite(loss))
            return Refuse(step, loss, broken);
        if (_purity.IsNeeded && !IsPure(step, loss, error, fingerprint, keep ? state : null))
            return false;
        if (!writer.Complete(loss, error, fingerprint))
            return false;
        (_lastStep, _lastLoss, _lastError, _lastFingerprint) = (step, loss, error, fingerprint);
        if (!HasBegun)
            Begin();
        IsMet = _until?.HoldsAt(step, loss, error, state) ?? false;
        return !IsMet;
    }

    // What is rare stays outside of what is done at every step: the memory that its values need would have to be cleared each time.

    [MethodImpl(MethodImplOptions.NoInlining)]
    private NonFinite? FirstIn(Engine engine) => (NonFinite?)NonFinite.In(_layout, engine).Case;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Refuse(long step, double loss, NonFinite? broken)
    {
        Trouble = double.IsFinite(loss) ? Optional(broken) : Some(new NonFinite(step, "loss", [], loss));
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsPure(long step, double loss, double error, Fingerprint fingerprint, TrainingState? kept)
    {
        Fault = _purity.Next(new(step, loss, error, fingerprint, Optional(kept)));
        return Fault.IsNone;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Begin() => (First, HasBegun) = (Last, true);
}
