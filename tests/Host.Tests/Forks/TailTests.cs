using System.Security.Cryptography;
using Functional.Core;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

/// <summary>
/// A thousand forks without a change, of runs with every optimizer, every schedule and every way to keep states: each has the tail of
/// its parent, bit for bit, and no byte of the parent changes.
/// </summary>
public static class TailTests
{
    private const int Parents = 125, ForksOfEach = 8;

    private static readonly string[] Schedules = [.. Docs.Catalogue.Schedules.Names];

    private static readonly string[] Optimizers = [.. Docs.Catalogue.Optimizers.Names];

    [Test]
    public static void A_thousand_forks_without_a_change_have_equal_tails()
    {
        var states = Enumerable.Range(0, Parents).AsParallel().Sum(Tails);
        Assert.That(states, Is.GreaterThan(10_000), "states that were compared");
    }

    /// <summary>A random parent and some forks of it.</summary>
    private static long Tails(int seed)
    {
        using var folder = new TemporaryFolder();
        Runs.Record(Docs.Value(Composer.Compose(Document(seed), Docs.Catalogue, None)), folder["parent.run"]);
        var hash = SHA256.HashData(File.ReadAllBytes(folder["parent.run"]));
        var states = 0L;
        using (var parent = Runs.Open(folder["parent.run"]))
            for (var i = 0; i < ForksOfEach; i++)
                states += Tail(parent, new Random(seed * 31 + i).NextInt64(parent.File.First, parent.File.Last), folder[$"{i}.run"]);
        Assert.That(SHA256.HashData(File.ReadAllBytes(folder["parent.run"])), Is.EqualTo(hash), $"the parent of seed {seed} changed");
        return states;
    }

    /// <summary>Forks, and compares every moment of the two files and the last state; how many they were.</summary>
    private static long Tail(OpenedRun parent, long step, string path)
    {
        var document = Docs.Value(DocumentPath.Set(parent.Document, "steps", DocumentPath.ParseValue("--steps", $"{parent.File.Last - step}")));
        var fork = Runs.Right(Fork.Of(parent, step, document, Docs.Catalogue, ForkRows.Parents));
        Runs.Right(Recorder.Record(fork.Experiment, fork.Start, path, Some(fork.Parent), Runs.Nobody, default));
        using var child = Runs.Open(path);
        Assert.That((child.File.First, child.File.Last), Is.EqualTo((step, parent.File.Last)));
        for (var t = step; t <= parent.File.Last; t++)
        {
            var (mine, theirs) = (Runs.Right(child.File.MomentAt(t)), Runs.Right(parent.File.MomentAt(t)));
            if (mine.Fingerprint != theirs.Fingerprint || !Reals.Of(mine.Loss, mine.SumAbsoluteError).Equals(Reals.Of(theirs.Loss, theirs.SumAbsoluteError)))
                Assert.Fail($"step {t} of the fork at {step} of {parent.File.Header.Document}");
        }

        Assert.That(Runs.Right(child.StateAt(parent.File.Last)), Is.EqualTo(Runs.Right(parent.StateAt(parent.File.Last))));
        return parent.File.Last - step + 1;
    }

    private static JsonTree Document(int seed)
    {
        var random = new Random(seed);
        var settings = new[]
        {
            ("optimizer", $$"""{ "name": "{{Optimizers[seed % Optimizers.Length]}}", "learningRate": 0.01 }"""),
            ("schedule", $$"""{ "name": "{{Schedules[(seed + seed / Optimizers.Length) % Schedules.Length]}}" }"""),
            ("skip", random.Next(3) == 0 ? "[[2, 5]]" : ""),
            ("clip", random.Next(4) == 0 ? """{ "norm": 0.1 }""" : ""),
        };
        return settings.Where(s => s.Item2.Length > 0).Aggregate(
            Docs.Value(Docs.Parse(Runs.Document(seed, random.Next(8, 60)))),
            (tree, set) => Docs.Value(DocumentPath.Set(tree, set.Item1, DocumentPath.ParseValue("--set", set.Item2))));
    }
}
