namespace Functional.Benchmarks;

/// <summary>A hidden layer of ReLU under cross-entropy, shuffled batches, biases; the loss is read every step.</summary>
internal static class ClassifierJob
{
    /// <summary>64-32-10, Adam, batches of 32.</summary>
    public static IEnumerable<Line> Digits(Bench bench) =>
        Contest.Of(bench, "digits adam", Ours.GoingOn(Experiments.Digits(), bench.Steps(10_000), threads: 1),
        [
            new(Script("NumPy", "numpy_mlp.py", 1, "digits", "adam"), 5_000, 5),
            new(Script("scikit-learn", "sklearn_mlp.py", 1, "digits", "adam"), 3_000, 8),
            new(Script("PyTorch", "torch_mlp.py", 1, "digits", "adam"), 2_000, null),
            .. TorchSharpPeer.When(bench, 1, "digits", "adam").Select(spec => new Contest.Entry(spec, 2_000, 12)),
        ]);

    /// <summary>784-128-10, batches of 64 of 60,000 rows, on one thread and on two.</summary>
    public static IEnumerable<Line> Pixels(Bench bench, string optimizer)
    {
        var experiment = Experiments.Pixels(optimizer, Data.Pixels());
        return [.. Threads(bench, experiment, optimizer, 1), .. Threads(bench, experiment, optimizer, 2)];
    }

    private static IEnumerable<Line> Threads(Bench bench, Host.Experiment experiment, string optimizer, int threads)
    {
        var (sgd, two) = (optimizer == "sgd", threads == 2);
        var (numPy, others) = (sgd && !two ? 1.3 : (double?)null, sgd ? (double?)null : two ? 1.8 : 2);
        var job = $"mlp-{optimizer}{(two ? ", 2 threads" : "")}";

        // Two threads can be slower than one where a step is short or two pools of threads get in each other's way: a peer is asked for both.
        return Contest.Of(bench, job, Ours.GoingOn(experiment, bench.Steps(500), threads),
        [
            .. Enumerable.Range(1, threads).Select(n => new Contest.Entry(Script("NumPy", "numpy_mlp.py", n, "mlp", optimizer), 400, numPy)),
            .. Enumerable.Range(1, threads).Select(n => new Contest.Entry(Script("scikit-learn", "sklearn_mlp.py", n, "mlp", optimizer), 938, others)),
            .. Enumerable.Range(1, threads).Select(n => new Contest.Entry(Script("PyTorch", "torch_mlp.py", n, "mlp", optimizer), 300, others)),
            .. Enumerable.Range(1, threads).SelectMany(n => TorchSharpPeer.When(bench, n, "mlp", optimizer))
                .Select(spec => new Contest.Entry(spec, 300, sgd ? (two ? null : 1.6) : others)),
        ]);
    }

    private static PeerSpec Script(string name, string script, int threads, params string[] arguments) => PeerSpec.OfScript(name, script, threads, arguments);
}
