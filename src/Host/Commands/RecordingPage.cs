using System.Text.Json;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>What train and fork answer: the run, its first and last moment, its final parameters.</summary>
internal sealed record RecordingPage(Recording Recording, TrainingState Final, Option<double[]> Losses, string Shown) : IPage
{
    public ExitCode ExitCode => Recording.Status switch
    {
        "complete" => ExitCode.Done,
        "interrupted" => ExitCode.Interrupted,
        _ => ExitCode.NonFinite,
    };

    private string Name => Recording.Experiment.Name;

    public static Either<Failure, IPage> Of(Recording recording, Session session, bool losses) =>
        session.WithRun(recording.Path, run =>
            from final in run.StateAt(run.File.Last)
            from curve in losses ? run.File.Curves(run.File.First, run.File.Last).Map(c => LanguageExt.Prelude.Some(c.Losses)) : Option<double[]>.None
            select (IPage)new RecordingPage(recording, final, curve, Path.GetRelativePath(session.Shell.Folder, recording.Path)));

    public void Write(TextWriter text)
    {
        var r = Recording;
        foreach (var warning in r.Experiment.Warnings)
            text.WriteLine($"note: {warning}");
        text.WriteLine($"{Name}: {NumberText.Count(r.Steps)} steps in {NumberText.Seconds(r.Elapsed)} s ({NumberText.Count((long)r.StepsPerSecond)} steps/s, recording included), kept in {Shown} ({NumberText.Bytes(new FileInfo(r.Path).Length)})");
        if (r.Experiment.SeeksAreSlow)
            text.WriteLine($"note: states are kept every {NumberText.Count(r.Experiment.Spacing)} steps, so that going to one between may take more than a tenth of a second. {(r.Experiment.Record.Every > 0 ? "\"record\": { \"keep\": \"auto\" } keeps them near enough" : "A larger \"record\": { \"budget\" } keeps more of them")}.");
        text.WriteLine();
        text.WriteLine("              step          loss   sum |error|   fingerprint");
        foreach (var (word, m) in new[] { ("first", r.First), ("last", r.Last) })
            text.WriteLine($"  {word,-6}{NumberText.Count(m.Step),10}  {NumberText.Compact(m.Loss),12}  {NumberText.Compact(m.SumAbsoluteError),12}   {m.Fingerprint.Short}");
        text.WriteLine();
        Ending(text);
        text.WriteLine("Next:");
        foreach (var (command, why) in new[]
        {
            ($"functional show {Name}@{r.Last.Step}", "the last state, worked by hand"),
            ($"functional log {Name} --every {Math.Max(1, r.Steps / 10)}", "how the loss fell"),
            ($"functional replay {Name}", "prove that it can be computed again, bit for bit"),
        })
            text.WriteLine($"  {command,-44}  {why}");
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("run", Name);
        json.WriteString("file", Recording.Path);
        json.WriteNumber("bytes", new FileInfo(Recording.Path).Length);
        json.WriteNumber("steps", Recording.Steps);
        json.WriteString("status", Recording.Status);
        json.WriteNumber("keptEvery", Recording.Experiment.Spacing);
        json.Moment("first", Recording.First);
        json.Moment("last", Recording.Last);
        json.Tensors("parameters", Recording.Experiment.Pipeline.Layout.Parameters, Final.Parameters);
        Losses.IfSome(losses => json.Reals("losses", losses));
        json.Real("elapsedSeconds", Recording.Elapsed.TotalSeconds);
        json.Real("stepsPerSecond", Recording.StepsPerSecond);
        Recording.NonFinite.IfSome(n =>
        {
            json.WriteStartObject("nonFinite");
            json.WriteNumber("step", n.Step);
            json.WriteString("tensor", n.Tensor);
            json.Indices("index", n.Index);
            json.Real("value", n.Value);
            json.WriteEndObject();
        });
    }

    private void Ending(TextWriter text)
    {
        Recording.NonFinite.IfSome(n =>
        {
            text.WriteLine($"Training stopped: {n.Tensor}{DivergenceText.Index(n.Index)} of state {NumberText.Count(n.Step)} is {NumberText.Exact(n.Value)}. State {NumberText.Count(Recording.Last.Step)} is the last good one and is kept.");
            text.WriteLine($"A smaller learning rate usually helps: functional train … --learning-rate {NumberText.Exact(Recording.Experiment.Pipeline.LearningRate / 10)}");
            text.WriteLine();
        });
        if (Recording.Status == "interrupted")
        {
            text.WriteLine($"Interrupted at step {NumberText.Count(Recording.Last.Step)} of {NumberText.Count(Recording.First.Step + Recording.Experiment.Steps)}. What is recorded stays.");
            text.WriteLine();
        }
    }
}
