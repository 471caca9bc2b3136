using System.Diagnostics;

namespace Functional.Benchmarks;

/// <summary>TorchSharp is a project of its own, half a gigabyte of native code: built and asked only where somebody wants it.</summary>
internal static class TorchSharpPeer
{
    private static readonly string Project = Path.Combine(Readme.Root, "tests", "Benchmarks", "TorchSharp");

    private static readonly string Program = Path.Combine(Project, "bin", "Release", "net10.0", "Functional.Benchmarks.TorchSharp.dll");

    private static readonly Lazy<bool> Built = new(Build);

    /// <summary>The peer, where it was asked for. One that could not be built says so when it is started.</summary>
    public static IEnumerable<PeerSpec> When(Bench bench, int threads, params string[] arguments) =>
        bench.Options.TorchSharp && Built.Value is var _ ? [new("TorchSharp", "dotnet", [Program, .. arguments], threads)] : [];

    private static bool Build()
    {
        if (!File.Exists(Program))
        {
            using var build = Process.Start("dotnet", ["build", Project, "-c", "Release", "-v", "quiet", "-nologo"]);
            build.WaitForExit();
        }

        return File.Exists(Program);
    }
}
