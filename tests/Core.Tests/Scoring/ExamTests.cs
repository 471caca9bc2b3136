using LanguageExt;

namespace Functional.Core.Tests;

/// <summary>How well a network does on rows: the bits of the specification, and the textbook's formulas.</summary>
[TestFixture]
internal sealed class ExamTests
{
    [Test]
    public void An_exam_gives_the_bits_of_an_evaluation_however_often_it_is_held() => Law.Holds(Shapes.Wide, c =>
    {
        var exam = new Exam(c.Pipeline, c.Data, Option<Classes>.None);
        foreach (var parameters in (Reals[])[c.Parameters, c.State.Parameters, c.Parameters])
        {
            var plain = Training.Evaluate(c.Pipeline, c.Start with { Parameters = parameters }, c.Everything);
            var scores = exam.Of(parameters);
            Law.SameBits(plain.Loss, scores.Loss, "the loss");
            Law.SameBits(plain.SumAbsoluteError, scores.SumAbsoluteError, "the error");
        }
    });

    /// <summary>Of a wide network fewer rows go at once: a thousand of them would take gigabytes.</summary>
    [TestCase(2500, 5)]
    [TestCase(1000, 9000)]
    public void More_rows_than_go_at_once_are_still_one_exam(int rows, int units)
    {
        var network = Edit.Network(3, new Layer(units, Gens.Sigmoid), new Layer(2, Gens.Identity));
        var pipeline = Pipeline.Create(network, new Plugins.Standard.HalfSse(), new Plugins.Standard.Adam(), new Plugins.Standard.Constant(), 0.1).Valid();
        var data = Edit.Data(rows, [.. Enumerable.Range(0, rows * 3).Select(i => Math.Sin(i))], [.. Enumerable.Range(0, rows * 2).Select(i => Math.Cos(i))]);
        var parameters = Reals.Of([.. Enumerable.Range(0, network.Layout.Length).Select(i => Math.Sin(7 * i))]);
        var plain = Training.Evaluate(pipeline, Training.Init(pipeline, parameters), Batch.Of(data, [.. Enumerable.Range(0, rows)]));
        Law.SameBits(plain.Loss, new Exam(pipeline, data, Option<Classes>.None).Of(parameters).Loss, "the loss");
    }

    private static readonly Gen<(int Rows, int Width, double[] Targets, double[] Outputs)> Sheets =
        from rows in Gen.Int[2, 30]
        from width in Gen.Int[1, 4]
        from targets in Gen.Double[-10, 10].Where(x => x == 0 || Math.Abs(x) > 1e-3).Array[rows * width]
        from outputs in Gen.Double[-10, 10].Array[rows * width]
        select (rows, width, targets, outputs);

    [Test]
    public void Errors_are_what_the_textbook_says() => Law.Holds(Sheets, s =>
    {
        var scores = Scores.Of(Edit.Data(s.Rows, new double[s.Rows], s.Targets), s.Outputs, 0, null);
        var errors = s.Targets.Zip(s.Outputs, (t, o) => t - o).ToArray();
        Law.Close(Math.Sqrt(errors.Average(e => e * e)), scores.RootMeanSquaredError, 1e-12, "RMSE");
        double Explained(int column)
        {
            var targets = s.Targets.Where((_, i) => i % s.Width == column).ToArray();
            return 1 - errors.Where((_, i) => i % s.Width == column).Sum(e => e * e) / targets.Sum(t => (t - targets.Average()) * (t - targets.Average()));
        }

        var expected = Enumerable.Range(0, s.Width).Average(Explained);
        Law.That(double.IsFinite(expected) == scores.RSquared.IsSome, "R² where targets differ");
        if (scores.RSquared.IsSome)
            Law.Close(expected, scores.RSquared.IfNone(double.NaN), 1e-9 * (1 + Math.Abs(expected)), "R²");
    });

    [Test]
    public void Targets_that_never_change_have_no_R_squared() =>
        Assert.That(Scores.Of(Edit.Data(2, [1, 2], [3, 3]), [3, 4], 0, null).RSquared.IsNone);

    [Test]
    public void Perfect_outputs_are_perfect() => Law.Holds(Sheets, s =>
    {
        var scores = Scores.Of(Edit.Data(s.Rows, new double[s.Rows], s.Targets), s.Targets, 0, null);
        Law.That(scores is { RootMeanSquaredError: 0, SumAbsoluteError: 0 } && scores.RSquared.ForAll(r => r == 1), "R² of targets themselves");
    });

    [Test]
    public void A_confusion_counts_every_row_once() => Law.Holds(
        from rows in Gen.Int[1, 40]
        from classes in Gen.Int[2, 5]
        from actual in Gen.Int[0, classes - 1].Array[rows]
        from outputs in Gen.Double[-1, 1].Array[rows * classes]
        select (rows, classes, actual, outputs), s =>
    {
        var targets = new double[s.rows * s.classes];
        for (var row = 0; row < s.rows; row++)
            targets[row * s.classes + s.actual[row]] = 1;
        var labels = new Classes([.. Enumerable.Range(0, s.classes).Select(i => $"{i}")], 0);
        var confusion = (Confusion)Scores.Of(Edit.Data(s.rows, new double[s.rows], targets), s.outputs, 0, labels).Confusion;
        var said = Enumerable.Range(0, s.rows).Select(row => s.outputs.AsSpan(row * s.classes, s.classes).IndexOf(s.outputs.AsSpan(row * s.classes, s.classes).ToArray().Max())).ToArray();
        Law.That(confusion.Rows == s.rows, "every row once");
        Law.That(confusion.Right == s.actual.Where((actual, row) => actual == said[row]).Count(), "right ones");
        for (var a = 0; a < s.classes; a++)
            for (var b = 0; b < s.classes; b++)
                Law.That(confusion[a, b] == s.actual.Where((actual, row) => actual == a && said[row] == b).Count(), $"[{a},{b}]");
    });

    [TestCase(0.49, 0)]
    [TestCase(0.5, 1)]
    [TestCase(double.NaN, 0)]
    [TestCase(double.PositiveInfinity, 1)]
    public void One_output_says_a_class_by_its_border(double output, int expected) =>
        Assert.That(new Classes(["no", "yes"], 0.5).Of([output]), Is.EqualTo(expected));
}
