using System.Globalization;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// A history as TensorBoard shows it: four curves, those of test rows, and a histogram of each tensor. TensorBoard keeps by itself a random thousand points of a
/// curve and five hundred histograms; so that all of ours stay, a thousand evenly spaced steps have points and two hundred of them histograms,
/// the first and the last always among them. The same run gives the same file: time is the run's creation and a second a step, no clock.
/// </summary>
internal static class TensorBoardHistory
{
    /// <summary>Points of a curve where nobody said how many.</summary>
    internal const int MostPoints = 1000;

    /// <summary>Histograms of a tensor.</summary>
    internal const int MostHistograms = 200;

    public static ExportFormat Format { get; } =
        new(".tfevents", "curves and histograms for TensorBoard", IsHistory: true, Write) { Anywhere = true, Remarks = Remarks };

    /// <summary>The steps that have points: as a person spaced them, or as many as TensorBoard keeps. The last one is always there besides.</summary>
    internal static Steps Points(AskedSteps asked) => new(asked.From, asked.To, asked.Every.IfNone(() => Spacing(asked.To - asked.From, MostPoints)));

    /// <summary>How far apart the points with histograms are, counted in points.</summary>
    internal static long PointsAHistogram(Steps points) => Spacing((points.To - points.From + points.Every - 1) / points.Every, MostHistograms);

    private static long Spacing(long gaps, int most) => Math.Max(1, (gaps + most - 2) / (most - 1));

    private static Either<Failure, Unit> Write(Exported exported, Stream stream)
    {
        var asked = exported.Asked;
        var points = Points(asked);
        var (start, spacing) = (Started(exported.Run.File.Header.Created), points.Every * PointsAHistogram(points));
        using var buffered = new BufferedStream(stream, 1 << 16);
        var tried = HistoryColumns.TriedOf(exported.Run);
        EventFile.Begin(buffered, start);
        void Point(HistoryRow row) => EventFile.Write(
            buffered, start + row.Moment.Step, row.Moment.Step,
            Curves(tried, row).Concat((row.Moment.Step - asked.From) % spacing == 0 || row.Moment.Step == asked.To ? Histograms(exported.Run, row) : []));
        var written = from most in HistoryRows.Over(exported, points, Point)
                      from last in (asked.To - asked.From) % points.Every == 0 ? unit : HistoryRows.Over(exported, new(asked.To, asked.To), Point)
                      select last;
        buffered.Flush();
        return written;
    }

    private static IEnumerable<ProtoMessage> Curves(IEnumerable<string> tried, HistoryRow row) =>
        HistoryColumns.Curves.Zip(HistoryColumns.CurvesOf(row), EventFile.Number).Concat(tried.Zip(row.Tried, EventFile.Number));

    private static IEnumerable<ProtoMessage> Histograms(OpenedRun run, HistoryRow row) =>
        run.Layout.Parameters
            .Select(tensor => (tensor.Name, Histogram: Histogram.Of(row.Parameters.AsSpan(tensor.Offset, tensor.Length))))
            .Where(t => t.Histogram is not null)
            .Select(t => EventFile.Histogram(t.Name, t.Histogram!));

    /// <summary>Seconds since 1970 at which the run was created; 0 where its file says none that can be read.</summary>
    private static double Started(string created) =>
        DateTimeOffset.TryParse(created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUnixTimeSeconds() : 0;

    private static Seq<string> Remarks(Exported exported)
    {
        var points = Points(exported.Asked);
        var apart = points.Every * PointsAHistogram(points);
        return toSeq((string[])
        [
            $"curves: {Spaced(points.Every, "each step")}{(exported.Asked.Every.IsNone && points.Every > 1 ? ", as many as TensorBoard keeps; --every K takes others" : "")}",
            $"histograms: {Spaced(apart, "each step")}",
            "times are the run's creation and a second a step",
        ]);
    }

    private static string Spaced(long every, string each) => every == 1 ? each : $"one in {NumberText.Count(every)} steps, and the last";
}
