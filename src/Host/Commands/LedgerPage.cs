using System.Collections.Immutable;
using System.Text.Json;
using Functional.Core;

namespace Functional.Host;

/// <summary>What the ledger answers: a column a parameter, a line a part.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Experiment">What ran.</param>
/// <param name="From">The first state.</param>
/// <param name="To">The last state.</param>
/// <param name="Accounts">The accounts, at least one.</param>
/// <param name="IsChosen">Whether a person asked for this one parameter.</param>
/// <param name="Width">Columns a line may use.</param>
internal sealed record LedgerPage(
    string Run, Experiment Experiment, long From, long To, ImmutableArray<ParameterAccount> Accounts, bool IsChosen, int Width) : IPage
{
    private StateLayout Layout => Experiment.Pipeline.Layout;

    public void Write(TextWriter text)
    {
        var (many, all) = (Accounts.Length, Layout.ParameterLength);
        var whose = many == 1 ? Layout.NameOf(Accounts[0].Parameter) : many == all ? $"its {all} parameters" : $"the {many} of its {NumberText.Count(all)} parameters that moved most";
        text.WriteLine($"{Run}: what moved {whose} from S{NumberText.Count(From)} to S{NumberText.Count(To)}, in {Steps(To - From, "update")}");
        text.WriteLine();
        var table = new LedgerTable(Experiment, Accounts, Width);
        foreach (var line in Accounts[0].Ranges.IsEmpty ? [] : table.Lines)
            text.WriteLine(line);
        foreach (var line in LedgerWords.Of(Experiment.Pipeline, Accounts))
            text.WriteLine(line);
        text.WriteLine();
        text.WriteLine($"Next: {Next()}");
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("run", Run);
        json.WriteNumber("from", From);
        json.WriteNumber("to", To);
        if (Accounts.Length == 1)
            LedgerJson.Write(json, Layout.NameOf(Accounts[0].Parameter), Accounts[0], withRowsOfRanges: true);
        if (IsChosen)
            return;
        json.WriteNumber("parametersInAll", Layout.ParameterLength);
        json.WriteStartArray("parameters");
        foreach (var account in Accounts)
        {
            json.WriteStartObject();
            LedgerJson.Write(json, Layout.NameOf(account.Parameter), account, withRowsOfRanges: false);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>1 update, 1,000 updates.</summary>
    internal static string Steps(long count, string what) => $"{NumberText.Count(count)} {what}{(count == 1 ? "" : "s")}";

    /// <summary>Nearer: one parameter of many; of one, the range in which it moved most; of a single step, that step worked by hand.</summary>
    private string Next()
    {
        var most = Accounts.MaxBy(account => Math.Abs(account.Whole.Change))!;
        var one = $"functional ledger {Run} --parameter {Layout.NameOf(most.Parameter)}";
        if (!IsChosen && Layout.ParameterLength > 1)
            return one;
        return most.Ranges.MaxBy(range => Math.Abs(range.Change)) is { } range
            ? (range.Steps > 1 && most.Ranges.Length > 1 ? $"{one} --from {range.From} --to {range.To}   " : "") + $"functional show {Run}@{range.From}"
            : $"functional show {Run}@{From}";
    }
}
