using System.CommandLine;
using System.Text.Json;
using LanguageExt;

namespace Functional.Host;

/// <summary><c>replay RUN</c>: computes the history again and compares it with the recording, bit for bit.</summary>
internal static class ReplayCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var name = new TextArgument("run") { Description = "a name in the store, or a .run file", HelpName = "RUN" };
        var begin = new TextOption("--from") { Description = "the first state compared", HelpName = "A" };
        var end = new TextOption("--to") { Description = "the last state compared", HelpName = "B" };
        return globals.Bind(
            new("replay", "Compute a run again and prove that every state has the recorded bits; else name the first that differs.") { name, begin, end }, shell,
            (parsed, session) => session.WithRun(parsed.GetValue(name)!, run =>
                from a in Words.Count("--from", parsed.GetValue(begin), run.File.First, run.File.First, run.File.Last)
                from b in Words.Count("--to", parsed.GetValue(end), run.File.Last, a, run.File.Last)
                from result in Replayed(session.Shell, run, a, b)
                select (IPage)new Page(result)));
    }

    private static Either<Failure, ReplayResult> Replayed(Shell shell, OpenedRun run, long from, long to)
    {
        var line = new ProgressLine(shell, "replaying");
        var result = Replay.Run(run, from, to, line, shell.Interrupted);
        line.Clear();
        return result;
    }

    private sealed record Page(ReplayResult Result) : IPage
    {
        public ExitCode ExitCode => Result.Divergence.IsSome ? ExitCode.Divergence : ExitCode.Done;

        public void Write(TextWriter text) => Result.Divergence.Match(
            d =>
            {
                text.WriteLine($"{Result.Run}: the replay DIFFERS from the recording, first at {DivergenceText.Sentence(d)}.");
                text.WriteLine(Result.Damaged
                    ? $"The recorded state {d.Step} no longer has its checksum: the file was changed after it was written. The {NumberText.Count(Result.Verified)} states before it are equal."
                    : $"The recorded state {d.Step} has its checksum: the file is as it was written, and the computation is another one. The {NumberText.Count(Result.Verified)} states before it are equal.");
            },
            () =>
            {
                text.WriteLine($"{Result.Run}: {NumberText.Count(Result.Verified)} of {NumberText.Count(Result.To - Result.From + 1)} states verified, S{Result.From} to S{Result.To}, every bit equal ({NumberText.Count((long)Result.StepsPerSecond)} steps/s).");
            });

        public void Write(Utf8JsonWriter json)
        {
            json.WriteString("run", Result.Run);
            json.WriteNumber("from", Result.From);
            json.WriteNumber("to", Result.To);
            json.WriteNumber("verified", Result.Verified);
            json.WriteBoolean("equal", Result.Divergence.IsNone);
            Result.Divergence.Match(
                d =>
                {
                    json.WriteStartObject("divergence");
                    json.WriteNumber("step", d.Step);
                    json.WriteString("tensor", d.Tensor);
                    json.Indices("index", d.Index);
                    json.Real("recorded", d.Recorded);
                    json.Real("recomputed", d.Recomputed);
                    json.WriteNumber("ulps", d.Ulps);
                    json.WriteBoolean("damaged", Result.Damaged);
                    json.WriteEndObject();
                },
                () => json.WriteNull("divergence"));
            json.Real("stepsPerSecond", Result.StepsPerSecond);
        }
    }
}
