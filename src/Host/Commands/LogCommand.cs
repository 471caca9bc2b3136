using System.CommandLine;
using System.Text.Json;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary><c>log RUN [--from A --to B --every K]</c>: a line a step.</summary>
internal static class LogCommand
{
    /// <summary>Lines a person reads when nobody said how many.</summary>
    private const int LinesForAPerson = 25;

    public static Command Create(Globals globals, Shell shell)
    {
        var name = new TextArgument("run") { Description = "a name in the store, or a .run file", HelpName = "RUN" };
        var begin = new TextOption("--from") { Description = "the first step", HelpName = "A" };
        var end = new TextOption("--to") { Description = "the last step", HelpName = "B" };
        var every = new TextOption("--every") { Description = "every K-th step; on a terminal, about 25 lines where this is left out", HelpName = "K" };
        return globals.Bind(
            new("log", "A line a step: loss, sum |error|, gradient norm, learning rate, fingerprint.") { name, begin, end, every }, shell,
            (parsed, session) => session.WithRun(parsed.GetValue(name)!, run =>
                from a in Words.Count("--from", parsed.GetValue(begin), run.File.First, run.File.First, run.File.Last)
                from b in Words.Count("--to", parsed.GetValue(end), run.File.Last, a, run.File.Last)
                from k in Words.Count("--every", parsed.GetValue(every), session.Shell.Interactive && !parsed.GetValue(globals.Json) ? Spacing(b - a) : 1, 1, long.MaxValue)
                from rows in Rows(run, a, b, k)
                select (IPage)new Page(rows)));
    }

    private static long Spacing(long steps) => Math.Max(1, (steps + LinesForAPerson - 1) / LinesForAPerson);

    private static Either<Failure, List<Row>> Rows(OpenedRun run, long from, long to, long every)
    {
        var rows = new List<Row>();
        for (var step = from; step <= to; step += every)
        {
            var row = from moment in run.File.MomentAt(step)
                      from trace in run.Explain(step)
                      select new Row(moment, Norm(trace.Gradients), trace.LearningRate, run.Exams.Test.Map(test => test.Of(trace.State.Parameters)));
            if (row.IsLeft)
                return row.Map(_ => rows);
            row.IfRight(rows.Add);
            if (every > to - step)
                break;
        }

        return rows;
    }

    /// <summary>√ Σ g², summed in order.</summary>
    internal static double Norm(Reals gradients)
    {
        var sum = 0.0;
        foreach (var g in gradients.AsSpan())
            sum = Math.FusedMultiplyAdd(g, g, sum);
        return Math.Sqrt(sum);
    }

    private sealed record Row(Moment Moment, double GradientNorm, double LearningRate, LanguageExt.Option<Scores> Test);

    private static LanguageExt.Option<double> Accuracy(Row row) => row.Test.Bind(test => test.Confusion).Map(c => c.Accuracy);

    private sealed record Page(IReadOnlyList<Row> Rows) : IPage
    {
        public void Write(TextWriter text)
        {
            text.WriteLine($"      step          loss   sum |error|    |gradient|  learning rate  fingerprint{(Rows[0].Test.IsSome ? "     test loss" : "")}{(Accuracy(Rows[0]).IsSome ? "  test accuracy" : "")}");
            foreach (var row in Rows)
                text.WriteLine(
                    $"{row.Moment.Step,10}  {NumberText.Compact(row.Moment.Loss),12}  {NumberText.Compact(row.Moment.SumAbsoluteError),12}  "
                    + $"{NumberText.Compact(row.GradientNorm),12}  {NumberText.Compact(row.LearningRate),13}  {row.Moment.Fingerprint.Short,-11}"
                    + row.Test.Match(test => $"  {NumberText.Compact(test.Loss),12}", () => "") + Accuracy(row).Match(a => $"  {NumberText.Compact(a),13}", () => ""));
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartArray("columns");
            foreach (var column in (string[])["step", "loss", "sumAbsoluteError", "gradientNorm", "learningRate", "fingerprint", .. Rows[0].Test.IsSome ? ["testLoss"] : Array.Empty<string>(), .. Accuracy(Rows[0]).IsSome ? ["testAccuracy"] : Array.Empty<string>()])
                json.WriteStringValue(column);
            json.WriteEndArray();
            json.WriteStartArray("rows");
            foreach (var row in Rows)
            {
                json.WriteStartArray();
                json.WriteNumberValue(row.Moment.Step);
                json.RealValue(row.Moment.Loss);
                json.RealValue(row.Moment.SumAbsoluteError);
                json.RealValue(row.GradientNorm);
                json.RealValue(row.LearningRate);
                json.WriteStringValue(row.Moment.Fingerprint.ToString());
                row.Test.IfSome(test => json.RealValue(test.Loss));
                Accuracy(row).IfSome(a => json.RealValue(a));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }
    }
}
