using System.CommandLine;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>ui [RUN] [--port P]</c>: the page, on loopback, until Ctrl-C.</summary>
internal static class UiCommand
{
    private const string Article = "article";

    public static Command Create(Globals globals, Shell shell)
    {
        var name = new TextArgument("run") { Description = "the run to open; without one the article, trained and recorded first where it is not yet", HelpName = "RUN", Arity = ArgumentArity.ZeroOrOne };
        var port = new TextOption("--port") { Description = "where to listen on 127.0.0.1; left out, a free port", HelpName = "P" };
        return globals.BindServing(new("ui", "Look at runs in a browser: one page, on this machine only, until Ctrl-C.") { name, port }, shell, (parsed, session) =>
            from number in Words.Count("--port", parsed.GetValue(port), 0, 0, ushort.MaxValue)
            from place in Place(session, parsed.GetValue(name))
            from served in Serve(place.Session, place.Run, (int)number, parsed.GetValue(globals.Json))
            select served);
    }

    /// <summary>The store and the name of the run to open. A path is a name in the folder it leads to.</summary>
    private static Either<Failure, (Session Session, string Run)> Place(Session session, string? asked)
    {
        if (asked is null)
            return Recorded(session).Map(run => (session, run));
        var path = Path.GetFullPath(Path.Combine(session.Shell.Folder, asked));
        var (store, name) = Store.IsPath(asked) ? (new Store(Path.GetDirectoryName(path)!), Path.GetFileNameWithoutExtension(path)) : (session.Store, asked);
        var there = session with { Store = store };
        return there.WithFile(name, _ => Right<Failure, Unit>(unit)).Map(_ => (there, name));
    }

    private static Either<Failure, string> Recorded(Session session) => File.Exists(session.Store.PathOf(Article))
        ? Article
        : from tree in DocumentSource.Load(session.Shell.Folder, Article)
          from experiment in Failure.From(ExitCode.Usage, Composer.Compose(tree, session.Catalogue, None))
          from recording in TrainCommand.Recording(session, experiment, experiment.Initial, None)
          select Article;

    private static Either<Failure, Unit> Serve(Session session, string run, int port, bool json) => PageServer.Start(session, run, port).Map(server =>
    {
        using (server)
        {
            Tell(session.Shell, server.Url, run, json);
            session.Shell.Interrupted.WaitHandle.WaitOne();
        }

        return unit;
    });

    private static void Tell(Shell shell, string url, string run, bool json)
    {
        Manners.Restore();
        if (json)
            Globals.WriteJson(shell, writer =>
            {
                writer.WriteString("url", url);
                writer.WriteString("run", run);
            });
        else
            shell.Out.WriteLine(url);
        shell.Out.Flush();
    }
}
