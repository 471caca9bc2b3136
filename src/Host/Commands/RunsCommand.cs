using System.CommandLine;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>runs</c>: what is in the store, forks under their parents with what was changed.</summary>
internal static class RunsCommand
{
    public static Command Create(Globals globals, Shell shell) =>
        globals.Bind(new("runs", "List the recorded runs: steps, loss, size, parent and what was changed, plugins."), shell, (_, session) =>
            Right<Failure, IPage>(new RunsPage(session.Store.Folder, RunTree.Of(session.Store))));
}
