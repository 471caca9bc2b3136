using System.Collections.Immutable;
using System.Text.Json;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>One of the two states.</summary>
internal sealed record DiffSide(string Run, long Step)
{
    public override string ToString() => $"{Run}@{Step}";
}

/// <summary>What diff answers.</summary>
internal sealed record DiffPage(
    DiffSide A, DiffSide B, double LossA, double LossB,
    ImmutableArray<TensorDifference> Tensors, ImmutableArray<SettingDifference> Settings, ImmutableArray<PluginDifference> Plugins, DiffHistory History) : IPage
{
    private bool Equal => Tensors.All(t => t.Differing == 0);

    public void Write(TextWriter text)
    {
        text.WriteLine($"{A} against {B}");
        text.WriteLine(History.Sentence(A.Run, B.Run));
        text.WriteLine();
        if (Equal)
            text.WriteLine("Every number of the two states is equal, bit for bit.");
        Write(text, [["", "differ", "largest difference", "apart", "where", A.ToString(), B.ToString()], .. Equal ? [] : Tensors.Select(Row), LossRow()], leftmost: [0, 4]);
        if (Tensors.Any(t => t.Differing > 0 && t.Note.Length == 0))
            text.WriteLine("An ulp is the way from one double to the next: a few are rounding, millions of millions are another number. Where: the number farthest off.");
        WriteList(text, "Settings", [.. Settings.Select(s => (string[])[s.Key, s.A, "→", s.B])]);
        WriteList(text, "Plugins of another build", [.. Plugins.GroupBy(p => (p.A, p.B)).Select(g => (string[])[string.Join(", ", g.Select(p => p.Name)), g.Key.A, "→", g.Key.B])]);
        Next(text);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("a", A.ToString());
        json.WriteString("b", B.ToString());
        json.WriteBoolean("equal", Equal);
        json.WriteStartArray("tensors");
        foreach (var t in Tensors)
            Write(json, t);
        json.WriteEndArray();
        json.WriteStartObject("loss");
        json.Real("a", LossA);
        json.Real("b", LossB);
        json.WriteEndObject();
        WriteList(json, "settings", Settings.Select(s => (s.Key, s.A, s.B)));
        WriteList(json, "plugins", Plugins.Select(p => ($"{p.Kind} {p.Name}", p.A, p.B)));
        json.WriteStartObject("compared");
        json.WriteNumber("from", History.Parting.From);
        json.WriteNumber("to", History.Parting.To);
        json.WriteEndObject();
        History.Parting.First.Match(step => json.WriteNumber("firstDifference", step), () => json.WriteNull("firstDifference"));
    }

    private static string[] Row(TensorDifference t) => t switch
    {
        { Note.Length: > 0 } => [t.Name, t.Note, "", "", "", "", ""],
        { Differing: 0 } => [t.Name, "equal", "", "", "", "", ""],
        _ =>
        [
            t.Name, $"{NumberText.Count(t.Differing)} of {NumberText.Count(t.Count)}", NumberText.Compact(t.MaxAbsolute), DivergenceText.UlpsText(t.MaxUlps),
            DivergenceText.Index(t.At), NumberText.Exact(t.A), NumberText.Exact(t.B),
        ],
    };

    private string[] LossRow() => BitConverter.DoubleToInt64Bits(LossA) == BitConverter.DoubleToInt64Bits(LossB)
        ? ["loss", "equal", "", "", "", NumberText.Exact(LossA), NumberText.Exact(LossB)]
        : ["loss", "", NumberText.Compact(Math.Abs(LossA - LossB)), DivergenceText.UlpsText(Math.Max(1, Ulps.Between(LossA, LossB))), "", NumberText.Exact(LossA), NumberText.Exact(LossB)];

    /// <summary>Where they part the first two states that differ, else the steps themselves.</summary>
    private void Next(TextWriter text)
    {
        var parting = History.Parting.First.Filter(step => step > History.A.First && step > History.B.First && (A.Step, B.Step) != (step, step));
        text.WriteLine();
        text.WriteLine(parting.Match(
            step => $"Next: functional diff {A.Run}@{step} {B.Run}@{step}   the first states that differ",
            () => $"Next: functional show {A}   functional show {B}"));
    }

    private static void WriteList(TextWriter text, string title, ImmutableArray<string[]> rows)
    {
        if (rows.IsEmpty)
            return;
        text.WriteLine();
        text.WriteLine($"{title}:");
        Write(text, rows, leftmost: [0, 1, 2, 3]);
    }

    private static void Write(TextWriter text, ImmutableArray<string[]> rows, ImmutableArray<int> leftmost)
    {
        int[] widths = [.. rows[0].Select((_, i) => rows.Max(row => row[i].Length))];
        foreach (var row in rows)
            text.WriteLine("  " + string.Join("  ", row.Select((cell, i) => leftmost.Contains(i) ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
    }

    private static void Write(Utf8JsonWriter json, TensorDifference t)
    {
        json.WriteStartObject();
        json.WriteString("name", t.Name);
        json.WriteNumber("count", t.Count);
        json.WriteNumber("differing", t.Differing);
        json.Real("maxAbsolute", t.MaxAbsolute);
        json.WriteNumber("maxUlps", t.MaxUlps);
        json.Indices("at", t.At);
        json.Real("a", t.A);
        json.Real("b", t.B);
        if (t.Note.Length > 0)
            json.WriteString("note", t.Note);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<(string Key, string A, string B)> items)
    {
        json.WriteStartArray(name);
        foreach (var (key, a, b) in items)
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WriteString("a", a);
            json.WriteString("b", b);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
