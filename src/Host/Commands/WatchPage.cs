using System.Text.Json;
using LanguageExt;

namespace Functional.Host;

/// <summary>Where a condition holds, what its parts are there and were before; or that it holds nowhere.</summary>
internal sealed record WatchPage(string Run, string Condition, bool Reverse, long From, long First, long Last, Option<Found> Found) : IPage
{
    public void Write(TextWriter text) => Found.Match(found => Write(text, found), () =>
    {
        text.WriteLine($"{Run}   {Condition}");
        text.WriteLine($"Never: it holds at no state from S{(Reverse ? First : From)} to S{(Reverse ? From : Last)}.");
        text.WriteLine();
        text.WriteLine($"Next: functional probe {Run} '{Condition}' --every {Math.Max(1, (Last - First) / 10)}");
    });

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("run", Run);
        json.WriteString("condition", Condition);
        json.WriteBoolean("reverse", Reverse);
        json.WriteNumber("from", From);
        Found.Match(found => json.WriteNumber("step", found.Step), () => json.WriteNull("step"));
        json.WriteStartArray("values");
        foreach (var part in Found.Match(found => found.Parts, () => []))
        {
            json.WriteStartObject();
            json.WriteString("expression", part.Part.Text);
            json.WritePropertyName("before");
            AnswerText.Write(json, part.Part, part.Before);
            json.WritePropertyName("now");
            AnswerText.Write(json, part.Part, part.Now);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Write(TextWriter text, Found found)
    {
        var (step, hasBefore) = (found.Step, found.Step > First);
        text.WriteLine($"{Run}@{step}   {Condition}");
        text.WriteLine($"S{step} is the {(Reverse ? $"last state up to S{From}" : $"first state from S{From} on")} at which it holds.");
        text.WriteLine();
        var rows = found.Parts
            .Select(part => (Name: part.Part.Text, Before: AnswerText.Of(part.Part, part.Before), Now: AnswerText.Of(part.Part, part.Now)))
            .Prepend((Name: "", Before: hasBefore ? $"at S{step - 1}" : "", Now: $"at S{step}"))
            .ToList();
        var (names, before, now) = (rows.Max(r => r.Name.Length), rows.Max(r => r.Before.Length), rows.Max(r => r.Now.Length));
        foreach (var row in rows.Count > 1 ? rows : [])
            text.WriteLine($"  {row.Name.PadRight(names)}   {(hasBefore ? row.Before.PadLeft(before) + "   " : "")}{row.Now.PadLeft(now)}");
        text.WriteLine(rows.Count > 1 ? "\n" + Next(step) : Next(step));
    }

    private string Next(long step)
    {
        var on = Reverse ? step > First ? $"   functional watch {Run} '{Condition}' --reverse --from {step - 1}" : ""
            : step < Last ? $"   functional watch {Run} '{Condition}' --from {step + 1}" : "";
        return $"Next: functional show {Run}@{step}{(step > First ? $"   the step that led there: functional show {Run}@{step - 1}" : "")}{on}";
    }
}
