using System.CommandLine;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary><c>watch RUN 'CONDITION' [--reverse] [--from N]</c>: the next state at which a condition holds, or the one before.</summary>
internal static class WatchCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var name = new TextArgument("run") { Description = "a name in the store, or a .run file", HelpName = "RUN" };
        var condition = new TextArgument("condition")
        {
            Description = "something true or false of a state, its step or the state before: \"loss < 0.01\", \"loss > prev.loss\", \"sign(layer0.weights[1,0]) changes\"",
            HelpName = "CONDITION",
        };
        var reverse = new FlagOption("--reverse") { Description = "go backwards: the last state at or before N instead of the first at or after it" };
        var from = new TextOption("--from") { Description = "the state to begin with; left out, the first, or with --reverse the last", HelpName = "N" };
        return globals.Bind(
            new("watch", "The next step at which a condition on the state or the step holds; or the previous one.") { name, condition, reverse, from }, shell,
            (parsed, session) => session.WithRun(parsed.GetValue(name)!, run => Watch(
                session.Shell, run, parsed.GetValue(condition)!, parsed.GetValue(reverse), parsed.GetValue(from))));
    }

    internal static Either<Failure, IPage> Watch(Shell shell, OpenedRun run, string text, bool reverse, string? begin)
    {
        var scope = new QuestionScope(run.Pipeline, run.Experiment.Batches, run.Exams);
        return from question in QuestionText.Condition(text, scope)
               from start in Words.Count("--from", begin, reverse ? run.File.Last : run.File.First, run.File.First, run.File.Last)
               from found in Searched(shell, run, scope, question, reverse, start)
               select (IPage)new WatchPage(run.File.Header.Name, text, reverse, start, run.File.First, run.File.Last, found);
    }

    private static Either<Failure, LanguageExt.Option<Found>> Searched(Shell shell, OpenedRun run, QuestionScope scope, Question condition, bool reverse, long from)
    {
        using var patience = new Patience(shell, "watching", 1 + (reverse ? from - run.File.First : run.File.Last - from));
        var passed = 0L;
        var search = new Search(run, scope, condition, (_, loss) => patience.Pass(++passed, loss), shell.Interrupted);
        return reverse ? search.Backward(from) : search.Forward(from);
    }
}
