namespace Functional.Benchmarks;

/// <summary>What a job measures with: the options, and a folder that goes when the program ends.</summary>
internal sealed class Bench(Options options) : IDisposable
{
    private int _files;

    public Options Options { get; } = options;

    public int Rounds => Options.Rounds;

    public string Folder { get; } = Directory.CreateTempSubdirectory("functional-bench-").FullName;

    public int Steps(int steps) => Options.Steps(steps);

    /// <summary>The path of a run file that does not exist yet.</summary>
    public string FreshRun() => Path.Combine(Folder, $"{++_files}.run");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
