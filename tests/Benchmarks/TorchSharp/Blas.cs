using System.Runtime.InteropServices;
using System.Text;

namespace Functional.Benchmarks.TorchSharp;

/// <summary>Which BLAS libtorch was built with: the package's carries MKL inside its own library and can be asked for its version.</summary>
internal static class Blas
{
    private delegate void VersionString(byte[] text, int length);

    public static string Loaded()
    {
        if (!NativeLibrary.TryLoad("libtorch_cpu.so", typeof(Blas).Assembly, null, out var library)
            || !NativeLibrary.TryGetExport(library, "MKL_Get_Version_String", out var function))
            return "BLAS unknown";
        var text = new byte[256];
        Marshal.GetDelegateForFunctionPointer<VersionString>(function)(text, text.Length);
        var words = Encoding.ASCII.GetString(text).TrimEnd('\0', ' ').Split(' ');
        var at = Array.IndexOf(words, "Version");
        return at > 0 ? $"MKL {words[at + 1].Split('-')[0]}" : "MKL";
    }
}
