using System.Runtime.InteropServices;

namespace Functional.Benchmarks.TorchSharp;

/// <summary>
/// The native libraries, tried before TorchSharp tries them: where they do not load it would look for others, copy half a gigabyte
/// and say something else.
/// </summary>
internal static class Native
{
    /// <summary>Why they do not load here, in the words of the system's loader; nothing where they do.</summary>
    public static string? Trouble()
    {
        try
        {
            foreach (var library in (string[])["libtorch_cpu.so", "libLibTorchSharp.so"])
                NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, library));
            return null;
        }
        catch (DllNotFoundException e)
        {
            var lines = e.Message.Split('\n');
            var why = lines.FirstOrDefault(line => line.Contains("GLIBCXX", StringComparison.Ordinal)) ?? lines[0];
            return $"does not load here: {why[(why.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].Split(" (required")[0].Trim()}";
        }
    }
}
