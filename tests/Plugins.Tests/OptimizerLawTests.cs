using Functional.Core;
using Functional.Plugins.Standard;

namespace Functional.Plugins.Tests;

/// <summary>What every optimizer of the shelf promises, whatever its settings, for any gradients at all.</summary>
[TestFixture]
internal sealed class OptimizerLawTests
{
    /// <summary>A thousand for each of the twelve.</summary>
    private const int Cases = 12_000;

    private static readonly double[] Nothing = [0];

    private static readonly Gen<double> Number = Gen.Frequency((9, Gen.Double[-3, 3]), (1, Gen.OneOf(0.0, -0.0, 1, 1e-9, 1e6)));

    /// <summary>Start values and a table of gradients, a row a step.</summary>
    private static readonly Gen<Work> Any =
        from setup in Setup.Any
        from n in Gen.Frequency((4, Gen.Int[1, 5]), (1, Gen.Int[6, 19])) // fewer than a vector has lanes, and some vectors with a rest
        from start in Number.Array[n]
        from gradients in Number.Array[n].Array[1, 8]
        select new Work(setup, start, gradients);

    [Test]
    public void Climbing_along_a_gradient_is_descending_along_its_negative_to_the_bit() => Any.Sample(work =>
    {
        var (up, down) = (Run(work.Make(true), work.Start, work.Gradients), Run(work.Make(), work.Start, Scaled(work.Gradients, -1)));
        return Golden.SameBits(up.Parameters, down.Parameters) && Golden.SameBits(up.Memory, down.Memory);
    }, iter: Cases);

    [Test]
    public void Parameters_do_not_see_each_other() => Any.Sample(work =>
    {
        var together = Run(work.Make(), work.Start, work.Gradients);
        return Enumerable.Range(0, work.Start.Length).All(i =>
        {
            var alone = Run(work.Make(), [work.Start[i]], [.. work.Gradients.Select(g => new[] { g[i] })]);
            return Golden.SameBits(alone.Parameters[0], together.Parameters[i])
                && together.Names.All(name => together.Slot(name) is var all && Golden.SameBits(alone.Slot(name)[0], all[i % all.Length]));
        });
    }, iter: Cases);

    [Test]
    public void All_memory_lies_in_the_slots_so_a_fresh_instance_goes_on() => Gen.Select(Any, Gen.Int[0, 8]).Sample((work, split) =>
    {
        var whole = Run(work.Make(), work.Start, work.Gradients);
        var first = Run(work.Make(), work.Start, work.Gradients[..Math.Min(split, work.Gradients.Length)]);
        var second = new Driver(work.Make(), first.Parameters);
        first.Memory.CopyTo(second.Memory.AsSpan());
        foreach (var gradients in work.Gradients.Skip(split))
            second.Step(0.1, gradients);
        return Golden.SameBits(whole.Parameters, second.Parameters) && Golden.SameBits(whole.Memory, second.Memory);
    }, iter: Cases);

    [Test]
    public void An_optimizer_counts_its_own_steps_and_not_the_runs() => Gen.Select(Any, Gen.Long[0, 1L << 40]).Sample((work, step) =>
        Golden.SameBits(Run(work.Make(), work.Start, work.Gradients).Parameters, Run(work.Make(), work.Start, work.Gradients, from: step).Parameters), iter: Cases);

    [Test]
    public void A_NaN_among_the_gradients_reaches_its_parameter_for_good_and_no_other() => Gen.Select(Any, Gen.Int[0, 7], Gen.Int[0, 4]).Sample((work, k, i) =>
    {
        (k, i) = (k % work.Gradients.Length, i % work.Start.Length);
        double[][] poisoned = [.. work.Gradients.Select((row, at) => row.Select((g, j) => at == k && j == i ? double.NaN : g).ToArray())];
        var (whole, hurt) = (Run(work.Make(), work.Start, work.Gradients).Parameters, Run(work.Make(), work.Start, poisoned).Parameters);
        return double.IsNaN(hurt[i]) && Enumerable.Range(0, whole.Length).All(j => j == i || Golden.SameBits(whole[j], hurt[j]));
    }, iter: Cases);

    [Test]
    public void Without_gradients_and_decay_nothing_moves_and_nothing_is_NaN() => Any.Where(work => !work.Setup.Decays).Sample(work =>
    {
        var still = work with { Setup = work.Setup.Name == "asgd" ? work.Setup.With("lambd", 0.0) : work.Setup };
        return Run(still.Make(), still.Start, Scaled(still.Gradients, 0)).Parameters.SequenceEqual(still.Start);
    }, iter: Cases);

    [Test]
    public void A_gradient_of_zero_at_the_start_is_no_NaN() => Any.Sample(work =>
        new Driver(work.Make(), work.Start).Step(0.1, new double[work.Start.Length]).All(double.IsFinite), iter: Cases);

