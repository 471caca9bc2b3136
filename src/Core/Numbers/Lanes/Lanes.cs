using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Functional.Core;

/// <summary>A function of one number over lanes: a struct, so that the loop over it is compiled for it alone. Its fields are its settings.</summary>
public interface ILaneFunction
{
    /// <summary>f(x) in every lane.</summary>
    T At<T>(T x)
        where T : struct, ILanes<T>;
}

/// <summary>A function of two numbers over lanes, likewise.</summary>
public interface ILaneFunction2
{
    /// <summary>f(x, y) in every lane.</summary>
    T At<T>(T x, T y)
        where T : struct, ILanes<T>;
}

/// <summary>A function of three numbers over lanes, likewise.</summary>
public interface ILaneFunction3
{
    /// <summary>f(x, y, z) in every lane.</summary>
    T At<T>(T x, T y, T z)
        where T : struct, ILanes<T>;
}

/// <summary>
/// The loops over lanes: a formula is written once, and this is where it meets spans, widths and ends. The widest vectors of the machine
/// that the numbers fill do everything: where the last one would not be full it begins earlier, and some numbers are computed twice, to
/// the same bits.
/// </summary>
public static class Lanes
{
    /// <summary>Whether this machine has eight lanes and so many numbers fill them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fill8(int count) => Vector512.IsHardwareAccelerated && count >= Lanes512.Count;

    /// <summary>Whether this machine has four lanes and so many numbers fill them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fill4(int count) => Vector256.IsHardwareAccelerated && count >= Lanes256.Count;

    /// <summary>Writes f(x) for every x. The two spans may be the same one.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Its arguments.</param>
    /// <param name="results">Receives f(x); as long as <paramref name="x"/> at least.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<TFunction>(TFunction f, ReadOnlySpan<double> x, Span<double> results)
        where TFunction : struct, ILaneFunction
    {
        results = results[..x.Length];
        if (Fill8(x.Length)) Of<TFunction, Lanes512>(f, x, results);
        else if (Fill4(x.Length)) Of<TFunction, Lanes256>(f, x, results);
        else if (x.Length > 1) Loop<TFunction, Lanes128>(f, x, results);
        else Loop<TFunction, Lanes64>(f, x, results);
    }

    /// <summary>Writes f(x, y) for every x and the y beside it. The spans may be the same ones.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Its first arguments.</param>
    /// <param name="y">Its second ones; as many at least.</param>
    /// <param name="results">Receives f(x, y); as long as <paramref name="x"/> at least.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<TFunction>(TFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
        where TFunction : struct, ILaneFunction2 => Map(new OfTwo<TFunction>(f), x, y, y, results);

    /// <summary>Writes f(x, y, z) for every x and the y and z beside it. The spans may be the same ones.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Its first arguments.</param>
    /// <param name="y">Its second ones; as many at least.</param>
    /// <param name="z">Its third ones; as many at least.</param>
    /// <param name="results">Receives f(x, y, z); as long as <paramref name="x"/> at least.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<TFunction>(TFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> results)
        where TFunction : struct, ILaneFunction3
    {
        y = y[..x.Length];
        z = z[..x.Length];
        results = results[..x.Length];
        if (Fill8(x.Length)) Of<TFunction, Lanes512>(f, x, y, z, results);
        else if (Fill4(x.Length)) Of<TFunction, Lanes256>(f, x, y, z, results);
        else if (x.Length > 1) Loop<TFunction, Lanes128>(f, x, y, z, results);
        else Loop<TFunction, Lanes64>(f, x, y, z, results);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Of<TFunction, T>(TFunction f, ReadOnlySpan<double> x, Span<double> results)
        where TFunction : struct, ILaneFunction
        where T : struct, ILanes<T>
    {
        if (x.Length % T.Count == 0)
            Whole<TFunction, T>(f, x.Length, ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(results));
        else
            Loop<TFunction, T>(f, x, results);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Of<TFunction, T>(TFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> results)
        where TFunction : struct, ILaneFunction3
        where T : struct, ILanes<T>
    {
        if (x.Length % T.Count == 0)
            Whole<TFunction, T>(
                f, x.Length, ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(y), ref MemoryMarshal.GetReference(z), ref MemoryMarshal.GetReference(results));
        else
            Loop<TFunction, T>(f, x, y, z, results);
    }

    /// <summary>As many numbers as make whole vectors: nothing to think of at the end, which the smallest networks notice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Whole<TFunction, T>(TFunction f, int count, ref readonly double x, ref double results)
        where TFunction : struct, ILaneFunction
        where T : struct, ILanes<T>
    {
        for (nint i = 0; i < count; i += T.Count)
            T.Store(f.At(T.Load(in Unsafe.Add(ref Unsafe.AsRef(in x), i))), ref Unsafe.Add(ref results, i));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Whole<TFunction, T>(TFunction f, int count, ref readonly double x, ref readonly double y, ref readonly double z, ref double results)
        where TFunction : struct, ILaneFunction3
        where T : struct, ILanes<T>
    {
        for (nint i = 0; i < count; i += T.Count)
            T.Store(
                f.At(T.Load(in Unsafe.Add(ref Unsafe.AsRef(in x), i)), T.Load(in Unsafe.Add(ref Unsafe.AsRef(in y), i)), T.Load(in Unsafe.Add(ref Unsafe.AsRef(in z), i))),
                ref Unsafe.Add(ref results, i));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Loop<TFunction, T>(TFunction f, ReadOnlySpan<double> x, Span<double> results)
        where TFunction : struct, ILaneFunction
        where T : struct, ILanes<T>
    {
        var last = x.Length - T.Count;
        if (last < 0) return;
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(results);
        var end = T.Load(in Unsafe.Add(ref from, last)); // before anything is written over it
        for (var i = 0; i < x.Length; i += T.Count)
        {
            var full = T.Count == 1 || i <= last;
            T.Store(f.At(full ? T.Load(in Unsafe.Add(ref from, i)) : end), ref Unsafe.Add(ref to, full ? i : last));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Loop<TFunction, T>(TFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> results)
        where TFunction : struct, ILaneFunction3
        where T : struct, ILanes<T>
    {
        var last = x.Length - T.Count;
        if (last < 0) return;
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        ref var c = ref MemoryMarshal.GetReference(z);
        ref var to = ref MemoryMarshal.GetReference(results);
        var (endA, endB, endC) = (T.Load(in Unsafe.Add(ref a, last)), T.Load(in Unsafe.Add(ref b, last)), T.Load(in Unsafe.Add(ref c, last)));
        for (var i = 0; i < x.Length; i += T.Count)
        {
            var full = T.Count == 1 || i <= last;
            var result = f.At(
                full ? T.Load(in Unsafe.Add(ref a, i)) : endA,
                full ? T.Load(in Unsafe.Add(ref b, i)) : endB,
                full ? T.Load(in Unsafe.Add(ref c, i)) : endC);
            T.Store(result, ref Unsafe.Add(ref to, full ? i : last));
        }
    }

    /// <summary>A function of three that looks at two.</summary>
    private readonly struct OfTwo<TFunction>(TFunction f) : ILaneFunction3
        where TFunction : struct, ILaneFunction2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T At<T>(T x, T y, T z) where T : struct, ILanes<T> => f.At(x, y);
    }
}
