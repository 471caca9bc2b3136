using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>What every loss owes the rest of the program, whatever its settings.</summary>
[TestFixture]
internal sealed class LossTests
{
    private const int Cases = 1000;

    /// <summary>Enough that each of the eight meets each kind of case often.</summary>
    private const int Many = 5 * Cases;

    [Test]
    public void Losses_are_never_negative() => LossCase.Any.Sample(c => c.Run().Loss >= 0, iter: Many);

    [Test]
    public void A_perfect_fit_costs_nothing_and_pushes_nowhere() => Gen.OneOf(LossCase.Distances).SelectMany(LossCase.Of).Sample(c =>
        (c with { Targets = c.Outputs }).Run() is (0, var gradients) && gradients.All(g => g == 0), iter: Many);

    // Sums and quotients of at most 30 terms of one sign: each of both roads rounds 31 times.
    [Test]
    public void A_sum_is_the_mean_times_what_it_was_divided_by() => Gen.Select(Gen.OneOf([.. LossCase.Names.Except(["half-sse"])]).SelectMany(LossCase.Of), Gen.Double[0.01, 0.99]).Sample((c, setting) =>
    {
        var (sum, mean) = ((c with { Loss = LossCase.Make(c.Name, setting, true) }).Run(), (c with { Loss = LossCase.Make(c.Name, setting, false) }).Run());
        var divisor = c.Name == "cross-entropy" ? c.Rows : c.Outputs.Length;
        return Close(sum.Loss, divisor * mean.Loss, 1e-15 * Math.Abs(sum.Loss))
            && sum.Gradients.Zip(mean.Gradients).All(g => Close(g.Item1, divisor * g.Item2, 1e-15 * Math.Abs(g.Item1)));
    }, iter: Many);

    /// <summary>Richardson: (8·(L(o+h) − L(o−h)) − (L(o+2h) − L(o−2h))) / 12h, element by element, in a row of tame size.</summary>
    [Test]
    public void Gradients_are_what_differences_say_away_from_the_kinks() => LossCase.Any.Where(c => Golden.Largest(c.Outputs) <= 20).Sample(c =>
    {
        const double H = 1e-4;
        var (_, gradients) = c.Run();
        double At(int i, double step) => LossCase.Run(c.Loss, c.Rows, [.. c.Outputs.Select((o, j) => j == i ? o + step : o)], c.Targets).Loss;
        return Enumerable.Range(0, c.Outputs.Length).Where(i => !NearKink(c, i, 10 * H)).All(i =>
        {
            var differences = (8 * (At(i, H) - At(i, -H)) - (At(i, 2 * H) - At(i, -2 * H))) / (12 * H);
            return Close(differences, gradients[i], 1e-8 * Math.Max(1, Golden.Largest(gradients)));
        });
    }, iter: 2 * Cases);

    [Test]
    public void Losses_are_convex_along_every_segment() => Gen.Select(LossCase.Any, Gen.Int[1, 100], Gen.Double[0, 1]).Sample((c, turn, share) =>
    {
        double[] other = [.. c.Outputs.Select((_, i) => c.Outputs[(i + turn) % c.Outputs.Length])];
        double At(double s) => LossCase.Run(c.Loss, c.Rows, [.. c.Outputs.Zip(other, (a, b) => (1 - s) * a + s * b)], c.Targets).Loss;
        var line = (1 - share) * At(0) + share * At(1);
        return At(share) <= line + 1e-12 * Math.Max(1, line);
    }, iter: Many);

    /// <summary>
    /// Sums in another order differ in their last places. Where a softmax is nearly its target, of the slope only those are left: four times
    /// 2⁻⁵² of the target.
    /// </summary>
    [Test]
    public void The_order_of_classes_and_rows_does_not_matter() => Gen.Select(LossCase.Any, Gen.Int[0, 100]).Sample((c, turn) =>
    {
        double[] Turned(double[] x) => [.. x.Chunk(c.Columns).SelectMany(row => row.Select((_, j) => row[(j + turn) % c.Columns])).Chunk(c.Columns).Reverse().SelectMany(row => row)];
        var (here, there) = (c.Run(), (c with { Outputs = Turned(c.Outputs), Targets = Turned(c.Targets) }).Run());
        var bound = 1e-13 * Golden.Largest(here.Gradients) + (c.Name == "cross-entropy" ? Math.ScaleB(Golden.Largest(c.Targets), -50) : 0);
        return Close(here.Loss, there.Loss, 1e-13 * here.Loss)
            && Turned(here.Gradients).Zip(there.Gradients).All(g => Close(g.Item1, g.Item2, bound));
    }, iter: Many);

    [Test]
    public void A_NaN_reaches_the_loss_and_its_gradient() => Gen.Select(LossCase.Any, Gen.Int[0, 1000], Gen.Bool).Sample((c, where, inTarget) =>
    {
        var i = where % c.Outputs.Length;
        (inTarget ? c.Targets : c.Outputs)[i] = double.NaN;
        var (loss, gradients) = c.Run();
        return double.IsNaN(loss) && double.IsNaN(gradients[i]);
    }, iter: Many);

    /// <summary>At 10⁷⁵ squares of differences are within a double; of logits and distances, what comes near the end of it.</summary>
    [Test]
    public void The_largest_outputs_have_a_loss_and_a_gradient() => Gen.Select(LossCase.Any.Where(c => c.Name != "binary-cross-entropy"), Gen.Double[1, 1e73]).Sample((c, size) =>
    {
        var scale = c.Name is "half-sse" or "mse" ? 1 : 1e230;
        var (loss, gradients) = (c with { Outputs = [.. c.Outputs.Select(o => o * size * scale)] }).Run();
        return double.IsFinite(loss) && gradients.All(double.IsFinite);
    }, iter: Many);

    private static bool Close(double a, double b, double bound) => Math.Abs(a - b) <= bound;

    /// <summary>
    /// Where the slope jumps: mae at 0, hinge at its margin; where the slope of huber bends; and where a logarithm is too steep for steps
    /// of 1e-4.
    /// </summary>
    private static bool NearKink(LossCase c, int i, double reach)
    {
        var (output, d) = (c.Outputs[i], c.Outputs[i] - c.Targets[i]);
        return c.Name switch
        {
            "mae" => Math.Abs(d) < reach,
            "huber" => SlopeOf(c.Loss, d + reach) - SlopeOf(c.Loss, d - reach) is > 0 and var rise && rise < 1.999 * reach,
            "hinge" => Math.Abs(1 - (c.Targets[i] == 0 ? -1 : c.Targets[i]) * output) < reach,
            "binary-cross-entropy" => output is < 0.05 or > 0.95,
            _ => false,
        };
    }

    private static double SlopeOf(ILoss loss, double difference) => LossCase.Run(loss, 1, [difference], [0]).Gradients[0];
}
