using System.CommandLine;

namespace Functional.Host;

/// <summary><c>ui</c> in the program that is compiled to machine code: it has no server (see <c>Native.targets</c>), and says where there is one.</summary>
internal static class UiCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var name = new TextArgument("run") { Description = "the run to open", HelpName = "RUN", Arity = ArgumentArity.ZeroOrOne };
        var port = new TextOption("--port") { Description = "where to listen on 127.0.0.1", HelpName = "P" };
        return globals.Bind(new("ui", "Look at runs in a browser (not in this build: it has no server).") { name, port }, shell, (_, _) => Failure.Of(
            ExitCode.Usage, "functional ui", "this program is compiled to machine code and has no server in it",
            "Use the one that runs on .NET: publish with -p:PublishReadyToRun=true, or dotnet run --project src/Host -c Release -- ui."));
    }
}
