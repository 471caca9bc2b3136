using System.Diagnostics;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>One training from beginning to end as the recorder sees it: every moment goes to the writer, until the end or until something is wrong.</summary>
internal sealed class Take(Experiment experiment, TrainingState start, RunWriter writer, IProgress<Progress> progress)
{
    /// <summary>How often whoever watches is told, in milliseconds.</summary>
    private const long Telling = 50;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Ticker _telling = new(Telling);
    private readonly PurityCheck _purity = PurityCheck.For(experiment);
    private readonly long _end = start.Step + experiment.Steps;
    private readonly long _spacing = experiment.Spacing;

    /// <summary>The first moment that was recorded.</summary>
    public Moment First { get; private set; }

    /// <summary>The last one.</summary>
    public Moment Last { get; private set; }

    /// <summary>The number that is not finite, where training met one.</summary>
    public Option<NonFinite> Trouble { get; private set; }

    /// <summary>What a plugin did wrong, where one did.</summary>
    public Option<Problem> Fault { get; private set; }

    /// <summary>Whether any moment was recorded.</summary>
    public bool HasBegun { get; private set; }

    public TimeSpan Elapsed => _clock.Elapsed;

    public string Status => Fault.IsSome ? "failed" : Trouble.IsSome ? "non-finite" : Last.Step == _end && HasBegun ? "complete" : "interrupted";

    /// <summary>Goes on until the end, an interruption, a number that is not finite, an impure plugin or a full disk.</summary>
    public void Run(Engine engine, CancellationToken interrupted)
    {
        while (Next(engine) && Last.Step < _end && !interrupted.IsCancellationRequested)
            if (_telling.IsTime())
                progress.Report(new(Last.Step - start.Step, experiment.Steps, Last.Loss, _clock.Elapsed));
    }

    /// <summary>A plugin has thrown: the moment that was begun is none.</summary>
    public void Break(Problem problem)
    {
        writer.Drop();
        Fault = problem;
    }

    /// <summary>One moment, with the step after it unless it is the last; false where the history ends before it, or the file cannot be written.</summary>
    private bool Next(Engine engine)
    {
        var (step, fingerprint) = (engine.StepNumber, engine.Fingerprint);
        var keep = _spacing == 1 || (step - start.Step) % _spacing == 0 || step == _end;
        writer.Begin(engine, keep);
        var broken = keep ? NonFinite.In(experiment.Pipeline.Layout, engine) : None;
        var state = keep && _purity.IsNeeded ? Some(engine.Freeze()) : None;
        var (loss, error) = step < _end ? engine.Step() : engine.Look();
        var moment = new Moment(step, loss, error, fingerprint, state);
        Trouble = double.IsFinite(loss) ? broken : Some(new NonFinite(step, "loss", [], loss));
        Fault = Trouble.IsSome ? None : _purity.Next(moment);
        if (Trouble.IsSome || Fault.IsSome)
        {
            writer.Drop();
            return false;
        }

        if (!writer.Complete(loss, error))
            return false;
        First = HasBegun ? First : moment;
        (Last, HasBegun) = (moment, true);
        return true;
    }
}
