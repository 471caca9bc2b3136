using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>What parameters did over a run, at steps ever farther apart.</summary>
/// <param name="Steps">Where they were looked at, rising.</param>
/// <param name="Curves">A name and a value for each of those steps.</param>
/// <param name="IsOfNorms">Whether the curves are the lengths of whole tensors, because the parameters are too many.</param>
internal sealed record ParameterPath(ImmutableArray<double> Steps, ImmutableArray<(string Name, double[] Values)> Curves, bool IsOfNorms)
{
    /// <summary>More points than these no picture of ours shows.</summary>
    private const int Points = 300;

    /// <summary>The same where states lie apart and one between is computed again, which takes a tenth of a second at most.</summary>
    private const int FewPoints = 24;

    /// <summary>Networks of more parameters are told by the length of each tensor.</summary>
    private const int Single = 1000;

    /// <summary>The path of a run: each parameter, or the eight that moved most, or the length √Σ θ² of each tensor.</summary>
    public static Either<Failure, ParameterPath> Of(OpenedRun run, TrainingState first, TrainingState last)
    {
        var layout = run.Layout;
        var norms = layout.ParameterLength > Single;
        var chosen = norms ? [] : Chosen(first, last);
        var seen = new List<(double Step, double[] Values)>();
        foreach (var step in Looks(first.Step, last.Step, run.Experiment.Spacing == 1 ? Points : FewPoints))
        {
            var read = run.StateAt(step);
            if (read.Case is not TrainingState state)
                return read.Map(_ => new ParameterPath([], [], norms));
            seen.Add((state.Step, norms ? [.. layout.Parameters.Take(Limits.Curves).Select(t => Length(t.In(state.Parameters)))] : [.. chosen.Select(at => state.Parameters[at])]));
        }

        var names = norms ? layout.Parameters.Take(Limits.Curves).Select(t => t.Name) : chosen.Select(at => layout.NameOf(at));
        return new ParameterPath([.. seen.Select(s => s.Step)], [.. names.Select((name, i) => (name, seen.Select(s => s.Values[i]).ToArray()))], norms);
    }

    /// <summary>Those that moved most, in the order they lie in.</summary>
    private static ImmutableArray<int> Chosen(TrainingState first, TrainingState last) =>
    [
        .. Enumerable.Range(0, first.Parameters.Length)
            .OrderByDescending(i => Math.Abs(last.Parameters[i] - first.Parameters[i]))
            .Take(Limits.Curves).Order(),
    ];

    /// <summary>Steps from the first to the last, ever farther apart: most happens early.</summary>
    private static IEnumerable<long> Looks(long first, long last, int points) => Enumerable.Range(0, points)
        .Select(i => first + (long)Math.Round(Math.Pow(last - first + 1, i / (points - 1.0)) - 1))
        .Append(last).Distinct();

    private static double Length(ReadOnlySpan<double> numbers)
    {
        var sum = 0.0;
        foreach (var x in numbers)
            sum += x * x;
        return Math.Sqrt(sum);
    }
}
