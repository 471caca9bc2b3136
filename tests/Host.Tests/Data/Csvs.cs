using System.Text;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

/// <summary>Files of rows, in memory and on disk, and what is read from them.</summary>
internal static class Csvs
{
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static CsvSource Source(byte[] bytes) => new("t.csv", () => new MemoryStream(bytes, writable: false));

    /// <summary>The file as a table whose last column is the target, where there are two at least.</summary>
    public static Validation<Problem, CsvTable> Table(byte[] bytes, CsvWish? wish = null) => CsvTable.Read(Source(bytes), wish ?? new CsvWish(), LastIsTarget);

    public static Validation<Problem, CsvChoice> LastIsTarget(CsvHead head) => Success<Problem, CsvChoice>(head.Names.Length == 1
        ? new CsvChoice([0], [])
        : new CsvChoice([.. Enumerable.Range(0, head.Names.Length - 1)], [head.Names.Length - 1]));

    /// <summary>The file <c>t.csv</c> as a document names it.</summary>
    /// <param name="bytes">What is in it.</param>
    /// <param name="keys">What the document says beside its name: <c>"target": 1</c>.</param>
    public static Validation<Problem, SourcePart> Document(byte[] bytes, string keys = "")
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["t.csv"], bytes);
        return InFolder(folder.Path, $"{{\"csv\": \"t.csv\"{(keys.Length > 0 ? ", " : "")}{keys}}}").Map(part =>
        {
            var rows = Docs.Value(Rows(part));
            var all = All(rows);
            return part with { Rows = (_, _) => Success<Problem, RawData>(rows with { Visit = visit => Again(all, visit) }) };
        });
    }

    public static Validation<Problem, SourcePart> InFolder(string folder, string data) =>
        Docs.Parse($"{{\"data\": {data}}}")
            .Bind(tree => Fields.Of(new Spot(tree, ""), ""))
            .Bind(document => document.Required("data", ""))
            .Bind(spot => Fields.Of(spot, ""))
            .Bind(fields => CsvPart.Read(fields, folder));

    public static Validation<Problem, RawData> Rows(SourcePart part) => part.Rows(Success<Problem, string>("half-sse"), Success<Problem, int>(1));

    public static RawData Read(string text, string keys = "") => Docs.Value(Document(Bytes(text), keys).Bind(Rows));

    public static IReadOnlyList<string> Problems(byte[] bytes, string keys = "") => Docs.Lines(Document(bytes, keys));

    /// <summary>All rows, inputs before targets.</summary>
    public static List<(double[] Inputs, double[] Targets)> All(RawData data)
    {
        var rows = new List<(double[], double[])>();
        Docs.Value(data.Visit((row, inputs, targets) =>
        {
            Assert.That(row, Is.EqualTo(rows.Count));
            rows.Add((inputs.ToArray(), targets.ToArray()));
        }));
        Assert.That(rows, Has.Count.EqualTo(data.Rows));
        return rows;
    }

    /// <summary>The rows in one line: <c>1 2 → 0 | 3 4 → 1</c>.</summary>
    public static string Shown(RawData data) => string.Join(" | ", All(data).Select(r => $"{Line(r.Inputs)} → {Line(r.Targets)}"));

    private static string Line(double[] values) => string.Join(" ", values.Select(RealText.Of));

    private static Validation<Problem, Unit> Again(List<(double[] Inputs, double[] Targets)> rows, RowVisitor visit)
    {
        for (var i = 0; i < rows.Count; i++)
            visit(i, rows[i].Inputs, rows[i].Targets);
        return Success<Problem, Unit>(unit);
    }
}
