using System.Globalization;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>Pictures of a recorded run.</summary>
internal static class RunCharts
{
    /// <summary>More points than a picture is wide add nothing to a curve of weights.</summary>
    private const int StatesDrawn = 1000;

    /// <summary>More curves than this cannot be told apart.</summary>
    private const int CurvesDrawn = 8;

    /// <summary>An error curve over the steps, its elbow marked.</summary>
    public static Chart Error(string title, string label, long first, double[] values, bool log)
    {
        var elbow = Elbow.Of(values);
        return new()
        {
            Title = title,
            Subtitle = $"steps {NumberText.Count(first)} to {NumberText.Count(first + values.Length - 1)}",
            XLabel = "step",
            YLabel = label,
            Series = [new(label, Steps(first, values.Length), values)],
            Marks = elbow < 0 ? [] : [new(first + elbow, values[elbow], string.Create(CultureInfo.InvariantCulture, $"elbow at step {first + elbow:N0}"))],
            LogY = log,
        };
    }

    /// <summary>Every parameter over the steps, as far as curves can be told apart.</summary>
    public static Either<Failure, Chart> Weights(OpenedRun run, long first, long last)
    {
        var spacing = Math.Max(1, (last - first + StatesDrawn - 1) / StatesDrawn);
        var states = new List<TrainingState>();
        for (var step = first; step <= last; step += spacing)
        {
            var state = run.StateAt(step);
            if (state.IsLeft)
                return state.Map(_ => new Chart { Title = "" });
            state.IfRight(states.Add);
        }

        var steps = states.Select(s => (double)s.Step).ToArray();
        var names = run.Layout.Parameters.SelectMany(t => Enumerable.Range(0, t.Length).Select(i => (Name: t.NameOf(i), At: t.Offset + i))).ToList();
        return new Chart
        {
            Title = $"{run.File.Header.Name}: parameters",
            Subtitle = $"steps {NumberText.Count(first)} to {NumberText.Count(last)}",
            XLabel = "step",
            YLabel = "value",
            Series = [.. names.Take(CurvesDrawn).Select(n => new ChartSeries(n.Name, steps, states.Select(s => s.Parameters[n.At]).ToArray()))],
            Footnote = names.Count > CurvesDrawn ? $"The first {CurvesDrawn} of {names.Count} parameters." : "",
        };
    }

    private static double[] Steps(long first, int count) => [.. Enumerable.Range(0, count).Select(i => (double)(first + i))];
}
