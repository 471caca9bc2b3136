namespace Functional.Plugins.Tests;

/// <summary>Every optimizer under random settings against <see cref="Textbook"/>, step by step, whatever the gradients.</summary>
[TestFixture]
internal sealed class OptimizerTextbookTests
{
    /// <summary>Gradients as hard as the scripted problem's: turns, zeros, 10⁻⁶ beside 10⁴.</summary>
    private static readonly Gen<double> Gradient = Gen.Frequency(
        (8, Gen.Double[-2, 2]), (1, Gen.Double[-1e4, 1e4]), (1, Gen.Double[-1e-6, 1e-6]), (2, Gen.Const(0.0)));

    [Test]
    public void Every_step_is_the_textbooks()
    {
        var (compared, met) = (0, new System.Collections.Concurrent.ConcurrentDictionary<string, int>());
        Gen.Select(Setup.Any, Gen.Bool, Gen.Double[0.0001, 0.1], Gen.Double[-3, 3], Gradient.Array[1, 40]).Sample((setup, maximize, rate, start, gradients) =>
        {
            var textbook = new Textbook(setup.Name, rate, setup.With("maximize", maximize).Settings);
            var driver = new Driver(setup.Make(maximize), start);
            var (expected, largest) = (start, Math.Abs(start));
            for (var k = 0; k < gradients.Length; k++)
            {
                expected = textbook.Step(expected, gradients[k]);
                driver.Step(rate, gradients[k]);
                largest = Math.Max(largest, Math.Abs(expected));
                if (!(Math.Abs(driver.Parameters[0] - expected) <= 1e-13 * largest))
                    throw new AssertionException($"step {k}: {expected:R} expected, {driver.Parameters[0]:R} got");
                if (setup.Name == "asgd" && !(Math.Abs(driver.Slot("ax")[0] - textbook.Average) <= 1e-13 * largest))
                    throw new AssertionException($"step {k}: average {textbook.Average:R} expected, {driver.Slot("ax")[0]:R} got");
                Interlocked.Increment(ref compared);
            }

            met.AddOrUpdate(setup.Name, 1, (_, n) => n + 1);
        }, iter: 20_000);
        Assert.That(met, Has.Count.EqualTo(12));
        Assert.That(compared, Is.GreaterThan(100_000));
    }
}
