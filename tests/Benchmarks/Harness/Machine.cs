using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Functional.Benchmarks;

/// <summary>Where the numbers come from.</summary>
internal static class Machine
{
    private static readonly Lazy<string[]> Cpu = new(() => File.Exists("/proc/cpuinfo") ? File.ReadAllLines("/proc/cpuinfo") : []);

    public static string Sentence() => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTime.UtcNow:yyyy-MM-dd}; {Field("model name")} (family {Field("cpu family")}, model {Field("model")}), {Environment.ProcessorCount} cores, {Width()}; {RuntimeInformation.FrameworkDescription}; {Load()}.");

    private static string Field(string name) =>
        Cpu.Value.FirstOrDefault(line => line.Split(':')[0].Trim() == name)?.Split(':')[1].Trim() ?? "unknown";

    private static string Width() =>
        Vector512.IsHardwareAccelerated ? "AVX-512" : Vector256.IsHardwareAccelerated ? "AVX2" : Vector128.IsHardwareAccelerated ? "128 bits" : "no vectors";

    /// <summary>Numbers taken beside other work are noisy; the table says so.</summary>
    private static string Load() =>
        File.Exists("/proc/loadavg") ? $"load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} when this was written" : "load unknown";
}
