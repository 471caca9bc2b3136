namespace Functional.Host.Tests;

/// <summary>Charts to draw in tests, kind and hostile.</summary>
internal static class Charts
{
    internal const string Hostile = "<script>alert(\"&\")</script> ]]> \0\u001b[31m\ud800 \u202e\ufffe\n--> '";

    internal static double[] Of(int length, Func<int, double> value) => [.. Enumerable.Range(0, length).Select(value)];

    internal static Chart Single(double[] xs, double[] ys) =>
        new() { Title = "title", Subtitle = "subtitle", XLabel = "step", YLabel = "loss", Series = [new ChartSeries("a", xs, ys)] };

    internal static Chart Falling(int length) =>
        Single(Of(length, t => t), Of(length, t => 2 / Math.Sqrt(t + 1))) with { Marks = [new ChartMark(length / 10, 2 / Math.Sqrt((length / 10) + 1), "elbow")] };

    private static readonly double[] Broken =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, double.MaxValue, double.Epsilon, -1e300, 1e300, 1e-300];

    /// <summary>Numbers that a run gone wrong may hold.</summary>
    private static readonly Gen<double> Value = Gen.Frequency(
        (4, Gen.Double[-10, 10]), (1, Gen.Double), (1, Gen.Int[0, Broken.Length - 1].Select(i => Broken[i])));

    private static readonly Gen<string> Text = Gen.OneOf(Gen.String, Gen.Const("loss"), Gen.Const(""), Gen.Const(Hostile));

    private static readonly Gen<ChartSeries> Series =
        Gen.Select(Text, Value.Array[0, 30], Value.Array[0, 30], (name, xs, ys) => new ChartSeries(name, xs, ys));

    internal static readonly Gen<Chart> Any = Gen.Select(
        Gen.Select(Text, Text), Series.Array[0, 4], Gen.Select(Value, Value, Text, (x, y, label) => new ChartMark(x, y, label)).Array[0, 4],
        Gen.Select(Gen.Bool, Gen.Bool), Gen.Select(Gen.Int[0, 1200], Gen.Int[0, 900]),
        (texts, series, marks, logs, size) => new Chart
        {
            Title = texts.Item1,
            Subtitle = texts.Item2,
            XLabel = texts.Item2,
            YLabel = texts.Item1,
            Footnote = texts.Item1,
            Series = series,
            Marks = marks,
            LogX = logs.Item1,
            LogY = logs.Item2,
            Width = size.Item1,
            Height = size.Item2,
        });
}
