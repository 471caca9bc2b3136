using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>The loss and the error over the steps, in as many points as a picture can show.</summary>
internal static class CurveAnswers
{
    private const int MostPoints = 4000, UsualPoints = 1000;

    /// <summary>An elbow is looked for in up to so many steps: 128 MB of numbers.</summary>
    private const long MostForElbow = 1 << 24;

    private const int MostTested = 1000, UsualTested = 200;

    public static Either<Failure, IPage> Curve(Call call) =>
        from loss in IsLoss(call)
        from page in call.WithRun(run =>
            from a in call.Whole("from", run.File.First, run.File.First, run.File.Last)
            from b in call.Whole("to", run.File.Last, a, run.File.Last)
            from points in call.Whole("points", UsualPoints, 1, MostPoints)
            from buckets in Buckets.Of(run.File, loss, a, b, (int)points, call.Interrupted)
            from elbow in ElbowOf(run.File, loss, a, b)
            select (IPage)new Written(json =>
            {
                json.WriteNumber("from", a);
                json.WriteNumber("to", b);
                buckets.Write(json);
                elbow.Match(step => json.WriteNumber("elbow", step), () => json.WriteNull("elbow"));
            }))
        select page;

    /// <summary>The elbow of the first 100, 1,000, … steps, and of all.</summary>
    public static Either<Failure, IPage> Horizons(Call call) =>
        from loss in IsLoss(call)
        from page in call.WithRun(run => Lengths(run.File).Map(steps => ElbowOf(run.File, loss, run.File.First, run.File.First + steps - 1).Map(elbow => (Steps: steps, Elbow: elbow)))
            .Sequence()
            .Map(found => (IPage)new Written(json =>
            {
                json.WriteStartArray("horizons");
                foreach (var (steps, elbow) in found)
                {
                    json.WriteStartObject();
                    json.WriteNumber("steps", steps);
                    elbow.Match(step => json.WriteNumber("elbow", step), () => json.WriteNull("elbow"));
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            })))
        select page;

    /// <summary>How the rows that are never learned from fare, at states spread over the run.</summary>
    public static Either<Failure, IPage> Tested(Call call) => call.Whole("points", UsualTested, 1, MostTested).Bind(points => call.WithRun(run =>
    {
        var steps = run.Exams.Test.IsSome ? Spread(run.File.First, run.File.Last, (int)points) : Empty;
        return steps.Map(step => Scored(call, run, step)).Sequence().Map(scores => (IPage)new Written(json =>
        {
            json.WriteStartArray("steps");
            foreach (var step in steps)
                json.WriteNumberValue(step);
            json.WriteEndArray();
            json.Reals("loss", [.. scores.Select(s => s.Loss)]);
            if (scores.Exists(s => s.Confusion.IsSome))
                json.Reals("accuracy", [.. scores.Select(s => s.Confusion.Match(c => c.Accuracy, () => double.NaN))]);
            else
                json.WriteNull("accuracy");
        }));
    }));

    /// <summary>
    /// Up to so many steps of first … last with both ends, rising: half of them evenly far apart, half by evenly growing powers, so that a
    /// logarithmic axis has points where it looks closely. All steps where there are no more.
    /// </summary>
    internal static Seq<long> Spread(long first, long last, int count)
    {
        var length = last - first;
        if (length < count)
            return toSeq(Enumerable.Range(0, (int)length + 1).Select(i => first + i).ToList());
        if (count == 1)
            return Seq1(last);
        var (even, growing) = ((count + 1) / 2, count / 2);
        return toSeq(Enumerable.Range(0, even).Select(i => even == 1 ? last : first + (long)((Int128)length * i / (even - 1)))
            .Concat(Enumerable.Range(0, growing).Select(i => first + (long)Math.Pow(length, (i + 1) / (double)(growing + 1))))
            .Distinct().Order().ToList());
    }

    private static Either<Failure, Scores> Scored(Call call, OpenedRun run, long step) => call.Interrupted.IsCancellationRequested
        ? Failure.Of(ExitCode.Interrupted, run.File.Header.Name, $"interrupted at step {step}")
        : run.StateAt(step).Map(state => run.Exams.Test.IfNone(run.Exams.Training).Of(state.Parameters));

    private static Either<Failure, bool> IsLoss(Call call) => Words.OneOf("what", call.Target.Find("what") ?? "loss", "loss", "error").Map(word => word == "loss");

    private static Seq<long> Lengths(RunFile file)
    {
        var all = Math.Max(1, file.Last - file.First);
        return toSeq(Enumerable.Range(2, 10).Select(power => (long)Math.Pow(10, power)).TakeWhile(steps => steps < all).Append(all).ToList());
    }

    private static Either<Failure, Option<long>> ElbowOf(RunFile file, bool loss, long from, long to) =>
        to - from >= MostForElbow
            ? Option<long>.None
            : file.Curves(from, to).Map(curves => Elbow.Of(loss ? curves.Losses : curves.Errors) is >= 0 and var at ? Some(from + at) : None);
}
