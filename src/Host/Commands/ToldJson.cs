using System.Text.Json;
using Functional.Core;

namespace Functional.Host;

/// <summary>Told arithmetic in JSON: each line as one text, and in pieces whose numbers say where they lie.</summary>
internal static class ToldJson
{
    public static void ToldLines(this Utf8JsonWriter json, IEnumerable<ToldLine> lines)
    {
        json.WriteStartArray();
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteString("name", line.Name);
            json.Real("value", line.Value);
            json.WriteString("where", line.Where);
            json.WriteString("text", line.Text);
            json.WriteStartArray("pieces");
            foreach (var piece in line.Pieces)
                Write(json, piece);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A text; or a number, with the place where it lies in this state or the name of the line that made it.</summary>
    private static void Write(Utf8JsonWriter json, ToldToken piece)
    {
        if (piece.Number is not { } number)
        {
            json.WriteStringValue(piece.Text);
            return;
        }

        json.WriteStartObject();
        json.Real("value", number.Value);
        if (number.Name.Length > 0)
            json.WriteString(number.IsGiven ? "where" : "line", number.Name);
        json.WriteEndObject();
    }
}