    [Test]
    public void Decay_that_is_multiplied_by_the_rate_shrinks_geometrically() =>
        Gen.Select(Gen.OneOf("sgd", "adamw", "lion", "asgd"), Number, Gen.Double[0, 0.5], Gen.Double[0.001, 1], Gen.Int[1, 50]).Sample((name, start, decay, rate, steps) =>
        {
            var setup = new Setup(name, new Dictionary<string, object>());
            setup = name == "asgd" ? setup.With("lambd", decay).With("alpha", 0.0) : setup.With("weightDecay", decay);
            var expected = start * Math.Pow(1 - rate * decay, steps);
            var got = Run(setup.Make(), [start], [.. Enumerable.Repeat(Nothing, steps)], rate).Parameters[0];

            // Lion goes by signs: its running mean of no gradient is 0, whose sign moves nothing.
            return Math.Abs(got - expected) <= 4e-16 * (steps + 1) * Math.Abs(start);
        }, iter: Cases);

    [Test]
    public void A_rate_of_zero_moves_nothing_except_under_rprop() => Any.Where(work => work.Setup.Name != "rprop").Sample(work =>
    {
        var (still, moving) = (new Driver(work.Make(), work.Start), new Driver(work.Make(), work.Start));
        still.Step(0, work.Gradients[0]);
        moving.Step(0.1, work.Gradients[0]);
        return work.Setup.Name == "asgd" || Golden.SameBits(still.Memory, moving.Memory)
            ? Run(work.Make(), work.Start, work.Gradients, rate: 0).Parameters.SequenceEqual(work.Start)
            : throw new AssertionException("the memory did not advance");
    }, iter: Cases);

    [Test]
    public void Squares_are_never_negative_and_what_only_grows_never_shrinks() => Any.Sample(work =>
    {
        var driver = new Driver(work.Make(), work.Start);
        var growing = driver.Names.Where(name => name is "vMax" or "sum" or "t").ToArray();
        return work.Gradients.All(gradients =>
        {
            var before = growing.Select(driver.Slot).ToArray();
            driver.Step(0.1, gradients);
            return driver.Names.Where(name => name is "v" or "u" or "sum" or "delta" or "size").All(name => driver.Slot(name).All(x => x >= 0))
                && growing.Zip(before).All(p => driver.Slot(p.Item1).Zip(p.Item2).All(x => x.Item1 >= x.Item2))
                && (!driver.Has("vMax") || driver.Slot("vMax").Zip(driver.Slot("v")).All(p => p.Item1 >= p.Item2));
        });
    }, iter: Cases);

    [Test]
    public void Dampening_spares_the_first_gradient() => Gen.Select(Any, Gen.Double[0, 1]).Sample((work, dampening) =>
    {
        var (damped, free) = (new Driver(new Sgd(0.9, dampening), work.Start), new Driver(new Sgd(), work.Start));
        damped.Step(0.1, work.Gradients[0]);
        free.Step(0.1, work.Gradients[0]);
        return damped.Parameters.SequenceEqual(free.Parameters);
    }, iter: 1000);

    [Test]
    public void AdamW_without_decay_is_Adam_and_ASGD_without_pull_is_SGD() => Any.Sample(work =>
        Run(new AdamW(weightDecay: 0), work.Start, work.Gradients).Parameters.SequenceEqual(Run(new Adam(), work.Start, work.Gradients).Parameters)
        && Run(new Asgd(lambd: 0), work.Start, work.Gradients).Parameters.SequenceEqual(Run(new Sgd(), work.Start, work.Gradients).Parameters), iter: 1000);

    [Test]
    public void The_average_of_ASGD_is_the_parameters_until_t0_and_their_mean_after_it() => Gen.Select(Any, Gen.Int[0, 4]).Sample((work, t0) =>
    {
        var driver = new Driver(new Asgd(t0: t0), work.Start);
        var places = new List<double>();
        return work.Gradients.All(gradients =>
        {
            driver.Step(0.1, gradients);
            places.Add(driver.Parameters[0]);

            // μ = 1 / max(1, t − t0) is 1 up to t = t0 + 1 and takes effect one step later: the mean begins with place t0 + 2.
            var mean = places.Count <= t0 + 2 ? places[^1] : places.Skip(t0 + 1).Average();
            return Math.Abs(driver.Slot("ax")[0] - mean) <= 1e-14 * Golden.Largest(places);
        });
    }, iter: 1000);

    internal static Driver Run(IOptimizer optimizer, double[] start, double[][] gradients, double rate = 0.1, long from = 0)
    {
        var driver = new Driver(optimizer, start) { At = from };
        foreach (var row in gradients)
            driver.Step(rate, row);
        return driver;
    }

    internal static double[][] Scaled(double[][] rows, double by) => [.. rows.Select(row => row.Select(x => x * by).ToArray())];

    /// <summary>An optimizer and what it is given to do.</summary>
    private sealed record Work(Setup Setup, double[] Start, double[][] Gradients)
    {
        public IOptimizer Make(bool maximize = false) => Setup.Make(maximize);
    }
}
