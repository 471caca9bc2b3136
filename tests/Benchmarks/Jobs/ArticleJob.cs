using Functional.Core;

namespace Functional.Benchmarks;

/// <summary>The article's networks: all rows a step, sigmoid without bias, half-sse, rate 1.</summary>
internal static class ArticleJob
{
    private const int Steps = 100_000, AutogradSteps = 3_000;

    /// <summary>3-1: against the article's own loop, and against what people would write today.</summary>
    public static IEnumerable<Line> OneLayer(Bench bench)
    {
        CheckMeaning(Experiments.Article, "article", Steps);
        return Contest.Of(bench, "article", Ours.FromTheStart(Experiments.Article, bench.Steps(Steps)),
        [
            new(PeerSpec.OfScript("NumPy", "numpy_article.py", 1, "article"), Steps, 100),
            new(PeerSpec.OfScript("PyTorch", "torch_article.py", 1, "article"), AutogradSteps, 1000),
            .. TorchSharpPeer.When(bench, 1, "article").Select(spec => new Contest.Entry(spec, AutogradSteps, 1000)),
        ]);
    }

    /// <summary>3-4-1.</summary>
    public static IEnumerable<Line> ThreeLayer(Bench bench)
    {
        CheckMeaning(Experiments.ArticleThreeLayer, "article-3-layer", 10_000);
        return Contest.Of(bench, "article-3-layer", Ours.FromTheStart(Experiments.ArticleThreeLayer, bench.Steps(60_000)),
        [
            new(PeerSpec.OfScript("NumPy", "numpy_article.py", 1, "article-3-layer"), 30_000, 90),
            new(PeerSpec.OfScript("PyTorch", "torch_article.py", 1, "article-3-layer"), AutogradSteps, null),
            .. TorchSharpPeer.When(bench, 1, "article-3-layer").Select(spec => new Contest.Entry(spec, AutogradSteps, null)),
        ]);
    }

    /// <summary>Both must compute the same: Σ |error| of the last step is compared before anybody is timed.</summary>
    private static void CheckMeaning(Host.Experiment experiment, string job, int steps)
    {
        using var peer = Peer.Start(PeerSpec.OfScript("NumPy", "numpy_article.py", 1, job));
        if (!peer.IsHere)
            return;
        var last = Ours.Run(experiment, experiment.Initial, steps - 1, threads: 1);
        var ours = Training.Evaluate(experiment.Pipeline, last, experiment.Batches.At(steps - 1)).SumAbsoluteError;
        var theirs = peer.Go(steps).Loss;
        if (Math.Abs(ours - theirs) > 1e-9 * Math.Abs(theirs))
            throw new InvalidOperationException($"{job}: after {steps} steps our error is {ours:R} and NumPy's {theirs:R}: they do not compute the same.");
    }
}
