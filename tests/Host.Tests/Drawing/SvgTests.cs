using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Functional.Host.Tests;

[TestFixture]
internal sealed partial class SvgTests
{
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    private static readonly string[] Coordinates = ["x", "y", "cx", "cy", "r", "width", "height"];

    [GeneratedRegex(@"-?\d*\.?\d+")]
    private static partial Regex Numbers();

    [Test]
    public void Hostile_texts_are_text()
    {
        var hostile = Charts.Hostile;
        var chart = new Chart
        {
            Title = hostile,
            Subtitle = hostile,
            XLabel = hostile,
            YLabel = hostile,
            Footnote = hostile,
            Marks = [new ChartMark(1, 1, hostile)],
            Series = [new ChartSeries(hostile, new double[] { 1 }, new double[] { 1 }), new ChartSeries(hostile, default, default)],
        };
        var root = XDocument.Parse(Svg.Render(chart)).Root!;
        Assert.That(root.Descendants(Namespace + "script"), Is.Empty);
        Assert.That(root.Element(Namespace + "title")!.Value, Does.StartWith("<script>alert(\"&\")</script>"));
        Assert.That(root.Attribute("role")!.Value, Is.EqualTo("img"));
        Assert.That(root.Element(Namespace + "desc")!.Value, Is.Not.Empty);
    }

    [Test]
    public void Any_chart_is_well_formed_finite_and_always_the_same() =>
        Charts.Any.Sample(
            chart =>
            {
                var svg = Svg.Render(chart);
                var root = XDocument.Parse(svg).Root!;
                Assert.That(Svg.Render(chart), Is.EqualTo(svg));
                foreach (var attribute in root.DescendantsAndSelf().Attributes("d"))
                    Assert.That(attribute.Value, Does.Not.Contain("N").And.Not.Contain("∞").And.Not.Contain("E"));
                foreach (var name in Coordinates)
                    foreach (var attribute in root.DescendantsAndSelf().Attributes(name))
                        Assert.That(double.IsFinite(double.Parse(attribute.Value, CultureInfo.InvariantCulture)));
            },
            iter: 1000);

    [Test]
    public void The_culture_does_not_matter()
    {
        var expected = Svg.Render(Charts.Falling(1000));
        var before = CultureInfo.CurrentCulture;
        try
        {
            var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (strange.NumberFormat.NumberDecimalSeparator, strange.NumberFormat.NegativeSign, strange.NumberFormat.NumberGroupSeparator) = (",", "~", "_");
            CultureInfo.CurrentCulture = strange;
            Assert.That(Svg.Render(Charts.Falling(1000)), Is.EqualTo(expected));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void A_hundred_thousand_noisy_points_stay_small_and_keep_their_peak()
    {
        const int length = 100_000;
        // A deterministic noise: the fractions of multiples of the golden ratio.
        var chart = Charts.Single(Charts.Of(length, t => t), Charts.Of(length, t => (t * 0.618034 % 1) + (t == 54_321 ? 100 : 0)));
        var svg = Svg.Render(chart with { Width = 1000 });
        Assert.That(Encoding.UTF8.GetByteCount(svg), Is.LessThan(60 * 1024));
        var heights = Curve(XDocument.Parse(svg).Root!).Select(point => point.Y).ToArray();
        // From 0 to 101 on an axis from 0 to 120, in a frame about 380 units high.
        Assert.That(heights.Max() - heights.Min(), Is.GreaterThan(250));
    }

    [Test]
    public void The_label_of_a_mark_covers_no_curve_and_stays_in_the_frame() =>
        Gen.Select(Gen.Int[2, 400], Gen.Double[0.05, 3], Gen.Double[0, 1], Gen.Int[400, 1200]).Sample(
            (length, power, place, width) =>
            {
                var ys = Charts.Of(length, t => Math.Pow(t + 1, -power));
                var at = (int)(place * (length - 1));
                var chart = Charts.Single(Charts.Of(length, t => t), ys) with { Width = width, Marks = [new ChartMark(at, ys[at], "the elbow is here")] };
                var root = XDocument.Parse(Svg.Render(chart)).Root!;
                var label = root.Descendants(Namespace + "text").Single(text => (string?)text.Attribute("class") == "fc-mark");
                var (x, y) = (Coordinate(label, "x"), Coordinate(label, "y"));
                // Narrower than any font sets it at 13 units, so that only a true hit counts.
                var span = label.Value.Length * 6.0;
                var left = (string?)label.Attribute("text-anchor") switch { "end" => x - span, "middle" => x - (span / 2), _ => x };
                var points = Curve(root);
                var frame = root.Descendants(Namespace + "clipPath").Single().Elements().Single();
                var top = Coordinate(frame, "y");
                return left >= points[0].X && left + span <= points[^1].X && y - 9 >= top && y <= top + Coordinate(frame, "height")
                    && !Between(points).Any(point => point.X >= left && point.X <= left + span && point.Y >= y - 9 && point.Y <= y + 2);
            },
            iter: 1000);

    [Test]
    public void A_label_without_room_goes_below_the_chart()
    {
        var full = Charts.Single(Charts.Of(20_000, t => t), Charts.Of(20_000, t => t % 2));
        var svg = Svg.Render(full with { Marks = [new ChartMark(100, 0.5, "first"), new ChartMark(9000, 0.5, "second")] });
        Assert.That(svg, Does.Not.Contain("class=\"fc-mark\"").And.Contain("(1) first").And.Contain("(2) second"));
    }

    [Test]
    public void What_cannot_be_drawn_is_said()
    {
        var svg = Svg.Render(Charts.Single([0, 1, 2, 3], [-1, 5, double.NaN, 7]) with { LogY = true, Footnote = "Mine." });
        Assert.That(svg, Does.Contain("Mine.").And.Contain("1 point at or below zero").And.Contain("1 point that is not a finite number"));
        Assert.That(Svg.Render(new Chart { Title = "" }), Does.Contain("No data to draw"));
    }

    private static double Coordinate(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    /// <summary>The places that the single, filled curve of a picture runs through.</summary>
    private static List<(double X, double Y)> Curve(XElement root)
    {
        var path = root.Descendants(Namespace + "path").Single(element => element.Attribute("clip-path") is not null).Attribute("d")!.Value;
        var numbers = Numbers().Matches(path[..path.IndexOf('H', StringComparison.Ordinal)])
            .Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToArray();
        var points = new List<(double X, double Y)> { (numbers[0], numbers[1]) };
        for (var i = 2; i + 1 < numbers.Length; i += 2) points.Add((points[^1].X + numbers[i], points[^1].Y + numbers[i + 1]));
        return points;
    }

    /// <summary>The places and fifty between any two.</summary>
    private static IEnumerable<(double X, double Y)> Between(List<(double X, double Y)> points) =>
        from pair in points.Zip(points.Skip(1))
        from part in Enumerable.Range(0, 51).Select(k => k / 50.0)
        select (pair.Item1.X + (part * (pair.Item2.X - pair.Item1.X)), pair.Item1.Y + (part * (pair.Item2.Y - pair.Item1.Y)));
}
