using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// What an optimizer does to one parameter, over lanes; a struct, so that the loop over it is compiled for it alone. Its fields are the
/// settings and what this step has made of them.
/// </summary>
internal interface IMove
{
    /// <summary>How many slots it uses, up to 3: the first ones.</summary>
    int Slots { get; }

    /// <summary>What to add to a parameter. Slots are read and written in place; one that is not used is 0 and forgotten.</summary>
    /// <param name="gradient">∂L/∂θ.</param>
    /// <param name="parameter">θ.</param>
    /// <param name="first">Slot 0.</param>
    /// <param name="second">Slot 1.</param>
    /// <param name="third">Slot 2.</param>
    T Update<T>(T gradient, T parameter, ref T first, ref T second, ref T third)
        where T : struct, ILanes<T>;
}

/// <summary>What optimizers have in common: the loop, and what comes before their own formula begins.</summary>
internal static class Descent
{
    /// <summary>
    /// g, the direction that is followed downhill: ∂L/∂θ, or its negative where the loss is to be made large, and on top the share
    /// of θ that weight decay adds. Decay comes after the sign, so it pulls towards 0 either way.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Gradient<T>(T gradient, T parameter, double weightDecay, bool maximize) where T : struct, ILanes<T> =>
        Told.Called(T.FusedMultiplyAdd(weightDecay, parameter, Signed(gradient, maximize)), "g");

    /// <summary>∂L/∂θ, or its negative where the loss is to be made large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Signed<T>(T gradient, bool maximize) where T : struct, ILanes<T> => maximize ? -gradient : gradient;

    /// <summary>The single numbers of an optimizer as lanes of one, so that what is done to them is written once for training and telling.</summary>
    public static Span<Lanes64> Scalars(Slots slots) => MemoryMarshal.Cast<double, Lanes64>(slots.Scalars);

    /// <summary>The one number that a single number over lanes is.</summary>
    public static double Number<T>(T x)
        where T : struct, ILanes<T>
    {
        Unsafe.SkipInit(out double number);
        T.Store(x, ref number);
        return number;
    }

    /// <summary>xʸ of two single numbers.</summary>
    public static T Pow<T>(T x, T y) where T : struct, ILanes<T> =>
        typeof(T) == typeof(Told) ? (T)(object)Told.Pow((Told)(object)x, (Told)(object)y) : Elementary.Pow(Number(x), Number(y));

    /// <summary>Makes updates of gradients, as many parameters at a time as the machine has lanes.</summary>
    /// <param name="move">The formula.</param>
    /// <param name="parameters">θ.</param>
    /// <param name="updates">Gradients in, updates out.</param>
    /// <param name="slots">The memory.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TMove>(in TMove move, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
        where TMove : struct, IMove
    {
        ref var parameter = ref MemoryMarshal.GetReference(parameters[..updates.Length]);
        ref var update = ref MemoryMarshal.GetReference(updates);
        ref var a = ref MemoryMarshal.GetReference(move.Slots > 0 ? slots[0] : []);
        ref var b = ref MemoryMarshal.GetReference(move.Slots > 1 ? slots[1] : []);
        ref var c = ref MemoryMarshal.GetReference(move.Slots > 2 ? slots[2] : []);
        if (Lanes.Fill8(updates.Length)) Wide<TMove, Lanes512>(in move, updates.Length, ref parameter, ref update, ref a, ref b, ref c);
        else if (Lanes.Fill4(updates.Length)) Wide<TMove, Lanes256>(in move, updates.Length, ref parameter, ref update, ref a, ref b, ref c);
        else Loop<TMove, Lanes64>(in move, updates.Length, ref parameter, ref update, ref a, ref b, ref c);
    }

    /// <summary>As many as make whole vectors; the last ones, fewer than there are lanes, are done beside zeros in a room of their own.</summary>
    private static void Wide<TMove, T>(
        in TMove move, int count, ref readonly double parameter, ref double update, ref double a, ref double b, ref double c)
        where TMove : struct, IMove
        where T : struct, ILanes<T>
    {
        var (rest, whole) = (count % T.Count, count - count % T.Count);
        Loop<TMove, T>(in move, whole, in parameter, ref update, ref a, ref b, ref c);
        if (rest == 0)
            return;
        Span<double> room = stackalloc double[5 * T.Count];
        Span<double> p = room[..T.Count], u = room.Slice(T.Count, T.Count);
        Span<double> first = room.Slice(2 * T.Count, T.Count), second = room.Slice(3 * T.Count, T.Count), third = room.Slice(4 * T.Count, T.Count);
        From(ref Unsafe.AsRef(in parameter)).CopyTo(p);
        From(ref update).CopyTo(u);
        if (move.Slots > 0) From(ref a).CopyTo(first);
        if (move.Slots > 1) From(ref b).CopyTo(second);
        if (move.Slots > 2) From(ref c).CopyTo(third);
        Loop<TMove, T>(in move, T.Count, ref p[0], ref u[0], ref first[0], ref second[0], ref third[0]);
        u[..rest].CopyTo(From(ref update));
        if (move.Slots > 0) first[..rest].CopyTo(From(ref a));
        if (move.Slots > 1) second[..rest].CopyTo(From(ref b));
        if (move.Slots > 2) third[..rest].CopyTo(From(ref c));

        Span<double> From(ref double numbers) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref numbers, whole), rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Loop<TMove, T>(
        in TMove move, int count, ref readonly double parameter, ref double update, ref double a, ref double b, ref double c)
        where TMove : struct, IMove
        where T : struct, ILanes<T>
    {
        var own = move; // nothing that is written can change it, so what it holds is read once
        for (nint i = 0; i < count; i += T.Count)
        {
            T one = own.Slots > 0 ? T.Load(in Unsafe.Add(ref a, i)) : default;
            T two = own.Slots > 1 ? T.Load(in Unsafe.Add(ref b, i)) : default;
            T three = own.Slots > 2 ? T.Load(in Unsafe.Add(ref c, i)) : default;
            ref var here = ref Unsafe.Add(ref update, i);
            T.Store(own.Update(T.Load(in here), T.Load(in Unsafe.Add(ref Unsafe.AsRef(in parameter), i)), ref one, ref two, ref three), ref here);
            if (own.Slots > 0) T.Store(one, ref Unsafe.Add(ref a, i));
            if (own.Slots > 1) T.Store(two, ref Unsafe.Add(ref b, i));
            if (own.Slots > 2) T.Store(three, ref Unsafe.Add(ref c, i));
        }
    }
}
