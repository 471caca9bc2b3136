using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>The first step of every softmax: how far each number of a row is below the largest, so that no exponential overflows.</summary>
internal static class BelowLargest
{
    /// <summary>Writes z − m for every z of a row, m being the largest (NaN everywhere if there is one), and says where m is.</summary>
    /// <param name="row">z, <c>[units]</c>, one unit at least.</param>
    /// <param name="below">Receives z − m, <c>[units]</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int In(ReadOnlySpan<double> row, Span<double> below)
    {
        var index = Largest.IndexIn(row);
        var largest = row[index];
        for (var i = 0; i < row.Length; i++)
            below[i] = row[i] - largest;
        return index;
    }
}

/// <summary>eˣ as a function over lanes.</summary>
internal readonly struct Exponential : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T At<T>(T x) where T : struct, ILanes<T> => Elementary.Exp(x);
}
