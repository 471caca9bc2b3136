using static Functional.Host.Tables;

namespace Functional.Host;

/// <summary>Who moved the weights: the account of each by training row.</summary>
internal static class AccountSection
{
    public static Html Of(Report r)
    {
        if (r.Accounts.IsEmpty)
            return Html.Empty;
        var rows = r.Accounts[0].Whole.ByRow.Length;
        var unshared = r.Accounts.Any(a => a.Whole.Unshared > 0);
        return Html.Of($"""
            <section id="account"><h2>Who moved the weights</h2>
            <p>Each weight is what it was, plus every update it ever got; and every update is the work of the rows. Added up over the whole run, to the last bit:</p>
            {Tables.Of(
                "The account",
                [Head("parameter"), Head("was"), Head("is"), Head("change"), .. Enumerable.Range(0, rows).Select(row => Head($"row {row}")), .. unshared ? [Head("no row’s")] : Array.Empty<Html>(), Head("rounding")],
                r.Accounts.Select(a => Line(r.Pipeline.Layout.NameOf(a.Parameter),
                [
                    Cell(a.Whole.Start), Cell(a.Whole.End), Cell(a.Whole.Change), .. a.Whole.ByRow.Select(part => Cell(part, "", Part)),
                    .. unshared ? [Cell(a.Whole.Unattributed, "", Part)] : Array.Empty<Html>(), Cell(a.Whole.RoundingOfShares + a.Whole.RoundingOfAdditions, "", Part),
                ])),
                "numbers account",
                wide: true)}
            <p>{string.Join(" ", LedgerWords.Of(r.Pipeline, r.Accounts).Where(line => line.Length > 0))}</p>
            <p class="hint">By ranges of steps too: <code>functional ledger {Wording.Quoted(r.Name)}</code></p></section>

            """);
    }

    /// <summary>Nothing at all is not the same as little.</summary>
    private static string Part(double x) => x == 0 ? "0" : NumberText.Short(x);
}
