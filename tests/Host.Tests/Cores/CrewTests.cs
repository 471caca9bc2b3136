using Functional.Core;

namespace Functional.Host.Tests;

/// <summary>Threads that share the parts of a step: every part once, whatever happens, and no bit changes.</summary>
public sealed class CrewTests
{
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(7)]
    public void Every_part_is_done_once_round_after_round(int workers)
    {
        using var crew = new Crew(workers);
        for (var round = 0; round < 3000; round++)
        {
            var parts = round % 23;
            var done = new int[parts];
            crew.Do(parts, (part, worker) =>
            {
                Assert.That(worker, Is.InRange(0, workers - 1));
                Interlocked.Increment(ref done[part]);
            });
            Assert.That(done, Is.All.EqualTo(1));
            if (round % 500 == 0)
                Thread.Sleep(20); // long enough for everybody to fall asleep
        }
    }

    [Test]
    public void What_a_part_throws_is_thrown_where_the_work_was_asked_for_and_the_crew_goes_on()
    {
        using var crew = new Crew(3);
        Assert.Throws<InvalidOperationException>(() => crew.Do(10, (part, _) =>
        {
            if (part == 7)
                throw new InvalidOperationException("seven");
        }));
        var sum = 0;
        crew.Do(10, (part, _) => Interlocked.Add(ref sum, part));
        Assert.That(sum, Is.EqualTo(45));
    }

    [TestCase("sgd")]
    [TestCase("adam")]
    public void A_long_step_has_the_same_bits_on_any_number_of_threads(string optimizer)
    {
        var inputs = string.Join(",", Enumerable.Range(0, 70).Select(i => $"[{string.Join(",", Enumerable.Range(0, 300).Select(j => (i * 37 + j * 11) % 256))}]"));
        var targets = string.Join(",", Enumerable.Range(0, 70).Select(i => i % 10));
        var experiment = Runs.Experiment($$"""
            { "data": { "inputs": [{{inputs}}], "targets": [{{targets}}] },
              "network": { "layers": [ { "units": 130, "activation": "relu" }, { "units": 10, "activation": "identity" } ] },
              "loss": "cross-entropy", "optimizer": { "name": "{{optimizer}}", "learningRate": 0.0001 },
              "batch": { "size": 64, "shuffle": true, "seed": 3 }, "initial": { "scheme": "he-uniform", "seed": 1 }, "steps": 25 }
            """);
        var alone = Training.Run(experiment.Pipeline, experiment.Initial, experiment.Batches, 25);
        foreach (var workers in (int[])[2, 3, 5])
        {
            using var crew = new Crew(workers);
            Assert.That(Training.Run(experiment.Pipeline, experiment.Initial, experiment.Batches, 25, crew), Is.EqualTo(alone), $"{workers} workers");
        }
    }

    [TestCase("0")]
    [TestCase("65")]
    [TestCase("two")]
    public void A_number_of_threads_that_makes_no_sense_is_refused(string threads)
    {
        using var folder = new TemporaryFolder();
        var said = Runs.Type(folder.Path, "train", "xor", "--steps", "3", "--threads", threads);
        Assert.That(said, Is.EqualTo((2, "", $"error: --threads: '{threads}' is not a whole number from 1 to 64.\n")));
    }
}
