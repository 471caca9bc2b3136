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
        var begin = new TextOption("--from") { Description = "of a history: the first step", HelpName = "A" };
        var end = new TextOption("--to") { Description = "of a history: the last step", HelpName = "B" };
        var every = new TextOption("--every") { Description = "of a history: every K-th step", HelpName = "K" };
        return globals.Bind(new("export", "Take a state or a whole history to other tools.") { address, file, begin, end, every }, shell, (parsed, session) =>
            from format in FormatOf(parsed.GetValue(file)!)
            from whole in Whole(format, parsed.GetValue(address)!)
            from fits in OfAHistory(format, (begin.Name, parsed.GetValue(begin)), (end.Name, parsed.GetValue(end)), (every.Name, parsed.GetValue(every)))
            from path in OutputFile.Place(Option, session.Shell.Folder, parsed.GetValue(file)!)
            from page in session.At(whole, (run, step) =>
                from asked in Asked(run, parsed.GetValue(begin), parsed.GetValue(end), parsed.GetValue(every))
                let exported = new Exported(run, step, session) { Asked = asked }
                from written in OutputFile.Write(Option, path, stream => format.Write(exported, stream))
                select (IPage)new Page(exported, format, written, new FileInfo(written).Length))
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

    /// <summary>A state has no first step and no last.</summary>
    private static Either<Failure, Unit> OfAHistory(ExportFormat format, params ReadOnlySpan<(string Name, string? Value)> options)
    {
        foreach (var (name, value) in options)
            if (value is not null && !format.IsHistory)
                return Failure.Of(ExitCode.Usage, name, $"{format.Extension} holds one state, not a history", $"Leave it out, or take one of {ExportFormats.Known(true)}.");
        return unit;
    }

    private static Either<Failure, AskedSteps> Asked(OpenedRun run, string? begin, string? end, string? every) =>
        from a in Words.Count("--from", begin, run.File.First, run.File.First, run.File.Last)
        from b in Words.Count("--to", end, run.File.Last, a, run.File.Last)
        from k in Words.Count("--every", every, 1, 1, long.MaxValue)
        select new AskedSteps(a, b, every is null ? None : Some(k));

    private sealed record Page(Exported Exported, ExportFormat Format, string File, long Bytes) : IPage
    {
        private readonly Seq<string> _remarks = Format.Remarks(Exported);

        private string Run => Exported.Run.File.Header.Name;

        public void Write(TextWriter text)
        {
            text.WriteLine($"{(Format.IsHistory ? Run : $"{Run}@{Exported.Step}")}: {Format.What}, in {File} ({NumberText.Bytes(Bytes)})");
            foreach (var remark in _remarks)
                text.WriteLine($"  {remark}.");
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteString("run", Run);
            if (!Format.IsHistory)
                json.WriteNumber("step", Exported.Step);
            else
                WriteSteps(json, Exported.Asked.Whole);
            json.WriteString("format", Format.Extension[1..]);
            json.WriteString("file", File);
            json.WriteNumber("bytes", Bytes);
            json.WriteStartArray("remarks");
            foreach (var remark in _remarks)
                json.WriteStringValue(remark);
            json.WriteEndArray();
        }

        private static void WriteSteps(Utf8JsonWriter json, Steps asked)
        {
            json.WriteNumber("from", asked.From);
            json.WriteNumber("to", asked.To);
            json.WriteNumber("every", asked.Every);
        }
    }
}
