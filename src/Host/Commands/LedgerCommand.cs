using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary><c>ledger RUN [--parameter NAME[i,j]]</c>: the exact account of a parameter, by step range and by training row.</summary>
internal static class LedgerCommand
{
    /// <summary>Parameters in the account when nobody chose one: those that moved most.</summary>
    internal const int Top = 10;

    /// <summary>More ranges than steps of a long history make no page.</summary>
    private const int MostRanges = 1000;

    public static Command Create(Globals globals, Shell shell)
    {
        var name = new TextArgument("run") { Description = "a name in the store, or a .run file", HelpName = "RUN" };
        var parameter = new TextOption("--parameter") { Description = "only this one, such as layer0.weights[1,0] or layer0.bias[2]", HelpName = "NAME[i,j]" };
        var begin = new TextOption("--from") { Description = "the first state", HelpName = "A" };
        var end = new TextOption("--to") { Description = "the last state", HelpName = "B" };
        var ranges = new TextOption("--ranges") { Description = "how many ranges of equal length; left out, they grow as 1, 3, 10, 30, …", HelpName = "K" };
        var top = new TextOption("--top") { Description = $"how many parameters, those that moved most ({Top})", HelpName = "K" };
        return globals.Bind(
            new("ledger", "The exact account of a parameter: final − initial as the sum of its updates, by step range and by training row.") { name, parameter, begin, end, ranges, top }, shell,
            (parsed, session) => session.WithRun(parsed.GetValue(name)!, run =>
                from a in Words.Count("--from", parsed.GetValue(begin), run.File.First, run.File.First, run.File.Last)
                from b in Words.Count("--to", parsed.GetValue(end), run.File.Last, a, run.File.Last)
                from k in Words.Count("--ranges", parsed.GetValue(ranges), 0, 1, MostRanges)
                from most in Words.Count("--top", parsed.GetValue(top), Top, 1, int.MaxValue)
                from page in Page(session.Shell, run, parsed.GetValue(parameter), (int)Math.Min(most, run.Layout.ParameterLength), k == 0 ? Stretches.Growing(a, b) : Stretches.Even(a, b, (int)k))
                select page));
    }

    /// <summary>The account of one parameter, or of those that moved most, over these ranges.</summary>
    internal static Either<Failure, IPage> Page(Shell shell, OpenedRun run, string? parameter, int most, ImmutableArray<long> edges) =>
        from chosen in parameter is { } text
            ? ParameterName.Read("--parameter", run.Layout, text).Map(place => ImmutableArray.Create(place))
            : MovedMost(run, edges[0], edges[^1], most)
        from accounts in Accounts(shell, run, chosen, edges)
        select (IPage)new LedgerPage(run.File.Header.Name, run.Experiment, edges[0], edges[^1], accounts, parameter is not null, shell.Width);

    /// <summary>All parameters in their order, or as many as were asked for, those that moved most first.</summary>
    private static Either<Failure, ImmutableArray<int>> MovedMost(OpenedRun run, long from, long to, int most) =>
        most == run.Layout.ParameterLength
            ? ImmutableArray.CreateRange(Enumerable.Range(0, most))
            : from first in run.StateAt(@from)
              from last in run.StateAt(to)
              select ImmutableArray.CreateRange(Enumerable
                  .Range(0, run.Layout.ParameterLength)
                  .OrderByDescending(i => Math.Abs(last.Parameters[i] - first.Parameters[i]))
                  .Take(most));

    internal static Either<Failure, ImmutableArray<ParameterAccount>> Accounts(Shell shell, OpenedRun run, ImmutableArray<int> parameters, ImmutableArray<long> edges)
    {
        var (first, last, batches) = (edges[0], edges[^1], run.Experiment.Batches);
        var (line, clock) = (new ProgressLine(shell, "adding up"), Stopwatch.StartNew());
        Ledger? ledger = null;
        var walked = Walk.Over(
            run, first, last,
            (state, moment) =>
            {
                ledger ??= new(run.Pipeline, run.Experiment.Data.Rows, state, parameters, edges);
                if (state.Step < last)
                    ledger.Enter(Training.Explain(run.Pipeline, state, batches.At(state.Step)));
                line.Report(new(state.Step - first, last - first, moment.Loss, clock.Elapsed));
                return true;
            },
            shell.Interrupted);
        line.Clear();
        return walked.Map(_ => ledger!.Close());
    }
}
