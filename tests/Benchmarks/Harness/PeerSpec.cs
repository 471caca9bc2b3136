using System.Diagnostics;
using System.Runtime.Intrinsics.X86;

namespace Functional.Benchmarks;

/// <summary>How a peer is started.</summary>
/// <param name="Name">What to call it if it does not come.</param>
/// <param name="Program">The interpreter or host.</param>
/// <param name="Arguments">What it runs.</param>
/// <param name="Threads">How many threads it may use.</param>
internal sealed record PeerSpec(string Name, string Program, IReadOnlyList<string> Arguments, int Threads)
{
    /// <summary>The interpreter whose packages are the system's; another one is named in FUNCTIONAL_BENCH_PYTHON.</summary>
    public static readonly string Python = Environment.GetEnvironmentVariable("FUNCTIONAL_BENCH_PYTHON") ?? "/usr/bin/python3";

    /// <summary>Where Debian keeps OpenBLAS, whichever BLAS the system's alternatives name.</summary>
    private const string OpenBlasFolder = "/usr/lib/x86_64-linux-gnu/openblas-pthread";

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
        foreach (var variable in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"])
            start.Environment[variable] = $"{Threads}";
        PreferOpenBlas(start.Environment);
        return start;
    }

    /// <summary>
    /// The fair BLAS: OpenBLAS, with the kernels of this machine. OpenBLAS picks by the processor's model number, and a version older
    /// than the processor falls back to kernels half as fast; it is told what the processor can do.
    /// </summary>
    public static void PreferOpenBlas(IDictionary<string, string?> environment)
    {
        if (Directory.Exists(OpenBlasFolder))
            environment["LD_LIBRARY_PATH"] = environment.TryGetValue("LD_LIBRARY_PATH", out var path) && path is { Length: > 0 }
                ? $"{OpenBlasFolder}:{path}"
                : OpenBlasFolder;
        if (Avx512F.IsSupported && !environment.ContainsKey("OPENBLAS_CORETYPE"))
            environment["OPENBLAS_CORETYPE"] = Machine.Has("avx512_bf16") ? "Cooperlake" : "SkylakeX";
    }
}
