using System.Collections.Immutable;
using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;
using Arm = System.Runtime.Intrinsics.Arm;
using X86 = System.Runtime.Intrinsics.X86;

namespace Functional.Host;

/// <summary>What computes here: all that is different from machine to machine and must change no bit.</summary>
/// <param name="Architecture">x64, arm64, …</param>
/// <param name="System">The operating system, as it calls itself.</param>
/// <param name="Runtime">Of .NET.</param>
/// <param name="Build">Debug or Release; native where the program was compiled ahead of time.</param>
/// <param name="Instructions">Beyond those every processor of the architecture has, the widest first; what is switched off is not here.</param>
/// <param name="VectorBits">The widest vector that is computed with in one instruction; 0 where there is none.</param>
/// <param name="Processors">How many may be used.</param>
/// <param name="ServerGarbageCollector">Rather than the workstation's.</param>
internal sealed record Machine(
    string Architecture, string System, string Runtime, string Build, ImmutableArray<string> Instructions, int VectorBits, int Processors, bool ServerGarbageCollector)
{
    public static Machine Here() => new(
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        RuntimeFeature.IsDynamicCodeSupported ? typeof(Machine).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "" : "native",
        [.. Known.Where(i => i.InUse).Select(i => i.Name)],
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0,
        Environment.ProcessorCount,
        GCSettings.IsServerGC);

    private static (string Name, bool InUse)[] Known =>
    [
        ("AVX-512", X86.Avx512F.IsSupported),
        ("AVX2", X86.Avx2.IsSupported),
        ("FMA", X86.Fma.IsSupported),
        ("AVX", X86.Avx.IsSupported),
        ("SSE4.2", X86.Sse42.IsSupported),
        ("AdvSIMD", Arm.AdvSimd.Arm64.IsSupported),
    ];

    /// <summary>One line for a person.</summary>
    public override string ToString() =>
        $"{Architecture} with {(Instructions.IsEmpty ? "plain instructions" : string.Join(", ", Instructions))}; {System}; {Runtime}, {Build} build";

    public void Write(Utf8JsonWriter json, int threads)
    {
        json.WriteStartObject("machine");
        json.WriteString("architecture", Architecture);
        json.WriteString("os", System);
        json.WriteString("runtime", Runtime);
        json.WriteString("build", Build);
        json.WriteStartArray("instructions");
        foreach (var instruction in Instructions)
            json.WriteStringValue(instruction);
        json.WriteEndArray();
        json.WriteNumber("vectorBits", VectorBits);
        json.WriteNumber("processors", Processors);
        json.WriteNumber("threads", threads);
        json.WriteBoolean("serverGarbageCollector", ServerGarbageCollector);
        json.WriteEndObject();
    }
}
