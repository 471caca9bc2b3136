using System.CommandLine;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>No command: the article. Trains its network, records every state, draws its curves and walks through the numbers.</summary>
internal static class ArticleCommand
{
    private const string Name = "article";

    /// <summary>The article's four zooms.</summary>
    private static readonly int[] Horizons = [100, 1_000, 10_000, 100_000];

    public static void Attach(RootCommand root, Globals globals, Shell shell)
    {
        var full = new FlagOption("--full") { Description = "without a command: every number of the walk-through, not the short version" };
        root.Options.Add(full);
        globals.Bind(root, shell, (parsed, session) =>
            from tree in DocumentSource.Load(session.Shell.Folder, Name)
            from experiment in Failure.From(ExitCode.Usage, Composer.Compose(tree, session.Catalogue, None))
            from recording in Record(session, experiment)
            from page in recording.Status == "complete"
                ? session.WithRun(recording.Path, run => Walk(session, recording, run, parsed.GetValue(full)))
                : RecordingPage.Of(recording, session, losses: false)
            select page);
    }

    /// <summary>
    /// Records to <c>article.run</c>. An article recorded before is replaced by the same one (the document is compared, so the bits are
    /// the same); another run of that name is never touched.
    /// </summary>
    private static Either<Failure, Recording> Record(Session session, Experiment experiment)
    {
        var path = session.Store.PathOf(Name);
        if (!File.Exists(path))
            return TrainCommand.Recording(session, experiment, experiment.Initial, None);
        return Previous(path, session, experiment).Bind(last => Replace(session, experiment, path, last));
    }

    private static Either<Failure, long> Previous(string path, Session session, Experiment experiment) => RunFile.Open(path).Match(
        file =>
        {
            using (file)
                return IsSame(file.Header.Document, session, experiment)
                    ? Right<Failure, long>(file.Last)
                    : Failure.Of(ExitCode.RunFile, path, "this is another run than the article", "Rename it, or use another folder with --store: it is not overwritten.");
        },
        failure => RunFileCheck.HoldsNothing(path)
            ? 0
            : failure with { Problems = failure.Problems.Map(p => p with { Hint = "Move it away, or use another folder with --store: it is not overwritten." }) });

    /// <summary>Whether a recorded document means this experiment: an older program may have spelled out fewer settings.</summary>
    private static bool IsSame(string document, Session session, Experiment experiment) =>
        JsonText.Parse("document", System.Text.Encoding.UTF8.GetBytes(document))
            .Bind(tree => Composer.Compose(tree, session.Catalogue, None))
            .Match(Succ: recorded => recorded.Document == experiment.Document, Fail: _ => false);

    private static Either<Failure, Recording> Replace(Session session, Experiment experiment, string path, long last)
    {
        var fresh = $"{path}.{Environment.ProcessId}";
        var recorded = TrainCommand.Recording(session, experiment, experiment.Initial, None, fresh);
        return recorded.Bind(recording => Guard.Writing(path, () =>
        {
            if (recording.Last.Step >= last)
                File.Move(fresh, path, overwrite: true);
            else
                File.Delete(fresh);
            return recording with { Path = path };
        }));
    }

    private static Either<Failure, IPage> Walk(Session session, Recording recording, OpenedRun run, bool full) =>
        from curves in run.File.Curves(0, run.File.Last)
        from first in run.Explain(0)
        from second in run.Explain(1)
        from last in run.StateAt(run.File.Last)
        let charts = Horizons.Select(h => RunCharts.Error($"The error over the first {NumberText.Count(h)} iterations", "sum |error|", 0, curves.Errors[..h], log: false)).ToArray()
        from files in toSeq(charts.Select((chart, i) => PlotCommand.Write(session.Store.Folder, $"{Name}-{Horizons[i]}.svg", Svg.Render(chart)))).Sequence()
        select (IPage)new ArticlePage(recording, run.Experiment, session.Catalogue, session.Shell, full, Horizons, charts, [.. files], curves.Errors, first, second, last);
}
