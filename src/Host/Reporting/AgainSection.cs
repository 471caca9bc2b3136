using System.Text;
using System.Text.Json;
using static Functional.Host.Tables;

namespace Functional.Host;

/// <summary>How to get here again: the commands, the fingerprints, who made the parts, and the document.</summary>
internal static class AgainSection
{
    /// <summary>Documents up to this length are set out line by line.</summary>
    private const int Indented = 4000;

    public static Html Of(Report r)
    {
        var name = Wording.Quoted(r.Name);
        var (first, last) = (r.First.State, r.Last.State);
        return Html.Of($"""
            <section id="again"><h2>How to get here again</h2>
            <p>A run is one file, and the same file gives the same page, word for word and bit for bit. With it:</p>
            <pre class="commands">functional show {name}@{first.Step}
            functional show {name}@{last.Step}
            functional replay {name}
            functional report {name} -o report.html</pre>
            <p><code>show</code> works any other step by hand, <code>replay</code> computes every state again and compares all their bits. A fingerprint stands for a state and all before it; these two say that it is this history and no other:</p>
            <div class="scroll"><table class="facts"><caption>Fingerprints</caption><tbody>
            <tr>{Side($"state {NumberText.Count(first.Step)}")}<td><code>{first.Fingerprint.ToString()}</code></td></tr>
            <tr>{Side($"state {NumberText.Count(last.Step)}")}<td><code>{last.Fingerprint.ToString()}</code></td></tr></tbody></table></div>
            {Makers(r)}{Document(r)}</section>

            """);
    }

    private static Html Makers(Report r) => Tables.Of(
        "Who made the parts",
        [Head("kind"), Head("name"), Head("code of"), Head("SHA-256")],
        r.Stamps.DistinctBy(s => (s.Kind, s.Name)).Select(s => Html.Of(
            $"""<tr>{Side(Shown.Text(s.Kind))}<td>{Shown.Text(s.Id)}</td><td>{Shown.Text(s.Origin.Assembly)} {Shown.Text(s.Origin.Version)}</td><td><code title="{Shown.Text(s.Origin.Sha256)}">{Hash(s.Origin.Sha256)}</code></td></tr>""")),
        "facts makers",
        wide: true);

    private static string Hash(string sha256) => sha256.Length > 12 ? $"{Shown.Text(sha256[..12])}…" : Shown.Text(sha256);

    private static Html Document(Report r)
    {
        var text = r.Header.Document.Length <= Indented ? SetOut(r.Header.Document) : r.Header.Document;
        var shown = text.Length <= Limits.Document ? text : text[..Limits.Document];
        return Html.Of($"""
            <details><summary>The document of this run, with every setting spelled out</summary>
            <pre class="document">{shown}</pre>{Html.If(shown.Length < text.Length, () => Html.Of($"<p class=\"hint\">… the first {NumberText.Count(shown.Length)} of {NumberText.Count(text.Length)} characters.</p>"))}</details>

            """);
    }

    private static string SetOut(string document)
    {
        using var tree = JsonDocument.Parse(document);
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            tree.RootElement.WriteTo(writer);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
