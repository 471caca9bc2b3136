namespace Functional.Benchmarks;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Quick">Few and short rounds: to see that everything runs, not to be believed.</param>
/// <param name="Only">Names of jobs; empty for all.</param>
/// <param name="Write">Whether the table goes into the README.</param>
/// <param name="TorchSharp">Whether the TorchSharp peer is built and asked.</param>
internal sealed record Options(bool Quick, IReadOnlySet<string> Only, bool Write, bool TorchSharp)
{
    /// <summary>Rounds of every comparison: an odd number, so that the median is one of them.</summary>
    public int Rounds => Quick ? 3 : 9;

    /// <summary>As many steps as a round takes, fewer where it is to be quick.</summary>
    public int Steps(int steps) => Quick ? Math.Max(1, steps / 5) : steps;

    /// <summary>The options, or what is wrong with them.</summary>
    public static (Options? Options, string? Trouble) Parse(IReadOnlyList<string> args)
    {
        var (quick, write, torchSharp, only) = (false, false, false, new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < args.Count; i++)
            switch (args[i])
            {
                case "--quick":
                    quick = true;
                    break;
                case "--write":
                    write = true;
                    break;
                case "--torchsharp":
                    torchSharp = true;
                    break;
                case "--only" when i + 1 < args.Count:
                    only.UnionWith(args[++i].Split(','));
                    break;
                default:
                    return (null, $"'{args[i]}' is no option. There are --quick, --only JOB[,JOB], --write, --torchsharp; and 'kernels' with BenchmarkDotNet's own.");
            }

        var unknown = only.Except(Jobs.All.Select(job => job.Name)).ToList();
        return unknown.Count > 0 ? (null, $"'{unknown[0]}' is no job. Jobs are {string.Join(", ", Jobs.All.Select(job => job.Name))}.")
            : write && only.Count > 0 ? (null, "--write puts a whole table into the README: leave out --only.")
            : (new(quick, only, write, torchSharp), null);
    }
}
