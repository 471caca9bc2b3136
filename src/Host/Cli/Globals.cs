using System.CommandLine;
using System.Text.Json;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>Options every command has, and the one way from a command's answer to the outside.</summary>
internal sealed class Globals
{
    public FlagOption Json { get; } = new("--json") { Description = "print one JSON object instead of text", Recursive = true };

    public TextOption Store { get; } = new("--store") { Description = "the folder of run files", HelpName = "DIR", Recursive = true, DefaultValueFactory = _ => "runs" };

    public ListOption Plugin { get; } = new("--plugin")
    {
        Description = "load a plugin (may be given several times); it runs with your rights, so know whose it is",
        HelpName = "PATH.dll",
        Recursive = true,
        AllowMultipleArgumentsPerToken = false,
    };

    public FlagOption AllowChangedPlugin { get; } = new("--allow-changed-plugin")
    {
        Description = "compute with another build of a plugin than the run was recorded with; every step is compared",
        Recursive = true,
    };

    public TextOption Threads { get; } = new("--threads")
    {
        Description = "how many cores may work at once; left out, the work decides (the bits are the same)",
        HelpName = "N",
        Recursive = true,
    };

    /// <summary>How all JSON is written.</summary>
    internal static JsonWriterOptions JsonOptions { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes <paramref name="command"/> do <paramref name="action"/>.</summary>
    public Command Bind(Command command, Shell shell, Func<ParseResult, Session, Either<Failure, IPage>> action) =>
        BindBare(command, shell, (parsed, store) => SessionOf(parsed, shell, store).Bind(session => action(parsed, session)));

    /// <summary>The same for a command that answers while it goes on, and has nothing to say at its end.</summary>
    public Command BindServing(Command command, Shell shell, Func<ParseResult, Session, Either<Failure, Unit>> action)
    {
        command.SetAction(parsed => (int)ForeignFault
            .Guard(() => Folder(Path.Combine(shell.Folder, parsed.GetValue(Store)!)).Bind(store => SessionOf(parsed, shell, store)).Bind(session => action(parsed, session)))
            .Match(_ => ExitCode.Done, failure => Refuse(shell, failure, parsed.GetValue(Json))));
        return command;
    }

    private Either<Failure, Session> SessionOf(ParseResult parsed, Shell shell, Store store) =>
        from installed in Plugins.Load(shell, store, parsed.GetValue(Plugin) ?? [])
        let told = Note(shell, installed.Notes)
        from threads in Words.Count("--threads", parsed.GetValue(Threads), 0, 1, Cores.Most)
        select new Session(shell, store, installed.Catalogue, parsed.GetValue(AllowChangedPlugin), (int)threads);

    /// <summary>The same for a command that loads no plugin.</summary>
    public Command BindBare(Command command, Shell shell, Func<ParseResult, Store, Either<Failure, IPage>> action)
    {
        command.SetAction(parsed => (int)ForeignFault
            .Guard(() => Folder(Path.Combine(shell.Folder, parsed.GetValue(Store)!)).Bind(store => action(parsed, store)))
            .Match(page => Answer(shell, page, parsed.GetValue(Json)), failure => Refuse(shell, failure, parsed.GetValue(Json))));
        return command;
    }

    /// <summary>What can be named and set, behind the help of the commands that name things: read from the recipes.</summary>
    public void ListPlugins(Shell shell, ParseResult parsed)
    {
        var installed = Plugins.Load(shell, new(Path.Combine(shell.Folder, parsed.GetValue(Store)!)), parsed.GetValue(Plugin) ?? []);
        installed.IfRight(have => PluginCard.List(shell.Out, PluginCard.All(have.Catalogue)));
    }

    /// <summary>Writes problems: a line each on standard error, and under --json an object on standard output.</summary>
    public static ExitCode Refuse(Shell shell, Failure failure, bool json)
    {
        Manners.Restore();
        Complain(shell, failure.Problems);
        if (json)
            WriteJson(shell, writer => Write(writer, failure));
        return failure.Code;
    }

    /// <summary>The members of the object that tells a failure.</summary>
    internal static void Write(Utf8JsonWriter json, Failure failure)
    {
        json.WriteStartObject("error");
        json.WriteNumber("code", (int)failure.Code);
        json.WriteStartArray("problems");
        foreach (var problem in failure.Problems)
        {
            json.WriteStartObject();
            json.WriteString("where", problem.Where);
            json.WriteString("what", problem.What);
            json.WriteString("hint", problem.Hint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes problems: a line each on standard error.</summary>
    public static void Complain(Shell shell, Seq<Problem> problems)
    {
        foreach (var problem in problems)
            shell.Error.WriteLine($"error: {OneLine(problem.ToString())}");
    }

    /// <summary>Writes what a person should know and need not mend at once: a line each on standard error.</summary>
    public static Unit Note(Shell shell, Seq<Problem> notes)
    {
        foreach (var note in notes)
            shell.Error.WriteLine($"note: {OneLine(note.ToString())}");
        return Prelude.unit;
    }

    private static Either<Failure, Store> Folder(string path) =>
        File.Exists(path)
            ? Failure.Of(ExitCode.RunFile, path, "this is a file, not a folder of runs", "Give a folder with --store.")
            : new Store(path);

    private static ExitCode Answer(Shell shell, IPage page, bool json)
    {
        Manners.Restore();
        if (json)
            WriteJson(shell, page.Write);
        else
            page.Write(shell.Out);
        return page.ExitCode;
    }

    internal static void WriteJson(Shell shell, Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonOptions))
            WriteObject(writer, members);
        shell.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>One JSON object, as every answer is.</summary>
    internal static void WriteObject(Utf8JsonWriter json, Action<Utf8JsonWriter> members)
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    }

    /// <summary>What a person typed may hold a line break; a problem is one line all the same.</summary>
    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));
}
