using System.Runtime.Intrinsics.X86;

namespace Functional.Core;

/// <summary>Tells the processor what will be needed soon, where it can be told. It changes no number.</summary>
internal static unsafe class Prefetch
{
    private const int Line = 64;

    /// <summary>So many bytes from <paramref name="start"/> on, at once: into the nearest cache.</summary>
    public static void Now(void* start, nint count)
    {
        if (!Sse.IsSupported)
            return;
        for (nint i = 0; i < count; i += Line)
            Sse.Prefetch0((byte*)start + i);
    }

    /// <summary>The same, but later: not so near that it drives out what is needed now.</summary>
    public static void Later(void* start, nint count)
    {
        if (!Sse.IsSupported)
            return;
        for (nint i = 0; i < count; i += Line)
            Sse.Prefetch1((byte*)start + i);
    }
}
