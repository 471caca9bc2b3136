using System.Collections.Immutable;
using System.Text.Json;
using Functional.Laws;

namespace Functional.Host;

/// <summary>How the laws fared, with the simplest counter-example where one does not hold, and the run that shows it where one was recorded.</summary>
/// <param name="Plugin">As it was asked for.</param>
/// <param name="Results">A recipe and its verdicts.</param>
/// <param name="Run">The counter-example as a run.</param>
/// <param name="Dlls">What has to be loaded to open it.</param>
/// <param name="Sets">The settings a person gave, as typed.</param>
internal sealed record CheckPage(string Plugin, ImmutableArray<Checked> Results, LanguageExt.Option<StagedRun> Run, ImmutableArray<string> Dlls, ImmutableArray<string> Sets) : IPage
{
    public ExitCode ExitCode => Results.All(r => r.Holds) ? ExitCode.Done : ExitCode.Divergence;

    public void Write(TextWriter text)
    {
        foreach (var result in Results)
        {
            text.WriteLine($"{(Results.Length == 1 && Asked.Of(Plugin).Name == result.Name ? Plugin : result.Name)}   {result.Kind}");
            foreach (var v in result.Verdicts)
                Verdict(text, v);
            text.WriteLine();
        }

        text.WriteLine(Conclusion([.. Results.SelectMany(r => r.Verdicts)]));
        Next(text);
    }

    /// <summary>The counter-example as a run: where it is, or how to have it. One that no plugin that breaks an essential law could open is not offered.</summary>
    private void Next(TextWriter text)
    {
        Run.IfSome(run =>
        {
            text.WriteLine();
            text.WriteLine($"The counter-example is the run {run.Run} now: the law is broken at step {run.Look}. All else in it is of the shelf.{(run.LosesSigns ? " A -0 of the case is 0 there: no sum of a training ends with -0." : "")}");
            text.WriteLine($"Next: functional show {run.Run}@{run.Look}{Plugins(Dlls)}");
        });
        if (Run.IsSome || Results.Any(r => r.Verdicts.Any(v => v is { Holds: false, Essential: true })))
            return;
        foreach (var (result, verdict) in Results.SelectMany(r => r.Verdicts.Where(v => v is { Holds: false, Scene: not null }).Select(v => (r, v))).Take(1))
        {
            var asked = Results.Length == 1 ? Plugin : result.Name;
            text.WriteLine();
            var sets = string.Concat(Sets.Select(set => $" --set {Quoted(set)}"));
            text.WriteLine($"Next: functional plugins check {Quoted(asked)}{sets} --law {verdict.Law} --case {verdict.Seed} --as {result.Name}-{verdict.Law}{Plugins(Dlls.Where(dll => dll != asked))}");
            text.WriteLine("      records the counter-example as a run, to open at its very step");
        }
    }

    private static string Plugins(IEnumerable<string> dlls) => string.Concat(dlls.Select(dll => $" --plugin {Quoted(dll)}"));

    /// <summary>A formula, or a path with a space, is one word to the shell only in quotes.</summary>
    private static string Quoted(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '=') ? word : $"'{Shown.Path(word).Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>A wrong slope makes wrong numbers that replay all the same; what is no function makes no history.</summary>
    private static string Conclusion(ImmutableArray<Verdict> verdicts)
    {
        var broken = verdicts.Where(v => !v.Holds).ToImmutableArray();
        if (broken.IsEmpty)
            return "Every law holds.";
        var count = broken.Length == 1 ? "One law is broken" : $"{broken.Length} laws are broken";
        return broken.Any(v => v.Essential)
            ? $"{count}: do not trust a history that was computed with it."
            : verdicts.Any(v => v.Essential)
                ? $"{count}: what was computed with it can be replayed, but it is not what it should be."
                : $"{count}: it is not what it should be.";
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("plugin", Plugin);
        json.WriteBoolean("holds", Results.All(r => r.Holds));
        json.WriteStartArray("laws");
        foreach (var result in Results)
            foreach (var v in result.Verdicts)
                Verdict(json, result, v);
        json.WriteEndArray();
        Run.Match(
            run =>
            {
                json.WriteStartObject("run");
                json.WriteString("name", run.Run);
                json.WriteString("file", run.Path);
                json.WriteNumber("step", run.Look);
                json.WriteNumber("last", run.Last);
                json.WriteEndObject();
            },
            () => json.WriteNull("run"));
    }

    private static void Verdict(TextWriter text, Verdict v)
    {
        var mark = v.Outcome switch { Outcome.Holds => "✓", Outcome.Refuted => "✗", _ => "·" };
        var cases = v.Outcome == Outcome.Silent ? "does not apply" : NumberText.Count(v.Cases);
        text.WriteLine($"  {mark} {v.Law,-34} {cases,14}   {v.Statement}");
        if (v.Counterexample is { } counterexample)
        {
            text.WriteLine($"      but {counterexample}");
            text.WriteLine($"      again with --law {v.Law} --case {v.Seed}");
        }
    }

    private static void Verdict(Utf8JsonWriter json, Checked result, Verdict v)
    {
        json.WriteStartObject();
        json.WriteString("kind", result.Kind);
        json.WriteString("of", result.Name);
        json.WriteString("name", v.Law);
        json.WriteString("statement", v.Statement);
        json.WriteNumber("cases", v.Cases);
        json.WriteBoolean("essential", v.Essential);
        json.WriteBoolean("holds", v.Holds);
        json.WriteBoolean("applies", v.Outcome != Outcome.Silent);
        json.WriteString("counterexample", v.Counterexample);
        json.WriteString("seed", v.Seed);
        json.WriteEndObject();
    }
}
