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
    public static void Run<TMove>(in TMove move, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
        where TMove : struct, IMove
    {
        ref var parameter = ref MemoryMarshal.GetReference(parameters[..updates.Length]);
        ref var update = ref MemoryMarshal.GetReference(updates);
        ref var a = ref MemoryMarshal.GetReference(move.Slots > 0 ? slots[0] : []);
        ref var b = ref MemoryMarshal.GetReference(move.Slots > 1 ? slots[1] : []);
        ref var c = ref MemoryMarshal.GetReference(move.Slots > 2 ? slots[2] : []);
        if (Lanes.Fill8(updates.Length)) Loop<TMove, Lanes512>(in move, updates.Length, ref parameter, ref update, ref a, ref b, ref c);
        else if (Lanes.Fill4(updates.Length)) Loop<TMove, Lanes256>(in move, updates.Length, ref parameter, ref update, ref a, ref b, ref c);
        else Loop<TMove, Lanes64>(in move, updates.Length, ref parameter, ref update, ref a, ref b, ref c);
    }

    /// <summary>A last vector that would not be full begins earlier, from what was there before: it writes once more what is written already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Loop<TMove, T>(
        in TMove move, int count, ref readonly double parameter, ref double update, ref double a, ref double b, ref double c)
        where TMove : struct, IMove
        where T : struct, ILanes<T>
    {
        var last = count - T.Count;
        if (last < 0) return;
        var slots = move.Slots;
        var endUpdate = T.Load(in Unsafe.Add(ref update, last));
        T endA = slots > 0 ? T.Load(in Unsafe.Add(ref a, last)) : default;
        T endB = slots > 1 ? T.Load(in Unsafe.Add(ref b, last)) : default;
        T endC = slots > 2 ? T.Load(in Unsafe.Add(ref c, last)) : default;
        for (var i = 0; i < count; i += T.Count)
        {
            var full = T.Count == 1 || i <= last;
            var at = full ? i : last;
            T one = full && slots > 0 ? T.Load(in Unsafe.Add(ref a, at)) : endA;
            T two = full && slots > 1 ? T.Load(in Unsafe.Add(ref b, at)) : endB;
            T three = full && slots > 2 ? T.Load(in Unsafe.Add(ref c, at)) : endC;
            var gradient = full ? T.Load(in Unsafe.Add(ref update, at)) : endUpdate;
            T.Store(move.Update(gradient, T.Load(in Unsafe.Add(ref Unsafe.AsRef(in parameter), at)), ref one, ref two, ref three), ref Unsafe.Add(ref update, at));
            if (slots > 0) T.Store(one, ref Unsafe.Add(ref a, at));
            if (slots > 1) T.Store(two, ref Unsafe.Add(ref b, at));
            if (slots > 2) T.Store(three, ref Unsafe.Add(ref c, at));
        }
    }
}
