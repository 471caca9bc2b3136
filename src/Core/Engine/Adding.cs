using System.Numerics;

namespace Functional.Core;

/// <summary>θ ← θ + u, one rounding each.</summary>
internal static class Adding
{
    public static void To(Span<double> parameters, ReadOnlySpan<double> updates)
    {
        var i = 0;
        if (Vector.IsHardwareAccelerated)
            for (; i <= parameters.Length - Vector<double>.Count; i += Vector<double>.Count)
                (new Vector<double>(parameters[i..]) + new Vector<double>(updates[i..])).CopyTo(parameters[i..]);
        for (; i < parameters.Length; i++)
            parameters[i] += updates[i];
    }
}
