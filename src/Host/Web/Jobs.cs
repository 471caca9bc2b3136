using System.Collections.Concurrent;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What is to be trained and recorded.</summary>
internal sealed record Work(Experiment Experiment, TrainingState Start, Option<Parentage> Parent);

/// <summary>
/// Trainings that were ordered: one after the other, on a thread of their own, recorded as the commands record. When the server stops, the one
/// under way ends as an interruption ends it: what is recorded stays, and <c>resume</c> goes on.
/// </summary>
internal sealed class Jobs : IDisposable
{
    /// <summary>Orders that may wait beside the one that trains.</summary>
    private const int MostWaiting = 4;

    /// <summary>Jobs that have ended and can still be asked about.</summary>
    private const int MostEnded = 32;

    private readonly Session _session;
    private readonly Lock _turn = new();
    private readonly List<Job> _jobs = [];
    private readonly BlockingCollection<Job> _queue = [];
    private readonly Thread _thread;

    public Jobs(Session session)
    {
        _session = session;
        _thread = new(Train) { IsBackground = true, Name = "trainings" };
        _thread.Start();
    }

    public Job? Find(string id)
    {
        lock (_turn)
            return _jobs.Find(job => job.Id == id);
    }

    /// <summary>Takes an order, if there is room for it. Orders are made one after the other, so that no two get one name.</summary>
    public Either<Failure, Job> Take(Func<Either<Failure, Work>> make)
    {
        lock (_turn)
            return _queue.IsAddingCompleted || _jobs.Count(job => !job.HasEnded) > MostWaiting
                ? Failure.Of(ExitCode.Usage, "training", $"one run is being trained and {MostWaiting} more are waiting", "Wait for one of them, or stop it.") with { Refusal = Refusal.Busy }
                : make().Map(Queued);
    }

    /// <summary>The name a person insists on, if nobody has it or is about to; else the usual one, with a number behind it where it is taken.</summary>
    public Either<Failure, string> NameFor(Option<string> insisted, string usual)
    {
        lock (_turn)
        {
            if (insisted.Case is string said)
                return _session.Store.Insist(said).Bind(name => IsPromised(name)
                    ? Failure.Of(ExitCode.Usage, "name", $"there will be a run called '{Shown.Text(name)}' already", "Choose another name.")
                    : Right<Failure, string>(name));
            return Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? usual : $"{usual}-{i}").First(name => !IsPromised(name) && _session.Store.FreeName(name) == name);
        }
    }

    /// <summary>Answers an order to end a job early.</summary>
    public static Either<Failure, IPage> Stop(Call call)
    {
        if (call.Jobs.Find(call.Names[0]) is not { } job)
            return Unknown(call.Names[0]);
        job.Stop();
        return new OrderPage(job.Id, job.Run);
    }

    public static Failure Unknown(string id) => Failure.Of(ExitCode.Usage, "job", $"there is no job '{Shown.Text(id)}'") with { Refusal = Refusal.Absent };

    /// <summary>Ends every job and waits for the one that trains to finish its step and close its file.</summary>
    public void Dispose()
    {
        lock (_turn)
        {
            _queue.CompleteAdding();
            foreach (var job in _jobs)
                job.Stop();
        }

        _thread.Join();
        _queue.Dispose();
    }

    private bool IsPromised(string name) => _jobs.Exists(job => !job.HasEnded && string.Equals(job.Run, name, StringComparison.OrdinalIgnoreCase));

    private Job Queued(Work work)
    {
        var job = new Job(work with { Experiment = work.Experiment with { Threads = _session.Threads } });
        foreach (var old in _jobs.Where(j => j.HasEnded).SkipLast(MostEnded - 1).ToList())
            _jobs.Remove(old);
        _jobs.Add(job);
        _queue.Add(job);
        return job;
    }

    private void Train()
    {
        foreach (var job in _queue.GetConsumingEnumerable())
            job.Train(_session.Store);
    }
}
