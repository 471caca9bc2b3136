using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>Where the first NaN or infinity of a state stands.</summary>
/// <param name="Step">t of the state S_t.</param>
/// <param name="Tensor">For instance <c>layer0.weights</c>.</param>
/// <param name="Index">Where in the tensor.</param>
/// <param name="Value">NaN or an infinity.</param>
public sealed record NonFinite(long Step, string Tensor, ImmutableArray<int> Index, double Value)
{
    /// <summary>Numbers looked at together: four vectors.</summary>
    private const int Stride = 16;

    /// <summary>The first number of <paramref name="state"/> that is not finite, parameters first; none in a healthy state.</summary>
    public static Option<NonFinite> In(StateLayout layout, TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return In(layout, state.Step, state.Parameters.AsSpan(), state.Slots.AsSpan());
    }

    /// <summary>The same of the state an engine stands at.</summary>
    public static Option<NonFinite> In(StateLayout layout, Engine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return IsIn(engine) ? In(layout, engine.StepNumber, engine.Parameters, engine.Slots) : None;
    }

    /// <summary>Whether there is one in the state an engine stands at.</summary>
    public static bool IsIn(Engine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return FirstIn(engine.Parameters) >= 0 || FirstIn(engine.Slots) >= 0;
    }

    private static Option<NonFinite> In(StateLayout layout, long step, ReadOnlySpan<double> parameters, ReadOnlySpan<double> slots)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var found = First(layout.Parameters, step, parameters);
        return found.IsSome ? found : First(layout.Slots, step, slots);
    }

    /// <summary>Index of the first number that is NaN or infinite; −1 where all are finite. Four vectors at a time: this is asked after every step.</summary>
    internal static int FirstIn(ReadOnlySpan<double> numbers)
    {
        var most = Vector256.Create(double.MaxValue);
        ref var start = ref MemoryMarshal.GetReference(numbers);
        var i = 0;
        for (; i <= numbers.Length - Stride; i += Stride)
        {
            var (a, b) = (Vector256.Abs(Vector256.LoadUnsafe(ref start, (nuint)i)), Vector256.Abs(Vector256.LoadUnsafe(ref start, (nuint)i + 4)));
            var (c, d) = (Vector256.Abs(Vector256.LoadUnsafe(ref start, (nuint)i + 8)), Vector256.Abs(Vector256.LoadUnsafe(ref start, (nuint)i + 12)));
            // No comparison with NaN holds.
            if (((Vector256.LessThanOrEqual(a, most) & Vector256.LessThanOrEqual(b, most)) & (Vector256.LessThanOrEqual(c, most) & Vector256.LessThanOrEqual(d, most))).AsUInt64() != Vector256<ulong>.AllBitsSet)
                break;
        }

        for (; i < numbers.Length; i++)
            if (!double.IsFinite(numbers[i]))
                return i;
        return -1;
    }

    private static Option<NonFinite> First(ImmutableArray<NamedTensor> tensors, long step, ReadOnlySpan<double> flat)
    {
        var bad = FirstIn(flat);
        if (bad < 0)
            return None;
        var tensor = tensors.Last(t => t.Offset <= bad);
        return Some(new NonFinite(step, tensor.Name, tensor.Indices(bad - tensor.Offset), flat[bad]));
    }
}
