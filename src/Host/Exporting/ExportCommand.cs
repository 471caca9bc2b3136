using System.CommandLine;
using System.Text.Json;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>export RUN@N -o FILE</c>: a state, or the whole history of a run, in a format of another tool; the file's name says which.</summary>
internal static class ExportCommand
{
    private const string Option = "--output";

    public static Command Create(Globals globals, Shell shell)
    {
        var address = new TextArgument("state") { Description = "which state (without @N the last one), or which run", HelpName = "RUN[@N]" };
        var file = new TextOption(Option, "-o") { Description = $"the file to write; a state: {ExportFormats.Known(false)}; a history: {ExportFormats.Known(true)}", HelpName = "FILE", Required = true };
        return globals.Bind(new("export", "Take a state or a whole history to other tools.") { address, file }, shell, (parsed, session) =>
            from format in FormatOf(parsed.GetValue(file)!)
            from whole in Whole(format, parsed.GetValue(address)!)
            from path in OutputFile.Place(Option, session.Shell.Folder, parsed.GetValue(file)!)
            from page in session.At(whole, (run, step) =>
                from written in OutputFile.Write(Option, path, stream => format.Write(new(run, step, session), stream))
                select (IPage)new Page(run.File.Header.Name, step, format, written, new FileInfo(written).Length))
            select page);
    }

    private static Either<Failure, ExportFormat> FormatOf(string file) =>
        ExportFormats.All.FirstOrDefault(f => f.Names(file)) is { } format
            ? Right<Failure, ExportFormat>(format)
            : Failure.Of(
                ExitCode.Usage, Option, $"the name '{Shown.Path(file)}' does not say in which format",
                $"End it with {string.Join(", ", ExportFormats.All.Select(f => f.Extension))}.");

    /// <summary>A history is exported whole, so a step behind its name is a slip.</summary>
    private static Either<Failure, string> Whole(ExportFormat format, string address) =>
        format.IsHistory && address.Contains('@', StringComparison.Ordinal)
            ? Failure.Of(ExitCode.Usage, address, $"{format.Extension} holds the whole history, not one state", $"Leave out the @, or take one of {ExportFormats.Known(false)}.")
            : Right<Failure, string>(address);

    private sealed record Page(string Run, long Step, ExportFormat Format, string File, long Bytes) : IPage
    {
        public void Write(TextWriter text) => text.WriteLine($"{(Format.IsHistory ? Run : $"{Run}@{Step}")}: {Format.What}, in {File} ({NumberText.Bytes(Bytes)})");

        public void Write(Utf8JsonWriter json)
        {
            json.WriteString("run", Run);
            if (!Format.IsHistory)
                json.WriteNumber("step", Step);
            json.WriteString("format", Format.Extension[1..]);
            json.WriteString("file", File);
            json.WriteNumber("bytes", Bytes);
        }
    }
}
