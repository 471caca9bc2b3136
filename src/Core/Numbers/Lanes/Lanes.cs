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
/// do everything; the numbers that are left over at the end go through one vector more, filled up with copies of the last of them.
/// </summary>
public static class Lanes
{
    /// <summary>How many lanes the widest vectors of this machine have, 8, 4 or 2 (without any, two are imitated); a constant to the compiler.</summary>
    public static int Widest => Vector512.IsHardwareAccelerated ? Lanes512.Count
        : Vector256.IsHardwareAccelerated ? Lanes256.Count
        : Lanes128.Count;

    /// <summary>Writes f(x) for every x. The two spans may be the same one.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Its arguments.</param>
    /// <param name="results">Receives f(x); as long as <paramref name="x"/> at least.</param>
    public static void Map<TFunction>(TFunction f, ReadOnlySpan<double> x, Span<double> results)
        where TFunction : struct, ILaneFunction
    {
        var whole = x.Length & -Widest;
        results = results[..x.Length];
        Blocks(f, x[..whole], results);
        if (whole == x.Length) return;
        Span<double> room = stackalloc double[Lanes512.Count];
        var last = Filled(room, x[whole..]);
        Blocks(f, last, last);
        last[..(x.Length - whole)].CopyTo(results[whole..]);
    }

    /// <summary>Writes f(x, y) for every x and the y beside it. The spans may be the same ones.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Its first arguments.</param>
    /// <param name="y">Its second ones; as many at least.</param>
    /// <param name="results">Receives f(x, y); as long as <paramref name="x"/> at least.</param>
    public static void Map<TFunction>(TFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
        where TFunction : struct, ILaneFunction2 => Map(new OfTwo<TFunction>(f), x, y, y, results);

    /// <summary>Writes f(x, y, z) for every x and the y and z beside it. The spans may be the same ones.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Its first arguments.</param>
    /// <param name="y">Its second ones; as many at least.</param>
    /// <param name="z">Its third ones; as many at least.</param>
    /// <param name="results">Receives f(x, y, z); as long as <paramref name="x"/> at least.</param>
    public static void Map<TFunction>(TFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> results)
        where TFunction : struct, ILaneFunction3
    {
        var whole = x.Length & -Widest;
        y = y[..x.Length];
        z = z[..x.Length];
        results = results[..x.Length];
        Blocks(f, x[..whole], y, z, results);
        if (whole == x.Length) return;
        Span<double> room = stackalloc double[3 * Lanes512.Count];
        var lastX = Filled(room, x[whole..]);
        var lastY = Filled(room[Lanes512.Count..], y[whole..]);
        var lastZ = Filled(room[(2 * Lanes512.Count)..], z[whole..]);
        Blocks(f, lastX, lastY, lastZ, lastX);
        lastX[..(x.Length - whole)].CopyTo(results[whole..]);
    }

    /// <summary>One vector's worth of <paramref name="room"/>: the few numbers, then the last of them again and again.</summary>
    private static Span<double> Filled(Span<double> room, ReadOnlySpan<double> few)
    {
        room = room[..Widest];
        few.CopyTo(room);
        room[few.Length..].Fill(few[^1]);
        return room;
    }

    private static void Blocks<TFunction>(TFunction f, ReadOnlySpan<double> x, Span<double> results)
        where TFunction : struct, ILaneFunction
    {
        if (Vector512.IsHardwareAccelerated) Loop<TFunction, Lanes512>(f, x, results);
        else if (Vector256.IsHardwareAccelerated) Loop<TFunction, Lanes256>(f, x, results);
        else Loop<TFunction, Lanes128>(f, x, results);
    }

    private static void Blocks<TFunction>(TFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> results)
        where TFunction : struct, ILaneFunction3
    {
        if (Vector512.IsHardwareAccelerated) Loop<TFunction, Lanes512>(f, x, y, z, results);
        else if (Vector256.IsHardwareAccelerated) Loop<TFunction, Lanes256>(f, x, y, z, results);
        else Loop<TFunction, Lanes128>(f, x, y, z, results);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TFunction, T>(TFunction f, ReadOnlySpan<double> x, Span<double> results)
        where TFunction : struct, ILaneFunction
        where T : struct, ILanes<T>
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(results);
        for (var i = 0; i < x.Length; i += T.Count)
            T.Store(f.At(T.Load(in Unsafe.Add(ref from, i))), ref Unsafe.Add(ref to, i));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TFunction, T>(TFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> results)
        where TFunction : struct, ILaneFunction3
        where T : struct, ILanes<T>
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        ref var second = ref MemoryMarshal.GetReference(y);
        ref var third = ref MemoryMarshal.GetReference(z);
        ref var to = ref MemoryMarshal.GetReference(results);
        for (var i = 0; i < x.Length; i += T.Count)
        {
            var result = f.At(T.Load(in Unsafe.Add(ref first, i)), T.Load(in Unsafe.Add(ref second, i)), T.Load(in Unsafe.Add(ref third, i)));
            T.Store(result, ref Unsafe.Add(ref to, i));
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
