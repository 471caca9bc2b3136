using System.CommandLine;
using System.Text.Json;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary><c>evaluate RUN@N</c>: how well a state does on all training rows and on the test rows; for classes with the confusion matrix.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var address = new TextArgument("state") { Description = "which state; without @N the last one", HelpName = "RUN@N" };
        return globals.Bind(new("evaluate", "How well a state does: accuracy and confusion matrix, or RMSE and R²; on training and on test rows.") { address }, shell, (parsed, session) =>
            session.At(parsed.GetValue(address)!, Judged));
    }

    /// <summary>How well the state of a step does.</summary>
    internal static Either<Failure, IPage> Judged(OpenedRun run, long step) => run.StateAt(step).Map(state =>
        (IPage)new Page(run.File.Header.Name, step, state.Fingerprint, run.Experiment.Card, Judgement.Of(run, state)));

    private sealed record Page(string Run, long Step, Fingerprint Fingerprint, DataCard Card, Judgement Judgement) : IPage
    {
        public void Write(TextWriter text)
        {
            text.WriteLine($"{Run}@{Step}   fingerprint {Fingerprint.Short}{(Card.Origin.Length > 0 ? $"   data {Shown.Text(Card.Origin)}" : "")}");
            foreach (var line in Judgement.Lines)
                text.WriteLine($"  {line}");
            var (what, scores) = Judgement.Test.Match(test => ("test", test), () => ("training", Judgement.Training));
            scores.Confusion.IfSome(confusion =>
            {
                text.WriteLine();
                text.WriteLine($"The {what} rows, class by class:");
                foreach (var line in ScoresText.Table(confusion))
                    text.WriteLine($"  {line}");
            });
            if (Judgement.Test.IsNone)
            {
                text.WriteLine();
                text.WriteLine("No rows were set aside to be tried on: \"test\": 0.2 in the document's \"data\" keeps a fifth of them apart.");
            }
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteString("run", Run);
            json.WriteNumber("step", Step);
            json.WriteString("fingerprint", Fingerprint.ToString());
            ScoresText.Write(json, Judgement);
        }
    }
}
