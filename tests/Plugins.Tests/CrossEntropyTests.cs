using Functional.Core;
using Functional.Plugins.Standard;

namespace Functional.Plugins.Tests;

/// <summary>Rows side by side in lanes have the bits that each has alone.</summary>
[TestFixture]
internal sealed class CrossEntropyTests
{
    private const int Cases = 5_000;

    private static readonly Gen<double> Logit = Gen.Frequency(
        (6, Gen.Double[-5, 5]), (2, Gen.Double[-900, 900]), (1, Gen.OneOf(0.0, -0.0, 1, 1)),
        (1, Gen.OneOf(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, 1e308)));

    private static readonly Gen<double> Target = Gen.Frequency((8, Gen.OneOf(0.0, 1)), (2, Gen.Double[0, 1]), (1, Gen.OneOf(-0.0, 1e-300, 0.5)));

    private static readonly Gen<Work> Any =
        from rows in Gen.Int[1, 40]
        from classes in Gen.Int[1, 12]
        from logits in Logit.Array[rows * classes]
        from targets in Target.Array[rows * classes]
        from smoothing in Gen.OneOf(0, 0.1)
        from sum in Gen.Bool
        select new Work(rows, classes, logits, targets, smoothing, sum);

    [Test]
    public void At_every_width_the_rows_have_the_same_bits() => Any.Sample(work =>
    {
        var one = work.Evaluate<Lanes64>();
        return Same(work.Evaluate<Lanes128>(), one) && Same(work.Evaluate<Lanes256>(), one) && Same(work.Evaluate<Lanes512>(), one);
    }, iter: Cases);

    [Test]
    public void A_loss_of_many_rows_is_made_of_theirs_in_order() => Any.Sample(work =>
    {
        var alone = new CrossEntropy(work.Smoothing, sum: true);
        var total = Enumerable.Range(0, work.Rows).Aggregate(0.0, (sum, row) =>
            sum + alone.Evaluate(1, Row(work.Logits, row, work.Classes), Row(work.Targets, row, work.Classes), new double[work.Classes]));
        return Golden.Same(work.Evaluate<Lanes512>().Loss, work.Sum ? total : total / work.Rows);
    }, iter: Cases);

    private static ReadOnlySpan<double> Row(double[] numbers, int row, int width) => numbers.AsSpan(row * width, width);

    private static bool Same((double Loss, double[] Slopes) a, (double Loss, double[] Slopes) b) =>
        Golden.Same(a.Loss, b.Loss) && a.Slopes.Zip(b.Slopes, Golden.Same).All(same => same);

    private sealed record Work(int Rows, int Classes, double[] Logits, double[] Targets, double Smoothing, bool Sum)
    {
        public (double Loss, double[] Slopes) Evaluate<T>()
            where T : struct, ILanes<T>
        {
            var slopes = new double[Logits.Length];
            return (new CrossEntropy(Smoothing, Sum).Evaluate<T>(Rows, Logits, Targets, slopes), slopes);
        }

        public override string ToString() =>
            FormattableString.Invariant($"{Rows} rows of {Classes}, smoothing {Smoothing}, sum {Sum}, logits {string.Join(' ', Logits)}, targets {string.Join(' ', Targets)}");
    }
}
