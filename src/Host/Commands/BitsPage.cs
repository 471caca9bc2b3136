using System.Collections.Immutable;
using System.Text.Json;

namespace Functional.Host;

/// <summary>What bits answers: run by run, in one sentence, and on what it was computed.</summary>
internal sealed record BitsPage(ImmutableArray<ComparedRun> Runs, Machine Machine, int Threads) : IPage
{
    public ExitCode ExitCode => Equal ? ExitCode.Done : ExitCode.Divergence;

    private bool Equal => Runs.All(r => r.Equal);

    public void Write(TextWriter text)
    {
        text.WriteLine("run                   steps  fingerprint                       same bits       time");
        foreach (var run in Runs)
            text.WriteLine($"{run.Here.Name,-16}{NumberText.Count(run.Here.Steps),11}  {run.Here.Fingerprint}  {(run.Equal ? "yes" : "NO"),-9}  {NumberText.Seconds(run.Elapsed),7} s");
        text.WriteLine();
        text.WriteLine(Verdict());
        text.WriteLine($"Computed on {Machine}; {Count(Threads, "thread")} of {Count(Machine.Processors, "processor")}.");
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("runs");
        foreach (var run in Runs)
        {
            json.WriteStartObject();
            json.WriteString("name", run.Here.Name);
            json.WriteNumber("steps", run.Here.Steps);
            json.WriteString("fingerprint", run.Here.Fingerprint.ToString());
            json.WriteString("expected", run.Expected.Fingerprint.ToString());
            json.Real("loss", run.Here.Loss);
            json.Real("expectedLoss", run.Expected.Loss);
            json.WriteBoolean("equal", run.Equal);
            json.Real("elapsedSeconds", run.Elapsed.TotalSeconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("equal", Equal);
        Machine.Write(json, Threads);
    }

    private string Verdict() => Runs.Count(r => !r.Equal) switch
    {
        0 => "Every bit equal: this machine computes what every other machine computes.",
        var different => $"NOT the same bits: {different} of {Count(Runs.Length, "run")} ended elsewhere.",
    };

    private static string Count(int n, string what) => n == 1 ? $"1 {what}" : $"{n} {what}s";
}

/// <summary>The same as a reference file; as JSON it is the comparison.</summary>
internal sealed record ReferencePage(BitsPage Compared) : IPage
{
    public void Write(TextWriter text) => Reference.Write(text, Compared.Runs.Select(r => r.Here));

    public void Write(Utf8JsonWriter json) => Compared.Write(json);
}
