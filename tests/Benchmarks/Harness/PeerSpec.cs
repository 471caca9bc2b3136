using System.Diagnostics;
using System.Runtime.Intrinsics.X86;

namespace Functional.Benchmarks;

/// <summary>How a peer is started.</summary>
/// <param name="Name">What to call it if it does not come.</param>
/// <param name="Program">The interpreter or host.</param>
/// <param name="Arguments">What it runs.</param>
/// <param name="Threads">How many threads it may use.</param>
/// <param name="Kernels">The OpenBLAS kernels it is told to take, where its own choice was a poor one.</param>
internal sealed record PeerSpec(string Name, string Program, IReadOnlyList<string> Arguments, int Threads, string? Kernels = null)
{
    /// <summary>The interpreter whose packages are the system's; another one is named in FUNCTIONAL_BENCH_PYTHON.</summary>
    public static readonly string Python = Environment.GetEnvironmentVariable("FUNCTIONAL_BENCH_PYTHON") ?? "/usr/bin/python3";

    /// <summary>Where Debian keeps OpenBLAS, whichever BLAS the system's alternatives name.</summary>
    private const string OpenBlasFolder = "/usr/lib/x86_64-linux-gnu/openblas-pthread";

    /// <summary>OpenBLAS kernels without wide vectors, which it falls back to on a processor that is younger than itself.</summary>
    private static readonly string[] NarrowKernels = ["Prescott", "Core2", "Penryn", "Nehalem", "Opteron", "Barcelona"];

    private static readonly string[] Families = ["OPENBLAS_", "OMP_", "MKL_"];

    private static readonly string Scripts = Path.Combine(AppContext.BaseDirectory, "Peers");

    public static PeerSpec OfScript(string name, string script, int threads, params string[] arguments) =>
        new(name, Python, ["-B", Path.Combine(Scripts, script), .. arguments], threads);

    public ProcessStartInfo Start()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        FairBlas(start.Environment, Threads);
        if (Kernels is not null)
            start.Environment["OPENBLAS_CORETYPE"] = Kernels;
        return start;
    }

    /// <summary>The same peer, told which kernels suit this machine, if <paramref name="blas"/> chose some that leave it half idle.</summary>
    public PeerSpec? Better(string blas) =>
        Kernels is null && Avx2.IsSupported && NarrowKernels.Any(kernels => blas.Contains($"({kernels})", StringComparison.Ordinal))
            ? this with { Kernels = Avx512F.IsSupported ? "SkylakeX" : "Haswell" }
            : null;

    /// <summary>
    /// The fair BLAS: OpenBLAS, with so many threads and the kernels it chooses for this machine. What a shell has set to hold it back
    /// (OPENBLAS_CORETYPE makes it half as fast) is not handed on; see <see cref="Better"/> for a choice of its own that does.
    /// </summary>
    public static void FairBlas(IDictionary<string, string?> environment, int threads)
    {
        foreach (var name in environment.Keys.Where(key => Families.Any(family => key.StartsWith(family, StringComparison.Ordinal))).ToList())
            environment.Remove(name);
        foreach (var family in Families)
            environment[$"{family}NUM_THREADS"] = $"{threads}";
        if (Directory.Exists(OpenBlasFolder))
            environment["LD_LIBRARY_PATH"] = environment.TryGetValue("LD_LIBRARY_PATH", out var path) && path is { Length: > 0 }
                ? $"{OpenBlasFolder}:{path}"
                : OpenBlasFolder;
    }
}
