using System.Globalization;

namespace Functional.Host.Tests;

/// <summary>A history as TensorBoard's events: the points are the table's, there are never too many, and the same run gives the same file.</summary>
public static class HistoryEventTests
{
    [Test]
    public static void Points_and_histograms_of_a_long_run_are_few_and_reach_both_ends()
    {
        using var playground = new Playground();
        Assert.That(playground.Run("train", "article", "--steps", "12345").Code, Is.Zero);
        var said = playground.Run("export", "article", "-o", "events.out.tfevents.1");
        Assert.That(said.Out, Does.Contain("one in 13 steps, and the last").And.Contain("one in 65 steps, and the last"), said.Error);
        var bytes = File.ReadAllBytes(Path.Combine(playground.Folder, "events.out.tfevents.1"));
        var events = EventReading.Of(bytes);
        Assert.That((events[0].Version, events[0].Values.Count), Is.EqualTo(("brain.Event:2", 0)));
        Same(playground, "article", events);
        Assert.That(events.Skip(1).Select(e => e.Step), Is.EqualTo(Enumerable.Range(0, 951).Select(i => Math.Min(13L * i, 12345))));
        Assert.That(events.Where(Drawn).Select(e => e.Step), Is.EqualTo(Enumerable.Range(0, 191).Select(i => Math.Min(65L * i, 12345))));
        Assert.That(playground.Run("export", "article", "-o", "b.tfevents").Code, Is.Zero);
        Assert.That(File.ReadAllBytes(Path.Combine(playground.Folder, "b.tfevents")), Is.EqualTo(bytes));
    }

    [Test]
    public static void Whoever_spaces_the_points_gets_those([Values(1, 3, 50, 1000)] int every)
    {
        using var playground = new Playground();
        Assert.That(playground.Run("train", "xor", "--steps", "130").Code, Is.Zero);
        Assert.That(playground.Run("export", "xor", "-o", "x.tfevents", "--from", "5", "--every", $"{every}").Code, Is.Zero);
        var events = EventReading.Of(File.ReadAllBytes(Path.Combine(playground.Folder, "x.tfevents")));
        Same(playground, "xor", events);
        Assert.That(events.Skip(1).Select(e => e.Step), Is.EqualTo(Enumerable.Range(5, 126).Where(s => (s - 5) % every == 0 || s == 130)));
        Assert.That(events.Skip(1).All(Drawn));
    }

    /// <summary>For every stretch: never more than TensorBoard keeps, where nobody asked for more.</summary>
    [Test]
    public static void Never_more_than_TensorBoard_keeps() => Gen.Select(Gen.Long[0, 1000], Gen.OneOf(Gen.Long[0, 3000], Gen.Long[0, 10_000_000])).Sample((from, gaps) =>
    {
        var points = TensorBoardHistory.Points(new(from, from + gaps, LanguageExt.Option<long>.None));
        var apart = points.Every * TensorBoardHistory.PointsAHistogram(points);
        return Count(gaps, points.Every) <= TensorBoardHistory.MostPoints && Count(gaps, apart) <= TensorBoardHistory.MostHistograms
            && (gaps >= TensorBoardHistory.MostPoints || points.Every == 1) && (gaps >= TensorBoardHistory.MostHistograms || apart == 1);
    });

    /// <summary>Every one of so many, and the last.</summary>
    private static long Count(long gaps, long every) => gaps / every + 1 + (gaps % every == 0 ? 0 : 1);

    private static bool Drawn(ReadEvent e) => e.Values.Any(v => v.Number is null);

    /// <summary>Each point is the number of the table, as a float; each histogram is that of the table's parameters.</summary>
    private static void Same(Playground playground, string run, List<ReadEvent> events)
    {
        Assert.That(playground.Run("export", run, "-o", "same.csv").Code, Is.Zero);
        var lines = File.ReadAllLines(Path.Combine(playground.Folder, "same.csv"));
        var rows = lines.Skip(1).Select(l => l.Split(',')).ToDictionary(r => long.Parse(r[0], CultureInfo.InvariantCulture), r => r.Select(Number).ToArray());
        foreach (var e in events.Skip(1))
        {
            Assert.That(e.WallTime - events[0].WallTime, Is.EqualTo(e.Step));
            Assert.That(e.Values.Where(v => v.Number is not null).Select(v => (v.Tag, v.Number)), Is.EqualTo(
                ((string[])["loss", "sumAbsoluteError", "gradientNorm", "learningRate"]).Select((tag, i) => (tag, (float?)rows[e.Step][i + 1]))));
            Assert.That(e.Values.Where(v => v.Number is null).Sum(v => v.Counts.Sum()), Is.EqualTo(Drawn(e) ? rows[e.Step].Length - 6 : 0));
            foreach (var v in e.Values.Where(v => v.Number is null))
                Assert.That((v.Counts.Sum(), v.Limits.Length), Is.EqualTo((v.Moments[2], v.Counts.Length)));
        }

        Assert.That(events.Skip(1).Where(Drawn).Select(e => e.Values.Where(v => v.Number is null).Min(v => v.Moments[0])),
            Is.EqualTo(events.Skip(1).Where(Drawn).Select(e => rows[e.Step].Skip(6).Min())));
    }

    private static double Number(string cell) => double.TryParse(cell, CultureInfo.InvariantCulture, out var x) ? x : double.NaN;
}
