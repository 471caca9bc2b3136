using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// √(1 − β₂ᵗ), by which Adam divides the root of every running square. The divisor is the same for all parameters, so its reciprocal is
/// made once, in two pieces, and a quotient takes four multiplications instead of a division, which is the slowest of all operations.
/// <para>
/// It is the quotient rounded once, to the bit: q from both pieces is one of the two doubles beside it, its remainder is exact, and
/// correcting q by the remainder times the rounded reciprocal rounds to the nearest (P. Markstein, IBM J. Res. Dev. 34, 1990; for a divisor
/// known in advance: N. Brisebarre, J.-M. Muller, S. K. Raina, IEEE Trans. Comput. 53, 2004).
/// </para>
/// </summary>
internal readonly struct Correction
{
    /// <summary>2⁻⁴⁰⁰: with a divisor from here to 1 neither quotient nor remainder of a root leaves the normal numbers.</summary>
    private const double Least = 3.872591914849318E-121;

    private readonly double _divisor;
    private readonly double _negated;
    private readonly double _reciprocal;
    private readonly double _rest;
    private readonly bool _suits;

    /// <summary>The division by <paramref name="divisor"/>.</summary>
    public Correction(double divisor)
    {
        (_divisor, _negated) = (divisor, -divisor);
        _suits = divisor is >= Least and <= 1;
        _reciprocal = 1 / divisor;
        _rest = Math.FusedMultiplyAdd(-_reciprocal, divisor, 1) / divisor;
    }

    /// <summary>root / divisor, rounded once.</summary>
    /// <param name="root">A square root: NaN, or 0 or more (and not −0).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Of<T>(T root)
        where T : struct, ILanes<T>
    {
        if (typeof(T) == typeof(Told) || !_suits)
            return root / _divisor;
        var near = T.FusedMultiplyAdd(root, _reciprocal, root * _rest);
        var quotient = T.FusedMultiplyAdd(T.FusedMultiplyAdd(_negated, near, root), _reciprocal, near);
        return T.Select(root <= double.MaxValue, quotient, root);
    }
}
