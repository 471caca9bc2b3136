using System.Runtime.CompilerServices;

namespace Functional.Core;

// Sign: by comparisons, because Math.Sign throws at NaN and a NaN must travel on until somebody sees it.
public static partial class Elementary
{
    /// <summary>1 above 0, −1 below, and x itself where it is neither: ±0 stays ±0, NaN stays NaN.</summary>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>The sign in every lane: the bits of <see cref="Sign(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sign<T>(T x) where T : struct, ILanes<T> =>
        T.Select(x > 0, 1, T.Select(x < 0, -1, x));
}
