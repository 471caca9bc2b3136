using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Gathers what a report tells of, from a run that is open.</summary>
internal static class Gathering
{
    public static Either<Failure, Report> Of(OpenedRun run, Session session) =>
        from stamps in run.File.Stamps()
        from first in run.Explain(run.File.First)
        from second in run.File.Last > run.File.First + 1 ? run.Explain(run.File.First + 1).Map(Some) : Right<Failure, LanguageExt.Option<Trace>>(None)
        from last in run.Explain(run.File.Last)
        from curves in run.File.Curves(run.File.First, run.File.Last)
        from path in ParameterPath.Of(run, first.State, last.State)
        from accounts in Accounts(run, session)
        from examination in Doctor.Examine(run, None, session.Shell.Interrupted)
        select new Report(
            run.File.Header, run.Experiment, session.Catalogue, stamps, first, second, last, curves.Losses, curves.Errors, path,
            accounts, Judgement.Of(run, last.State), examination, Changes(run, session));

    /// <summary>The account of every parameter, where they, the rows and the steps are few.</summary>
    private static Either<Failure, ImmutableArray<ParameterAccount>> Accounts(OpenedRun run, Session session)
    {
        var (parameters, rows, steps) = (run.Layout.ParameterLength, run.Experiment.Data.Rows, run.File.Last - run.File.First);
        return steps == 0 || parameters > Limits.LedgerParameters || rows > Limits.LedgerRows || (double)parameters * rows * steps > Limits.LedgerWork
            ? ImmutableArray<ParameterAccount>.Empty
            : LedgerCommand.Accounts(session.Shell, run, [.. Enumerable.Range(0, parameters)], [run.File.First, run.File.Last]);
    }

    /// <summary>What a fork has other than its parent, if the parent lies in the store beside it.</summary>
    private static ImmutableArray<string> Changes(OpenedRun run, Session session) => run.File.Header.Parent.IsNone
        ? []
        : RunTree.Of(session.Store).Branches.Where(b => Path.GetFullPath(b.Entry.Path) == Path.GetFullPath(run.File.Path)).Select(b => b.Changes).FirstOrDefault([]);
}
