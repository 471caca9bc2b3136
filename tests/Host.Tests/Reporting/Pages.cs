using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Functional.Host.Tests;

/// <summary>A report as a test reads it: as XML, with its numbers by the step and the place they name.</summary>
internal static class Pages
{
    /// <summary>Writes the report of a run and reads it; a page that is not well-formed does not come back.</summary>
    public static XDocument Of(Playground playground, string run)
    {
        var said = playground.Run("report", run, "-o", "page.html");
        Assert.That(said.Code, Is.Zero, said.Error);
        return Read(Path.Combine(playground.Folder, "page.html"));
    }

    public static XDocument Read(string file)
    {
        using var reader = XmlReader.Create(file, new() { DtdProcessing = DtdProcessing.Parse, XmlResolver = null });
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    public static IEnumerable<XElement> Named(this XDocument page, string name) => page.Descendants().Where(e => e.Name.LocalName == name);

    /// <summary>The text of the part that has this id.</summary>
    public static string Section(this XDocument page, string id) => page.Named("section").Single(s => (string?)s.Attribute("id") == id).Value;

    /// <summary>Every number that says where <c>show</c> has it: the step, the pointer, and the digits.</summary>
    public static List<(long Step, string At, string Value)> Numbers(this XDocument page) =>
    [
        .. page.Named("data").Where(d => d.Attribute("data-at") is not null).Select(d => (
            (long)d.Ancestors().First(a => a.Attribute("data-step") is not null).Attribute("data-step")!, (string)d.Attribute("data-at")!, (string)d.Attribute("value")!)),
    ];

    /// <summary>The digits at a JSON pointer; with a minus before it, of the negative.</summary>
    public static string At(JsonElement json, string pointer)
    {
        var path = pointer.TrimStart('-').Split('/')[1..];
        var found = path.Aggregate(json, (at, part) => at.ValueKind == JsonValueKind.Array ? at[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : at.GetProperty(part));
        var text = found.ValueKind == JsonValueKind.String ? found.GetString()! : found.GetRawText();
        return !pointer.StartsWith('-') ? text : text.StartsWith('-') ? text[1..] : "-" + text;
    }
}
