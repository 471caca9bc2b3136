using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>The command line: the tree of commands, and what happens when somebody mistypes it.</summary>
public static class CommandLine
{
    /// <summary>Parses and runs; returns the exit code.</summary>
    public static int Run(IReadOnlyList<string> arguments, Shell shell)
    {
        var globals = new Globals();
        var root = Root(globals, shell);
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var strays = Strays(parsed);
        if ((parsed.Errors.Count > 0 || !strays.IsEmpty) && parsed.Action is not HelpAction)
            return (int)Globals.Refuse(shell, strays.IsEmpty ? Mistyped(parsed) : new(ExitCode.Usage, strays), arguments.Contains("--json"));
        var code = parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = shell.Out, Error = shell.Error, ProcessTerminationTimeout = null });
        if (parsed.Action is HelpAction && parsed.CommandResult.Command is { Name: "train" or "fork" })
            globals.ListPlugins(shell, parsed);
        return code;
    }

    private static RootCommand Root(Globals globals, Shell shell)
    {
        var root = new RootCommand("A time machine for neural-network training. Without a command: the article, from first number to last.")
        {
            TrainCommand.Create(globals, shell),
            ResumeCommand.Create(globals, shell),
            ForkCommand.Create(globals, shell),
            RunsCommand.Create(globals, shell),
            LogCommand.Create(globals, shell),
            ShowCommand.Create(globals, shell),
            DiffCommand.Create(globals, shell),
            ReplayCommand.Create(globals, shell),
            WatchCommand.Create(globals, shell),
            ProbeCommand.Create(globals, shell),
            InspectCommand.Create(globals, shell),
            LedgerCommand.Create(globals, shell),
            EvaluateCommand.Create(globals, shell),
            PredictCommand.Create(globals, shell),
            PlotCommand.Create(globals, shell),
            ReportCommand.Create(globals, shell),
            ExportCommand.Create(globals, shell),
            PluginsCommand.Create(globals, shell),
            ExamplesCommand.Create(globals, shell),
            BitsCommand.Create(globals, shell),
            UiCommand.Create(globals, shell),
        };
        root.Options.Add(globals.Json);
        root.Options.Add(globals.Store);
        root.Options.Add(globals.Plugin);
        root.Options.Add(globals.AllowChangedPlugin);
        root.Options.Add(globals.Threads);
        ArticleCommand.Attach(root, globals, shell);
        return root;
    }

    /// <summary>
    /// The parser takes an option nobody knows for the value of what stands before it: <c>train --lerning-rate 1</c> would look for a
    /// document of that name. No value of ours begins with two dashes.
    /// </summary>
    private static Seq<Problem> Strays(ParseResult parsed) =>
        toSeq(parsed.CommandResult.Children.SelectMany(child => child switch
        {
            ArgumentResult argument => argument.Tokens.Where(IsOption).Select(token => Unknown(parsed, token.Value)),
            OptionResult { Implicit: false } option => Valueless(option),
            _ => [],
        })).Strict();

    private static IEnumerable<Problem> Valueless(OptionResult given)
    {
        var (option, typed) = (given.Option, given.IdentifierToken?.Value ?? given.Option.Name);
        if (given.Tokens.Any(IsOption) || (option.Name == "--plugin" && given.Tokens.Any(t => t.Value.Length == 0)) || given.Tokens.Count < option.Arity.MinimumNumberOfValues)
            yield return new(typed, "its value is missing", $"Write {typed} {option.HelpName}: {option.Description}.");
        else if (given.Tokens.Count > option.Arity.MaximumNumberOfValues)
            yield return new(typed, $"it is given {given.Tokens.Count} times", "Say it once.");
    }

    private static bool IsOption(Token token) => token.Value.StartsWith("--", StringComparison.Ordinal);

    private static Failure Mistyped(ParseResult parsed)
    {
        // What follows an unknown option is most likely its value, not a slip of its own.
        var unknown = toSeq(parsed.UnmatchedTokens
            .Where(token => token.StartsWith('-') || !parsed.UnmatchedTokens.Any(t => t.StartsWith('-')))
            .Select(token => Unknown(parsed, token)));
        var rest = toSeq(parsed.Errors
            .Where(e => !parsed.UnmatchedTokens.Any(t => e.Message.Contains($"'{t}'", StringComparison.Ordinal)))
            .Select(e => e.Message.TrimEnd('.'))
            .Distinct()
            .Select(message => new Problem(CommandOf(parsed), message, "See --help.")));
        return new(ExitCode.Usage, unknown + rest);
    }

    private static Problem Unknown(ParseResult parsed, string token)
    {
        var command = parsed.CommandResult.Command;
        var options = command.Options.Concat(command.Parents.OfType<Command>().SelectMany(c => c.Options.Where(o => o.Recursive))).Where(o => !o.Hidden);
        return token.StartsWith('-')
            ? new(CommandOf(parsed), $"there is no option '{token}'", Nearest.Hint(token, options.SelectMany(o => o.Aliases.Prepend(o.Name)).Where(name => name.StartsWith("--", StringComparison.Ordinal))))
            : command.Subcommands.Count > 0
                ? new(CommandOf(parsed), $"there is no command '{token}'", Nearest.Hint(token, command.Subcommands.Select(c => c.Name)))
                : new(CommandOf(parsed), $"'{token}' is one word too many", $"See '{CommandOf(parsed)} --help'.");
    }

    private static string CommandOf(ParseResult parsed) =>
        string.Join(' ', parsed.CommandResult.Command.Parents.OfType<Command>().Where(c => c is not RootCommand).Select(c => c.Name).Reverse()
            .Prepend("functional")
            .Concat(parsed.CommandResult.Command is RootCommand ? [] : new[] { parsed.CommandResult.Command.Name }));
}
