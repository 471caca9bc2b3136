using System.Text.Json;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>What train and fork answer: the run, its first and last moment, its final parameters.</summary>
internal sealed record RecordingPage(Recording Recording, TrainingState Final, Option<double[]> Losses, string Shown, Option<Examination> Examination = default, Option<Judgement> Judgement = default) : IPage
{
    public ExitCode ExitCode => Recording.Status switch
    {
        "complete" or Recording.Stopped => ExitCode.Done,
        "interrupted" => ExitCode.Interrupted,
        _ => ExitCode.NonFinite,
    };

    private string Name => Recording.Experiment.Name;

    public static Either<Failure, IPage> Of(Recording recording, Session session, bool losses) =>
        session.WithRun(recording.Path, run =>
            from final in run.StateAt(run.File.Last)
            from curve in losses ? run.File.Curves(run.File.First, run.File.Last).Map(c => LanguageExt.Prelude.Some(c.Losses)) : Option<double[]>.None
            from examination in Doctor.Examine(run, recording.NonFinite, session.Shell.Interrupted)
            select (IPage)new RecordingPage(recording, final, curve, Path.GetRelativePath(session.Shell.Folder, recording.Path), examination, Host.Judgement.Of(run, final)));

    public void Write(TextWriter text)
    {
        var r = Recording;
        foreach (var warning in r.Experiment.Warnings)
            text.WriteLine($"note: {warning}");
        foreach (var note in r.Experiment.Card.Notes)
            text.WriteLine($"data: {note}.");
        text.WriteLine($"{Name}: {NumberText.Count(r.Steps - r.Before)} {(r.Before > 0 ? "more " : "")}steps in {NumberText.Seconds(r.Elapsed)} s ({NumberText.Count((long)r.StepsPerSecond)} steps/s, recording included), kept in {Shown} ({NumberText.Bytes(new FileInfo(r.Path).Length)})");
        if (r.Experiment.SeeksAreSlow)
            text.WriteLine($"note: states are kept every {NumberText.Count(r.Experiment.Spacing)} steps, so that going to one between may take more than a tenth of a second. {(r.Experiment.Record.Every > 0 ? "\"record\": { \"keep\": \"auto\" } keeps them near enough" : "A larger \"record\": { \"budget\" } keeps more of them")}.");
        text.WriteLine();
        text.WriteLine("              step          loss   sum |error|   fingerprint");
        foreach (var (word, m) in new[] { ("first", r.First), ("last", r.Last) })
            text.WriteLine($"  {word,-6}{NumberText.Count(m.Step),10}  {NumberText.Compact(m.Loss),12}  {NumberText.Compact(m.SumAbsoluteError),12}   {m.Fingerprint.Short}");
        Judgement.Filter(j => j.SaysMore).IfSome(judgement =>
        {
            text.WriteLine();
            foreach (var line in judgement.Lines)
                text.WriteLine($"  {line}");
        });

        foreach (var line in Without())
            text.WriteLine(line);
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
        if (Recording.Before > 0)
            json.WriteNumber("resumedFrom", Recording.First.Step + Recording.Before);
        json.WriteString("status", Recording.Status);
        if (Recording.LeftOut > 0)
            json.WriteNumber("leftOut", Recording.LeftOut);
        json.WriteNumber("keptEvery", Recording.Experiment.Spacing);
        json.WriteStartArray("notes");
        foreach (var note in Recording.Experiment.Warnings.Select(w => w.ToString()).Concat(Recording.Experiment.Card.Notes))
            json.WriteStringValue(note);
        json.WriteEndArray();
        json.Moment("first", Recording.First);
        json.Moment("last", Recording.Last);
        json.Tensors("parameters", Recording.Experiment.Pipeline.Layout.Parameters, Final.Parameters);
        Judgement.IfSome(judgement =>
        {
            json.WriteStartObject("scores");
            ScoresText.Write(json, judgement);
            json.WriteEndObject();
        });
        Losses.IfSome(losses => json.Reals("losses", losses));
        json.Real("elapsedSeconds", Recording.Elapsed.TotalSeconds);
        json.Real("stepsPerSecond", Recording.StepsPerSecond);
        Examination.IfSome(e => ExaminationText.Write(json, e));
    }

    /// <summary>What the run did without, as far as it came.</summary>
    private IEnumerable<string> Without()
    {
        var (batches, count) = (Recording.Experiment.Batches, Recording.LeftOut);
        if (count > 0)
            yield return $"  {NumberText.Count(count)} of the updates were left out ({Few(batches.LeftOut.Ranges)}); the data order and the learning rates went on as they were";
        if (!batches.Dropped.IsEmpty)
            yield return $"  {(batches.Dropped.Length == 1 ? "row" : "rows")} {Few(batches.Dropped)} of the data {(batches.Dropped.Length == 1 ? "was" : "were")} left out of every batch";
    }

    private static string Few<T>(IReadOnlyCollection<T> all) => string.Join(", ", all.Take(8)) + (all.Count > 8 ? $" and {all.Count - 8} more" : "");

    private void Ending(TextWriter text)
    {
        Examination.IfSome(e =>
        {
            foreach (var line in ExaminationText.Lines(e, Recording.Last.Step))
                text.WriteLine(line);
            text.WriteLine();
        });
        if (Recording.Status == Recording.Stopped)
        {
            text.WriteLine($"Ended at step {NumberText.Count(Recording.Last.Step)} of {NumberText.Count(Recording.First.Step + Recording.Experiment.Steps)}, the first state at which {Recording.Experiment.Until.Match(u => u.Text, () => "its condition")} holds. 'functional resume {Name} --steps N' goes on all the same.");
            text.WriteLine();
        }

        if (Recording.Status == "interrupted")
        {
            text.WriteLine($"Interrupted at step {NumberText.Count(Recording.Last.Step)} of {NumberText.Count(Recording.First.Step + Recording.Experiment.Steps)}. What is recorded stays; 'functional resume {Name}' goes on.");
            text.WriteLine();
        }
    }
}
