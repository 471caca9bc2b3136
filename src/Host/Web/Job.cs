using System.Collections.Immutable;
using System.Security.Cryptography;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>What there is to tell of a job since somebody last asked.</summary>
/// <param name="Version">What to ask with next time.</param>
/// <param name="Done">Steps made.</param>
/// <param name="Loss">The loss there.</param>
/// <param name="Curve">Steps and losses that are new.</param>
/// <param name="Outcome">How it ended, once it has.</param>
internal sealed record JobNews(long Version, long Done, double Loss, ImmutableArray<(long Step, double Loss)> Curve, Option<Either<Failure, Recording>> Outcome);

/// <summary>
/// One training. It is told now and then how far it is and only notes it down; whoever listens comes and asks, each at a pace of its own, so
/// that nobody who is slow to listen slows it.
/// </summary>
internal sealed class Job(Work work) : IProgress<Progress>
{
    /// <summary>Points of the curve that are kept: a quarter of an hour at twenty a second; after that every second one goes.</summary>
    private const int MostPoints = 20_000;

    private readonly Lock _turn = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly long _first = work.Start.Step;
    private List<(long Step, double Loss)> _curve = [];
    private Work? _work = work;
    private long _version = 1;
    private Option<Either<Failure, Recording>> _outcome;

    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>The run it records.</summary>
    public string Run { get; } = work.Experiment.Name;

    /// <summary>How many steps are planned.</summary>
    public long Steps { get; } = work.Experiment.Steps;

    public bool HasEnded
    {
        get
        {
            lock (_turn)
                return _outcome.IsSome;
        }
    }

    public void Stop() => _stop.Cancel();

    public void Report(Progress value)
    {
        lock (_turn)
        {
            if (_curve.Count >= MostPoints)
                _curve = [.. _curve.Where((_, i) => i % 2 == 0)];
            _curve.Add((_first + value.Done, value.Loss));
            _version++;
        }
    }

    /// <summary>Everything, to who asks with version 0; null where there is nothing new.</summary>
    /// <param name="version">That of the news somebody has.</param>
    /// <param name="told">The last step of the curve they were told of; −1 before the first.</param>
    public JobNews? Since(long version, long told)
    {
        lock (_turn)
        {
            if (version == _version)
                return null;
            var (step, loss) = _curve.Count > 0 ? _curve[^1] : (_first, double.NaN);
            return new(_version, step - _first, loss, [.. _curve.Where(p => p.Step > told)], _outcome);
        }
    }

    public void Train(Store store)
    {
        var outcome = Outcome(store);
        lock (_turn)
        {
            outcome.IfRight(recording => _curve.Add((recording.Last.Step, recording.Last.Loss)));
            (_outcome, _work, _version) = (outcome, null, _version + 1);
        }
    }

    private Either<Failure, Recording> Outcome(Store store)
    {
        if (_work is not { } work || _stop.IsCancellationRequested)
            return Failure.Of(ExitCode.Interrupted, Run, "it was stopped before it began");
        try
        {
            return ForeignFault.Guard(() => Recorder.Record(work.Experiment, work.Start, store.PathOf(Run), work.Parent, this, _stop.Token));
        }
        catch (Exception bug)
        {
            return Failure.Of(ExitCode.Bug, Run, $"{bug.GetType().Name}: this is a bug of ours", "Please report what you asked for.");
        }
    }
}
