using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Host;

/// <summary>What an account means, in sentences: who moved it, how exact the parts are, and what is left.</summary>
internal static class LedgerWords
{
    public static IEnumerable<string> Of(Pipeline pipeline, ImmutableArray<ParameterAccount> accounts)
    {
        if (accounts[0].Ranges.IsEmpty)
            return ["Not one step lies between them: nothing moved."];
        return [.. Mover(accounts), .. Kind(pipeline, accounts), "", .. Balance(accounts)];
    }

    /// <summary>Of one parameter: the row and the range that did most.</summary>
    private static IEnumerable<string> Mover(ImmutableArray<ParameterAccount> accounts)
    {
        if (accounts is not [{ Whole: var whole, Ranges: var ranges }])
            yield break;
        var row = Enumerable.Range(0, whole.ByRow.Length).MaxBy(r => Math.Abs(whole.ByRow[r]));
        var range = ranges.MaxBy(r => Math.Abs(r.Change))!;
        if (whole.ByRow[row] != 0)
            yield return $"Row {row} moved it most, by {Signed(whole.ByRow[row])}; it went farthest in {(range.Steps == 1 ? $"step {range.From}" : $"the {LedgerPage.Steps(range.Steps, "step")} from S{NumberText.Count(range.From)} to S{NumberText.Count(range.To)}")}, by {Signed(range.Change)}.";
    }

    /// <summary>Which of the two a row's part is.</summary>
    private static IEnumerable<string> Kind(Pipeline pipeline, ImmutableArray<ParameterAccount> accounts)
    {
        var (all, shared, unshared) = (accounts.Sum(a => a.Whole.Steps), accounts.Sum(a => a.Whole.Shared), accounts.Sum(a => a.Whole.Unshared));
        if (shared == 0 && unshared == 0)
        {
            yield return "Exact: plain gradient descent. Every update is the learning rate times the gradient, bit for bit, and the gradient is a";
            yield return "sum over rows: a row's part is the learning rate times its own gradient, with its sign, added up over the steps.";
            yield break;
        }

        yield return $"By the update actually applied: {pipeline.Optimizer.Id}";
        yield return "makes more of a gradient than a multiple of it, so each update is shared among its rows in proportion to their gradients.";
        yield return $"Of {LedgerPage.Steps(all, "update")}, {NumberText.Count(all - shared - unshared)} are the learning rate times the gradient, {NumberText.Count(shared)} are shared, and {NumberText.Count(unshared)} are no row's:";
        yield return "there the gradient is 0, or its rows cancel out, and the update comes from memory or from a penalty.";
    }

    private static IEnumerable<string> Balance(ImmutableArray<ParameterAccount> accounts)
    {
        var worst = accounts.MaxBy(a => Math.Abs(a.Whole.Residual))!.Whole;
        var range = accounts.MaxBy(a => Math.Abs(a.RangeResidual))!;
        yield return $"The parts by row and their rounding miss the change by {Size(worst.Residual)} at most; each is rounded once, which allows {Size(worst.ResidualBound)}.";
        yield return $"The parts by step miss it by {Size(range.RangeResidual)}, and {Size(range.RangeResidualBound)} is allowed.";
    }

    private static string Signed(double x) => (x > 0 ? "+" : "") + NumberText.Long(x);

    private static string Size(double x) => x == 0 ? "0" : NumberText.Long(Math.Abs(x));
}
