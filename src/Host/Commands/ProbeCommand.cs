using System.CommandLine;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary><c>probe RUN EXPRESSION [--from --to --every]</c>: any expression at every step, long after training.</summary>
internal static class ProbeCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var name = new TextArgument("run") { Description = "a name in the store, or a .run file", HelpName = "RUN" };
        var expression = new TextArgument("expression")
        {
            Description = "a number, or something true or false: \"norm(layer0.weights)\", \"max(abs(gradients.layer0.weights))\", \"loss > prev.loss\"",
            HelpName = "EXPRESSION",
        };
        var begin = new TextOption("--from") { Description = "the first step", HelpName = "A" };
        var end = new TextOption("--to") { Description = "the last step", HelpName = "B" };
        var every = new TextOption("--every") { Description = "every K-th step; what lies between is not asked", HelpName = "K" };
        var csv = new TextOption("--csv") { Description = "write the answers to this file, a line a step", HelpName = "FILE" };
        return globals.Bind(
            new("probe", "The value of any expression over state, step and the state before, at every step.") { name, expression, begin, end, every, csv }, shell,
            (parsed, session) => session.WithRun(parsed.GetValue(name)!, run =>
                from question in QuestionText.Value(parsed.GetValue(expression)!, new(run.Pipeline, run.Experiment.Batches, run.Exams))
                from a in Words.Count("--from", parsed.GetValue(begin), run.File.First, run.File.First, run.File.Last)
                from b in Words.Count("--to", parsed.GetValue(end), run.File.Last, a, run.File.Last)
                from k in Words.Count("--every", parsed.GetValue(every), 1, 1, long.MaxValue)
                from file in parsed.GetValue(csv) is { } path ? OutputFile.Place("--csv", session.Shell.Folder, path) : ""
                from answers in Answers(session.Shell, run, question, new(a, b, k))
                let page = new ProbePage(
                    run.File.Header.Name, parsed.GetValue(expression)!, question, new(a, b, k), answers, file,
                    session.Shell.Interactive && parsed.GetValue(every) is null)
                from written in file.Length > 0 ? CsvFile.Write("--csv", file, page.Lines()) : ""
                select (IPage)page));
    }

    private static Either<Failure, List<Answer>> Answers(Shell shell, OpenedRun run, Question question, Steps asked)
    {
        var answers = new List<Answer>();
        using var patience = new Patience(shell, "probing", asked.To - asked.From + 1);
        return new Views(run, question.Needs, question.Needs.Back, (step, loss) => patience.Pass(step - asked.From + 1, loss), shell.Interrupted).Over(asked, recent =>
        {
            answers.Add(question.At(recent));
            return true;
        }).Map(_ => answers);
    }
}
