using System.CommandLine;
using System.Text;
using System.Text.Json;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>report RUN -o FILE.html</c>: the article for this run, as one page that needs nothing else.</summary>
internal static class ReportCommand
{
    private const string Option = "--output";

    public static Command Create(Globals globals, Shell shell)
    {
        var name = new TextArgument("run") { Description = "a name in the store, or a .run file", HelpName = "RUN" };
        var file = new TextOption(Option, "-o") { Description = "the page to write", HelpName = "FILE.html", Required = true };
        return globals.Bind(new("report", "Tell a run as an article: one self-contained page with every picture in it.") { name, file }, shell, (parsed, session) =>
            from path in OutputFile.Place(Option, session.Shell.Folder, parsed.GetValue(file)!)
            from page in session.WithRun(parsed.GetValue(name)!, run =>
                from report in Gathering.Of(run, session)
                let bytes = Encoding.UTF8.GetBytes(ReportPage.Of(report))
                from written in OutputFile.Write(Option, path, stream =>
                {
                    stream.Write(bytes);
                    return Right<Failure, Unit>(unit);
                })
                select (IPage)new Page(run.File.Header.Name, written, bytes.Length))
            select page);
    }

    private sealed record Page(string Run, string File, long Bytes) : IPage
    {
        public void Write(TextWriter text) => text.WriteLine($"{Shown.Text(Run)}: the article of this run, in {File} ({NumberText.Bytes(Bytes)})");

        public void Write(Utf8JsonWriter json)
        {
            json.WriteString("run", Run);
            json.WriteString("file", File);
            json.WriteNumber("bytes", Bytes);
        }
    }
}
