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

    [Test]
    public void At_every_width_a_row_is_what_it_is_alone() => (
        from rows in Gen.Int[1, 40]
        from classes in Gen.Int[1, 12]
        from logits in Logit.Array[rows * classes]
        from targets in Target.Array[rows * classes]
        from smoothing in Gen.OneOf(0, 0.1)
        from sum in Gen.Bool
        select (Rows: rows, Classes: classes, Logits: logits, Targets: targets, Loss: new CrossEntropy(smoothing, sum))).Sample(work =>
        {
            var (one, slopes) = Evaluate<Lanes64>(work.Loss, work.Rows, work.Logits, work.Targets);
            var alone = Enumerable.Range(0, work.Rows).Aggregate(0.0, (total, row) =>
                total + new CrossEntropy(work.Loss.Id.Contains("0.1", StringComparison.Ordinal) ? 0.1 : 0, sum: true).Evaluate(
                    1, Row(work.Logits, row, work.Classes), Row(work.Targets, row, work.Classes), new double[work.Classes]));
            return Same(Evaluate<Lanes128>(work.Loss, work.Rows, work.Logits, work.Targets), one, slopes)
                && Same(Evaluate<Lanes256>(work.Loss, work.Rows, work.Logits, work.Targets), one, slopes)
                && Same(Evaluate<Lanes512>(work.Loss, work.Rows, work.Logits, work.Targets), one, slopes)
                && Same(one, work.Loss.Id.Contains("sum", StringComparison.Ordinal) ? alone : alone / work.Rows);
        }, iter: Cases);

    private static ReadOnlySpan<double> Row(double[] numbers, int row, int width) => numbers.AsSpan(row * width, width);

    private static (double Loss, double[] Slopes) Evaluate<T>(CrossEntropy loss, int rows, double[] logits, double[] targets)
        where T : struct, ILanes<T>
    {
        var slopes = new double[logits.Length];
        return (loss.Evaluate<T>(rows, logits, targets, slopes), slopes);
    }

    private static bool Same((double Loss, double[] Slopes) result, double loss, double[] slopes) =>
        Same(result.Loss, loss) && result.Slopes.Zip(slopes).All(pair => Same(pair.First, pair.Second));

    /// <summary>Which NaN a NaN is, the processor decides.</summary>
    private static bool Same(double a, double b) => Golden.SameBits(a, b) || (double.IsNaN(a) && double.IsNaN(b));
}
