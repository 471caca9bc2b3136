using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Host;

/// <summary>What an account means, in sentences: who moved it, how exact the parts are, and what is left.</summary>
internal static class LedgerWords
{
    /// <summary>From here on a part says more of one step in which rows all but cancelled out than of the row.</summary>
    private const double ManyTimes = 100;

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
        var row = whole.Foremost;
        var range = ranges.MaxBy(r => Math.Abs(r.Change))!;
        if (whole.ByRow[row] != 0)
            yield return $"Row {row} moved it most, by {Signed(whole.ByRow[row])}; it went farthest in {(range.Steps == 1 ? $"step {range.From}" : $"steps {NumberText.Count(range.From)} … {NumberText.Count(range.To - 1)}")}, by {Signed(range.Change)}.";
    }

    /// <summary>Which of the two a row's part is.</summary>
    private static IEnumerable<string> Kind(Pipeline pipeline, ImmutableArray<ParameterAccount> accounts)
    {
        var (all, shared, unshared) = (accounts.Sum(a => a.Whole.Steps), accounts.Sum(a => a.Whole.Shared), accounts.Sum(a => a.Whole.Unshared));
        if (shared == 0 && unshared == 0)
        {
            yield return "Exact: plain gradient descent. Every update is the learning rate times the gradient, bit for bit,";
            yield return "and a gradient is a sum over rows: a row's part is the rate times its own gradient, with its sign,";
            yield return "added up over the steps.";
            yield break;
        }

        yield return "By the update actually applied, shared in proportion to each row's gradient:";
        yield return $"{Name(pipeline.Optimizer)} does more to a gradient than multiply it by the learning rate.";
        yield return $"So it is with {NumberText.Count(shared)} of {LedgerPage.Steps(all, "update")}; {NumberText.Count(all - shared - unshared)} are the rate times the gradient.";
        if (unshared > 0)
        {
            yield return $"{NumberText.Count(unshared)} are no row's: the gradient is 0, or its rows cancel out, and the update comes from";
            yield return "memory or from a penalty.";
        }

        if (accounts.Max(a => a.Whole.Tension) is > ManyTimes and var tension)
        {
            yield return $"Rows pull against each other: in one step {NumberText.Compact(tension)} times as hard as what was left of it,";
            yield return "and their parts of it are as much larger than its update.";
        }
    }

    /// <summary>Without settings: <c>clip, then adam</c>.</summary>
    private static string Name(IOptimizer optimizer) =>
        string.Join(", then ", Optimizers.Parts(optimizer).Select(part => part.Id.Split('(')[0]));

    private static IEnumerable<string> Balance(ImmutableArray<ParameterAccount> accounts)
    {
        var worst = accounts.MaxBy(a => Math.Abs(a.Whole.Residual))!.Whole;
        var range = accounts.MaxBy(a => Math.Abs(a.RangeResidual))!;
        yield return $"Added up exactly, the parts by row and the roundings miss the change by {Size(worst.Residual)} (allowed: {Size(worst.ResidualBound)},";
        yield return $"for each is rounded once), and the parts by step by {Size(range.RangeResidual)} (allowed: {Size(range.RangeResidualBound)}).";
    }

    private static string Signed(double x) => (x > 0 ? "+" : "") + NumberText.Long(x);

    private static string Size(double x) => x == 0 ? "0" : NumberText.Long(Math.Abs(x));
}
