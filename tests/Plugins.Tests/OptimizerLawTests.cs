using Functional.Core;
using Functional.Plugins.Standard;

namespace Functional.Plugins.Tests;

/// <summary>What sgd and adam promise for any gradients at all.</summary>
[TestFixture]
internal sealed class OptimizerLawTests
{
    private const int Cases = 1000;

    private static readonly Gen<double> Number = Gen.Frequency((9, Gen.Double[-3, 3]), (1, Gen.OneOf(0.0, -0.0, 1, 1e-9, 1e6)));

    /// <summary>Start values and a table of gradients, a row a step.</summary>
    private static readonly Gen<(double[] Start, double[][] Gradients)> Work =
        from n in Gen.Int[1, 5]
        from start in Number.Array[n]
        from gradients in Number.Array[n].Array[1, 8]
        select (start, gradients);

    private static readonly Gen<Func<bool, IOptimizer>> Any =
        from adam in Gen.Bool
        from momentum in Gen.OneOf(0, 0.9)
        from decay in Gen.OneOf(0, 0.02)
        from flag in Gen.Bool
        select new Func<bool, IOptimizer>(maximize => adam
            ? new Adam(weightDecay: decay, amsgrad: flag, maximize: maximize)
            : new Sgd(momentum, nesterov: flag && momentum > 0, weightDecay: decay, maximize: maximize));

    [Test]
    public void Climbing_along_a_gradient_is_descending_along_its_negative_to_the_bit() => Gen.Select(Any, Work).Sample((make, work) =>
    {
        var (up, down) = (Run(make(true), work.Start, work.Gradients), Run(make(false), work.Start, Scaled(work.Gradients, -1)));
        return Golden.SameBits(up.Parameters, down.Parameters) && Golden.SameBits(up.Memory, down.Memory);
    }, iter: Cases);

    [Test]
    public void Parameters_do_not_see_each_other() => Gen.Select(Any, Work).Sample((make, work) =>
    {
        var together = Run(make(false), work.Start, work.Gradients);
        return Enumerable.Range(0, work.Start.Length).All(i =>
            Golden.SameBits(Run(make(false), [work.Start[i]], [.. work.Gradients.Select(g => new[] { g[i] })]).Parameters[0], together.Parameters[i]));
    }, iter: Cases);

    [Test]
    public void All_memory_lies_in_the_slots_so_a_fresh_instance_goes_on() => Gen.Select(Any, Work, Gen.Int[0, 8]).Sample((make, work, split) =>
    {
        var (one, halves) = (make(false), Run(make(false), work.Start, []));
        var whole = Run(one, work.Start, work.Gradients);
        var first = Run(make(false), work.Start, work.Gradients[..Math.Min(split, work.Gradients.Length)]);
        var second = new Driver(make(false), first.Parameters);
        first.Memory.CopyTo(second.Memory.AsSpan());
        foreach (var gradients in work.Gradients.Skip(split))
            second.Step(0.1, gradients);
        return Golden.SameBits(whole.Parameters, second.Parameters) && Golden.SameBits(whole.Memory, second.Memory) && halves.Memory.All(x => x == 0);
    }, iter: Cases);

    [Test]
    public void A_gradient_scaled_by_a_power_of_two_is_a_learning_rate_scaled_by_it() => Gen.Select(Work, Gen.Int[-20, 20], Gen.OneOf(0, 0.9)).Sample((work, k, momentum) =>
        Golden.SameBits(
            Run(new Sgd(momentum), work.Start, Scaled(work.Gradients, Math.ScaleB(1, k))).Parameters,
            Run(new Sgd(momentum), work.Start, work.Gradients, 0.1 * Math.ScaleB(1, k)).Parameters), iter: Cases);

    [Test]
    public void Adam_without_epsilon_does_not_see_the_size_of_its_gradients() => Gen.Select(Work, Gen.Int[-20, 20], Gen.Bool).Sample((work, k, amsgrad) =>
    {
        var gradients = work.Gradients.Select(row => row.Select(g => g == 0 ? 0.5 : g).ToArray()).ToArray();
        return Golden.SameBits(
            Run(new Adam(epsilon: 0, amsgrad: amsgrad), work.Start, gradients).Parameters,
            Run(new Adam(epsilon: 0, amsgrad: amsgrad), work.Start, Scaled(gradients, Math.ScaleB(1, k))).Parameters);
    }, iter: Cases);

    [Test]
    public void Squares_are_never_negative_and_amsgrad_never_forgets_the_largest() => Work.Sample(work =>
    {
        var driver = new Driver(new Adam(amsgrad: true), work.Start);
        var before = driver.Slot("vMax");
        return work.Gradients.All(gradients =>
        {
            driver.Step(0.1, gradients);
            var (v, largest) = (driver.Slot("v"), driver.Slot("vMax"));
            var holds = v.All(x => x >= 0) && largest.Zip(before).All(p => p.Item1 >= p.Item2) && largest.Zip(v).All(p => p.Item1 >= p.Item2);
            before = largest;
            return holds;
        });
    }, iter: Cases);

    [Test]
    public void A_gradient_of_zero_at_the_start_moves_nothing_and_is_no_NaN() => Gen.Select(Any, Number.Array[1, 5]).Sample((make, start) =>
    {
        var driver = new Driver(make(false), start);
        return driver.Step(0.1, new double[start.Length]).All(double.IsFinite);
    }, iter: Cases);

    [Test]
    public void Dampening_spares_the_first_gradient() => Gen.Select(Work, Gen.Double[0, 1]).Sample((work, dampening) =>
    {
        var (damped, free) = (new Driver(new Sgd(0.9, dampening), work.Start), new Driver(new Sgd(), work.Start));
        damped.Step(0.1, work.Gradients[0]);
        free.Step(0.1, work.Gradients[0]);
        return damped.Parameters.SequenceEqual(free.Parameters);
    }, iter: Cases);

    [Test]
    public void Adam_counts_its_own_steps_and_not_the_runs() => Gen.Select(Work, Gen.Long[0, 1L << 40]).Sample((work, step) =>
    {
        var layout = ParameterLayout.Of((work.Start.Length, 1, false));
        double[] Update(long at)
        {
            var adam = new Adam();
            double[] updates = [.. work.Gradients[0]];
            adam.Update(at, 0.1, layout, work.Start, updates, Slots.For(adam, work.Start.Length, new double[Slots.LengthFor(adam, work.Start.Length)]));
            return updates;
        }

        return Golden.SameBits(Update(0), Update(step));
    }, iter: Cases);

    private static Driver Run(IOptimizer optimizer, double[] start, double[][] gradients, double rate = 0.1)
    {
        var driver = new Driver(optimizer, start);
        foreach (var row in gradients)
            driver.Step(rate, row);
        return driver;
    }

    private static double[][] Scaled(double[][] rows, double by) => [.. rows.Select(row => row.Select(x => x * by).ToArray())];
}
