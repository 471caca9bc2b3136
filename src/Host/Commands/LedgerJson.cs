using System.Text.Json;
using Functional.Core;

namespace Functional.Host;

/// <summary>An account as the members of a JSON object.</summary>
internal static class LedgerJson
{
    /// <param name="json">An object, already opened.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="account">Its account.</param>
    /// <param name="withRowsOfRanges">Whether each range tells its rows' parts: ranges times rows numbers.</param>
    public static void Write(Utf8JsonWriter json, string name, ParameterAccount account, bool withRowsOfRanges)
    {
        var whole = account.Whole;
        json.WriteString("parameter", name);
        json.Real("initial", whole.Start);
        json.Real("final", whole.End);
        json.Real("total", whole.Change);
        json.Reals("byRow", whole.ByRow.AsSpan());
        json.Reals("byRange", [.. account.Ranges.Select(range => range.Change)]);
        Parts(json, whole);
        json.Real("residual", whole.Residual);
        json.Real("residualBound", whole.ResidualBound);
        json.Real("rangeResidual", account.RangeResidual);
        json.Real("rangeResidualBound", account.RangeResidualBound);
        json.WriteStartArray("ranges");
        foreach (var range in account.Ranges)
        {
            json.WriteStartObject();
            json.WriteNumber("from", range.From);
            json.WriteNumber("to", range.To);
            json.Real("total", range.Change);
            if (withRowsOfRanges)
                json.Reals("byRow", range.ByRow.AsSpan());
            Parts(json, range);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Parts(Utf8JsonWriter json, Account account)
    {
        json.Real("unattributed", account.Unattributed);
        json.Real("roundingOfShares", account.RoundingOfShares);
        json.Real("updates", account.Updates);
        json.Real("roundingOfAdditions", account.RoundingOfAdditions);
        json.WriteBoolean("exact", account.IsExact);
        json.Real("tension", account.Tension);
        json.WriteStartObject("steps");
        json.WriteNumber("plain", account.Plain);
        json.WriteNumber("shared", account.Shared);
        json.WriteNumber("unattributed", account.Unshared);
        json.WriteEndObject();
    }
}
