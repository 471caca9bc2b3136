using System.Collections.Immutable;
using System.Globalization;
using Functional.Core;
using LanguageExt;
using Microsoft.Data.Sqlite;

namespace Functional.Host.Tests;

/// <summary>What every test of recordings needs: random runs, a folder of its own, and a way past the checks into a file.</summary>
internal static class Runs
{
    public static readonly IProgress<Progress> Nobody = new Progress<Progress>(_ => { });

    /// <summary>A loss no run below comes to. Some three-layer networks of plain sums run away, and what is recorded of those ends early.</summary>
    private const double Tame = 1e6;

    /// <summary>
    /// A small experiment, another one for each seed: every optimizer, bias or none, one to three layers, batches, every way to keep states.
    /// One that runs away is passed over for the next; those have tests of their own.
    /// </summary>
    public static string Document(int seed, int? steps = null, string? keep = null)
    {
        while (true)
        {
            var document = Draft(seed, steps, keep);
            if (Truth(Experiment(document)).All(moment => moment.Loss < Tame))
                return document;
            seed = unchecked(seed + 1_000_003);
        }
    }

    private static string Draft(int seed, int? steps, string? keep)
    {
        var random = new Random(seed);
        T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
        string Rows(int rows, int width) =>
            $"[{string.Join(",", Enumerable.Range(0, rows).Select(_ => $"[{string.Join(",", Enumerable.Range(0, width).Select(_ => Number(random.NextDouble() * 2 - 1)))}]"))}]";

        var (rows, inputs, targets) = (random.Next(1, 6), random.Next(1, 4), random.Next(1, 3));
        var hidden = Enumerable.Range(0, random.Next(0, 3)).Select(_ => random.Next(1, 5)).ToList();
        var layers = hidden.Append(targets).Select(units =>
            $$"""{ "units": {{units}}, "activation": "{{Pick("sigmoid", "tanh", "relu", "identity")}}", "bias": {{Pick("true", "false")}} }""");
        var optimizer = Pick(
            """{ "name": "sgd", "learningRate": 0.1 }""",
            """{ "name": "sgd", "learningRate": 0.05, "momentum": 0.9 }""",
            """{ "name": "adam", "learningRate": 0.01 }""");
        var batch = Pick("\"full\"", $$"""{ "size": {{random.Next(1, rows + 1)}}, "shuffle": true, "seed": {{random.Next(100)}} }""");
        keep ??= Pick("""{ "keep": "every" }""", """{ "keep": "auto", "budget": "1KB" }""", $$"""{ "keep": {{random.Next(1, 9)}} }""");
        const string here = ", \"here\": \"more of the data\"";
        var document = $$"""
            { "name": "random-{{seed}}", "data": { "inputs": {{Rows(rows, inputs)}}, "targets": {{Rows(rows, targets)}}{{here}} },
              "network": { "layers": [ {{string.Join(", ", layers)}} ] }, "loss": "{{Pick("half-sse", "mse")}}", "optimizer": {{optimizer}},
              "batch": {{batch}}, "initial": { "scheme": "numpy-uniform", "seed": {{random.Next(1000)}} }, "steps": {{steps ?? random.Next(1, 70)}}, "record": {{keep}} }
            """;
        var test = Pick("", "", $", \"test\": {{ \"inputs\": {Rows(2, inputs)}, \"targets\": {Rows(2, targets)} }}");
        return document.Replace(here, test + Pick("", "", ", \"scale\": \"standard\"", ", \"scale\": \"minmax\""), StringComparison.Ordinal);
    }

    public static Experiment Experiment(string document) => Docs.Value(Docs.Compose(document));

    public static Experiment Experiment(int seed, int? steps = null, string? keep = null) => Experiment(Document(seed, steps, keep));

    /// <summary>Every moment with its state, from the specification alone.</summary>
    public static ImmutableArray<Moment> Truth(Experiment e) => [.. Training.Scan(e.Pipeline, e.Initial, e.Batches, e.Steps, _ => true)];

    public static Recording Record(Experiment experiment, string path, CancellationToken interrupted = default) =>
        Right(Recorder.Record(experiment, experiment.Initial, path, Option<Parentage>.None, Nobody, interrupted));

    /// <summary>
    /// The same, with as few rows as there can be. Where the machine is slow the writer puts down every quarter of a second what it has, and
    /// a run of forty steps may lie in two rows; a test that changes a row by its place records until it does not.
    /// </summary>
    public static void RecordInWholeBlocks(Experiment experiment, string path)
    {
        while (true)
        {
            Record(experiment, path);
            using (var connection = RunFormat.Connect(path, SqliteOpenMode.ReadOnly))
                if (RunFormat.Scalar(connection, "SELECT count(*) FROM moments") == experiment.Steps / RunFormat.BlockSteps + 1)
                    return;
            File.Delete(path);
        }
    }

    public static OpenedRun Open(string path) => Right(OpenedRun.Open(new(Path.GetDirectoryName(path)!), Docs.Catalogue, path));

    public static ReplayResult Replayed(OpenedRun run, long? from = null) =>
        Right(Replay.Run(run, from ?? run.File.First, run.File.Last, Nobody, default));

    public static T Right<T>(Either<Failure, T> either) => either.Match(
        Right: value => value,
        Left: failure => throw new AssertionException($"exit {(int)failure.Code}: {string.Join("\n", failure.Problems)}"));

    public static Failure Left<T>(Either<Failure, T> either) => either.Match(
        Right: value => throw new AssertionException($"a failure was expected, not {value}"),
        Left: failure => failure);

    /// <summary>A failure with this exit code whose sentence holds these words.</summary>
    public static void Refused<T>(Either<Failure, T> either, ExitCode code, string words)
    {
        var failure = Left(either);
        Assert.Multiple(() =>
        {
            Assert.That(failure.Code, Is.EqualTo(code));
            Assert.That(string.Join("\n", failure.Problems), Does.Contain(words));
        });
    }

    /// <summary>Changes a file behind the program's back.</summary>
    public static void Sql(string path, string sql, params (string Name, object Value)[] parameters)
    {
        using var connection = RunFormat.Connect(path, SqliteOpenMode.ReadWrite);
        RunFormat.Execute(connection, sql, parameters);
    }

    /// <summary>Reads one BLOB, changes it and writes it back.</summary>
    public static void Change(string path, string table, string column, long first, Action<byte[]> change)
    {
        using var connection = RunFormat.Connect(path, SqliteOpenMode.ReadWrite);
        using var select = RunFormat.Command(connection, $"SELECT {column} FROM {table} WHERE rowid = $first", ("$first", first));
        var bytes = (byte[])select.ExecuteScalar()!;
        change(bytes);
        RunFormat.Execute(connection, $"UPDATE {table} SET {column} = $bytes WHERE rowid = $first", ("$bytes", bytes), ("$first", first));
    }

    /// <summary>What a person sees who types these words in the folder of the runs.</summary>
    public static (int Code, string Out, string Error) Type(string folder, params string[] words)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var code = CommandLine.Run([.. words, "--store", folder], new(output, error, folder, false, Shell.DefaultWidth, default));
        return (code, output.ToString(), error.ToString());
    }

    private static string Number(double x) => x.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A folder that goes when the test has gone.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("functional-").FullName;

    public string this[string file] => System.IO.Path.Combine(Path, file);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
