using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
        T.FusedMultiplyAdd(weightDecay, parameter, Signed(gradient, maximize));

    /// <summary>∂L/∂θ, or its negative where the loss is to be made large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Signed<T>(T gradient, bool maximize) where T : struct, ILanes<T> => maximize ? -gradient : gradient;

    /// <summary>Makes updates of gradients, as many parameters at a time as the machine has lanes.</summary>
    /// <param name="move">The formula.</param>
    /// <param name="parameters">θ.</param>
    /// <param name="updates">Gradients in, updates out.</param>
    /// <param name="slots">The memory.</param>
    public static void Run<TMove>(TMove move, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
        where TMove : struct, IMove
    {
        parameters = parameters[..updates.Length];
        var first = move.Slots > 0 ? slots[0] : [];
        var second = move.Slots > 1 ? slots[1] : [];
        var third = move.Slots > 2 ? slots[2] : [];
        var whole = updates.Length & -Lanes.Widest;
        if (Vector512.IsHardwareAccelerated) Loop<TMove, Lanes512>(move, 0, whole, parameters, updates, first, second, third);
        else if (Vector256.IsHardwareAccelerated) Loop<TMove, Lanes256>(move, 0, whole, parameters, updates, first, second, third);
        else Loop<TMove, Lanes128>(move, 0, whole, parameters, updates, first, second, third);
        Loop<TMove, Lanes64>(move, whole, updates.Length, parameters, updates, first, second, third);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TMove, T>(
        TMove move, int from, int to, ReadOnlySpan<double> parameters, Span<double> updates, Span<double> first, Span<double> second, Span<double> third)
        where TMove : struct, IMove
        where T : struct, ILanes<T>
    {
        ref var parameter = ref MemoryMarshal.GetReference(parameters);
        ref var update = ref MemoryMarshal.GetReference(updates);
        ref var a = ref MemoryMarshal.GetReference(first);
        ref var b = ref MemoryMarshal.GetReference(second);
        ref var c = ref MemoryMarshal.GetReference(third);
        for (var i = from; i < to; i += T.Count)
        {
            T one = move.Slots > 0 ? T.Load(in Unsafe.Add(ref a, i)) : default;
            T two = move.Slots > 1 ? T.Load(in Unsafe.Add(ref b, i)) : default;
            T three = move.Slots > 2 ? T.Load(in Unsafe.Add(ref c, i)) : default;
            var result = move.Update(T.Load(in Unsafe.Add(ref update, i)), T.Load(in Unsafe.Add(ref parameter, i)), ref one, ref two, ref three);
            T.Store(result, ref Unsafe.Add(ref update, i));
            if (move.Slots > 0) T.Store(one, ref Unsafe.Add(ref a, i));
            if (move.Slots > 1) T.Store(two, ref Unsafe.Add(ref b, i));
            if (move.Slots > 2) T.Store(three, ref Unsafe.Add(ref c, i));
        }
    }
}
