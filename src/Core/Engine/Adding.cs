using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Core;

/// <summary>
/// θ ← θ + u, one rounding each. Not <see cref="Lanes"/>.Map: its vectors overlap at the end, and reading back what two stores have just
/// written together costs the article's step a quarter more.
/// </summary>
internal static class Adding
{
    public static void To(Span<double> parameters, ReadOnlySpan<double> updates)
    {
        ref var p = ref MemoryMarshal.GetReference(parameters);
        ref var u = ref MemoryMarshal.GetReference(updates[..parameters.Length]);
        var done = Lanes.Fill8(parameters.Length) ? Whole<Lanes512>(ref p, ref u, parameters.Length)
            : Lanes.Fill4(parameters.Length) ? Whole<Lanes256>(ref p, ref u, parameters.Length)
            : 0;
        for (var i = done; i < parameters.Length; i++)
            parameters[i] += updates[i];
    }

    /// <summary>As many as make whole vectors; how many that were.</summary>
    private static int Whole<T>(ref double p, ref double u, int count)
        where T : struct, ILanes<T>
    {
        var i = 0;
        for (; i <= count - T.Count; i += T.Count)
            T.Store(T.Load(in Unsafe.Add(ref p, i)) + T.Load(in Unsafe.Add(ref u, i)), ref Unsafe.Add(ref p, i));
        return i;
    }
}
