using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Curves of how well the states of a run do: they are computed when somebody asks, at as many states as a curve needs.</summary>
internal static class ScoreCharts
{
    /// <summary>States a curve is drawn through, the first and the last among them.</summary>
    private const int Points = 200;

    /// <summary>The same chart with the loss on test rows beside what is drawn.</summary>
    public static Either<Failure, Chart> WithTest(Chart chart, OpenedRun run, long last) =>
        Curve(run, last, run.Exams.Test.IfNone(run.Exams.Training), scores => scores.Loss)
            .Map(curve => chart with { Series = [.. chart.Series, new("loss of the test rows", curve.Steps, curve.Values)] });

    /// <summary>The share of rows taken for what they are, on training and on test rows.</summary>
    public static Either<Failure, Chart> Accuracy(OpenedRun run, long last) =>
        from classes in run.Exams.Training.Classes.ToEither(() => Failure.Of(
            ExitCode.Usage, "--what", "the targets of this run are numbers, not classes, so there is no accuracy", "Draw the loss or the error."))
        from training in Curve(run, last, run.Exams.Training, Share)
        from test in run.Exams.Test.Match(
            exam => Curve(run, last, exam, Share).Map(Some),
            () => Right<Failure, Option<(double[] Steps, double[] Values)>>(None))
        select new Chart
        {
            Title = $"{run.File.Header.Name}: accuracy",
            Subtitle = $"steps {NumberText.Count(run.File.First)} to {NumberText.Count(last)}",
            XLabel = "step",
            YLabel = "share of rows taken for what they are",
            Series = [new("training rows", training.Steps, training.Values), .. test.AsEnumerable().Select(t => new ChartSeries("test rows", t.Steps, t.Values))],
        };

    private static double Share(Scores scores) => scores.Confusion.Match(c => c.Accuracy, () => double.NaN);

    private static Either<Failure, (double[] Steps, double[] Values)> Curve(OpenedRun run, long last, Exam exam, Func<Scores, double> value)
    {
        var (first, count) = (run.File.First, (int)Math.Min(Points, last - run.File.First + 1));
        var steps = Enumerable.Range(0, count).Select(i => count == 1 ? last : first + (long)((Int128)(last - first) * i / (count - 1)));
        return toSeq(steps).Map(step => run.StateAt(step).Map(state => (Step: (double)step, Value: value(exam.Of(state.Parameters))))).Sequence()
            .Map(points => (points.Map(p => p.Step).ToArray(), points.Map(p => p.Value).ToArray()));
    }
}
