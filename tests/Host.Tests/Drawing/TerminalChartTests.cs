namespace Functional.Host.Tests;

[TestFixture]
internal sealed class TerminalChartTests
{
    [Test]
    public void No_line_is_longer_than_the_width_and_none_steers_the_terminal() =>
        Gen.Select(Charts.Any, Gen.Int[40, 200], Gen.Int[0, 50], Gen.Bool).Sample(
            (chart, width, height, unicode) =>
            {
                foreach (var line in TerminalChart.Render(chart, width, height, unicode))
                {
                    Assert.That(line, Has.Length.LessThanOrEqualTo(width));
                    Assert.That(line.Any(char.IsControl), Is.False);
                    if (!unicode) Assert.That(line.All(char.IsAscii), line);
                }
            },
            iter: 1000);

    [Test]
    public void The_picture_is_as_high_as_asked() =>
        Gen.Select(Gen.Int[40, 200], Gen.Int[12, 60], Gen.Bool).Sample(
            (width, height, unicode) => TerminalChart.Render(Charts.Falling(500), width, height, unicode).Count == height, iter: 1000);

    [Test]
    public void A_falling_line_falls_in_ASCII()
    {
        var chart = Charts.Single([0, 10], [10, 0]) with { Subtitle = "", Marks = [new ChartMark(0, 10, "start")] };
        Assert.That(string.Join('\n', TerminalChart.Render(chart, 30, 12, false)), Is.EqualTo("""
            title
            loss
            10 +o--.
               |    ''-..
             5 +         '--.
               |             '--.
               |                 ''-..
             0 +                      '--.
               ++-----------+------------+
                0           5           10
                         step
            o start (0; 10)
            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Several_curves_carry_the_letters_of_the_legend()
    {
        var xs = Charts.Of(50, t => t);
        var chart = new Chart
        {
            Title = "two",
            Series = [new ChartSeries("low", xs, Charts.Of(50, _ => 1)), new ChartSeries("high", xs, Charts.Of(50, _ => 2))],
        };
        var lines = TerminalChart.Render(chart, 60, 14, true);
        Assert.That(lines[1], Is.EqualTo("A low   B high"));
        Assert.That(lines.Skip(2).Count(line => line.Contains('A', StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(lines.Skip(2).Count(line => line.Contains('B', StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void An_empty_chart_says_so() =>
        Assert.That(string.Concat(TerminalChart.Render(new Chart { Title = "" }, 60, 10, true)), Does.Contain("no data to draw"));
}
