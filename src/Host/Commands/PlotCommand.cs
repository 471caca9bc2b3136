using System.CommandLine;
using System.Text;
using System.Text.Json;
using LanguageExt;

namespace Functional.Host;

/// <summary><c>plot RUN -o FILE.svg</c>: a picture of the loss, the error or the parameters.</summary>
internal static class PlotCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var name = new TextArgument("run") { Description = "a name in the store, or a .run file", HelpName = "RUN" };
        var file = new TextOption("--output", "-o") { Description = "the picture to write", HelpName = "FILE.svg", Required = true };
        var what = new TextOption("--what") { Description = "loss (with the test rows' where some are set aside), error, accuracy or weights", HelpName = "WHAT", DefaultValueFactory = _ => "loss" };
        var first = new TextOption("--first") { Description = "only the first N steps", HelpName = "N" };
        var log = new FlagOption("--log") { Description = "a logarithmic axis for the values" };
        return globals.Bind(new("plot", "Draw a run: an SVG of its loss, its error, its accuracy or its parameters.") { name, file, what, first, log }, shell, (parsed, session) =>
            from word in Words.OneOf("--what", parsed.GetValue(what)!, "loss", "error", "accuracy", "weights")
            from drawn in word is "weights" or "accuracy"
                ? session.WithRun(parsed.GetValue(name)!, run =>
                    from last in Last(run.File, parsed.GetValue(first))
                    from chart in word == "weights" ? RunCharts.Weights(run, run.File.First, last) : ScoreCharts.Accuracy(run, last)
                    select (Run: run.File.Header.Name, Chart: chart))
                : word == "loss" && HasTest(session, parsed.GetValue(name)!) ? session.WithRun(parsed.GetValue(name)!, run =>
                    from last in Last(run.File, parsed.GetValue(first))
                    from chart in Curve(run.File, word, last, parsed.GetValue(log))
                    from both in ScoreCharts.WithTest(chart, run, last)
                    select (Run: run.File.Header.Name, Chart: both))
                : session.WithFile(parsed.GetValue(name)!, run =>
                    from last in Last(run, parsed.GetValue(first))
                    from chart in Curve(run, word, last, parsed.GetValue(log))
                    select (Run: run.Header.Name, Chart: chart))
            from path in Write(session.Shell.Folder, parsed.GetValue(file)!, Svg.Render(drawn.Chart))
            select (IPage)new Page(drawn.Run, path, drawn.Chart.Title));
    }

    /// <summary>Writes a text file, or says why not; the folder must exist.</summary>
    internal static Either<Failure, string> Write(string folder, string file, string svg)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file));
        try
        {
            File.WriteAllText(path, svg, new UTF8Encoding(false));
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Failure.Of(
                ExitCode.Usage, file, Directory.Exists(path) ? "this is a folder" : Directory.Exists(Path.GetDirectoryName(path)) ? "the file cannot be written" : "its folder does not exist",
                "Choose another file with -o.");
        }
    }

    /// <summary>Whether the run has rows to be tried on; a file that cannot be read is complained of when it is drawn.</summary>
    private static bool HasTest(Session session, string name) => session.WithFile(name, file => file.HasTest()).Match(has => has, _ => false);

    private static Either<Failure, long> Last(RunFile run, string? first) =>
        Words.Count("--first", first, run.Last - run.First + 1, 1, long.MaxValue).Map(steps => Math.Min(run.Last, run.First + steps - 1));

    /// <summary>What was recorded of every step: no plugin is asked.</summary>
    private static Either<Failure, Chart> Curve(RunFile run, string what, long last, bool log) =>
        from curves in run.Curves(run.First, last)
        from stamps in run.Stamps()
        let loss = stamps.FirstOrDefault(s => s.Kind == "loss")?.Id ?? "?"
        select what == "loss"
            ? RunCharts.Error($"{run.Header.Name}: loss", $"loss ({loss})", run.First, curves.Losses, log)
            : RunCharts.Error($"{run.Header.Name}: error", "sum |error|", run.First, curves.Errors, log);

    private sealed record Page(string Run, string File, string Title) : IPage
    {
        public void Write(TextWriter text) => text.WriteLine($"{Title}: {File} ({NumberText.Bytes(new FileInfo(File).Length)})");

        public void Write(Utf8JsonWriter json)
        {
            json.WriteString("run", Run);
            json.WriteString("file", File);
            json.WriteNumber("bytes", new FileInfo(File).Length);
        }
    }
}
