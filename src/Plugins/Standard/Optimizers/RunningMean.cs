using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// Running means and momenta of gradients that have stopped, as those of a dead ReLU do: some thousand steps of <c>β · m</c> later they
/// are subnormal, and there they stay (0.9 · 5 rounds to 5). Many processors take fifty times as long for a product with a subnormal
/// number, and a network half asleep would train at a third of its speed. Everything here has the bits of the plain formula.
/// </summary>
internal static class RunningMean
{
    /// <summary>The smallest normal number.</summary>
    private const double LeastNormal = 2.2250738585072014E-308;

    /// <summary>From here to its double the numbers are the whole ones, and their last 52 bits count them: as the subnormal numbers' do.</summary>
    private const double TwoTo52 = 4503599627370496;

    /// <summary>See <see cref="Root"/>.</summary>
    private const double LeastEpsilon = 1e-16;

    /// <summary>2⁻²⁰⁰ and 2⁷⁰⁰: see <see cref="Felt{T}(T, T, bool)"/>.</summary>
    private const double LeastParameter = 6.223015277861142E-61, MostFactor = 5.260135901548374E210;

    /// <summary>
    /// Whether neither a mean nor a mean of squares is asleep, as nearly none ever is: then the plain formula is quick, and this is the only
    /// question asked. Those of a dead unit that has never lived are 0, and 0 is quick.
    /// </summary>
    /// <param name="mean">A running mean.</param>
    /// <param name="square">A running square: NaN, or 0 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreAwake<T>(T mean, T square) where T : struct, ILanes<T> =>
        typeof(T) != typeof(Told) && !T.Any(Asleep(mean) | IsFaint(square));

    /// <summary>Where a mean is subnormal or the smallest normal number, and not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Asleep<T>(T mean) where T : struct, ILanes<T> => IsFaint(T.Abs(mean));

    /// <summary>The same of a size: its bits count the numbers from 0 to it, and one less than none is NaN, which is less than nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T IsFaint<T>(T size) where T : struct, ILanes<T> => T.SubtractBits(size, double.Epsilon) < LeastNormal;

    /// <summary>
    /// keep · mean + share, rounded once. A subnormal mean without a share is counted in multiples of the smallest number instead: keep
    /// times that count, rounded to a whole one, half to even, is what the product would be.
    /// </summary>
    /// <param name="keep">From 0 to below 1.</param>
    /// <param name="mean">The running mean.</param>
    /// <param name="share">What comes in.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Next<T>(double keep, T mean, T share)
        where T : struct, ILanes<T>
    {
        if (typeof(T) == typeof(Told))
            return T.FusedMultiplyAdd(keep, mean, share);
        var size = T.Abs(mean);
        var small = size < LeastNormal;
        if (!T.Any(small))
            return T.FusedMultiplyAdd(keep, mean, share);
        var faint = small & (size > 0) & (T.Abs(share) <= 0);
        if (!T.Any(faint) || keep == 0)
            return T.FusedMultiplyAdd(keep, mean, share);
        var count = (size | TwoTo52) - TwoTo52;
        var kept = T.FusedMultiplyAdd(keep, count, TwoTo52) ^ TwoTo52;
        return T.Select(faint, T.CopySign(kept, mean), T.FusedMultiplyAdd(keep, T.Select(faint, 0, mean), share));
    }

    /// <summary>
    /// The mean as its parameter feels it: 0 instead of a subnormal one, where the parameter is so large that adding the update changes
    /// nothing either way. A factor of 2⁷⁰⁰ leaves 2⁻³²² of it, and half the last place of 2⁻²⁰⁰ is 2⁻²⁵³.
    /// </summary>
    /// <param name="mean">The running mean.</param>
    /// <param name="parameter">θ.</param>
    /// <param name="weak">Whether the update is at most 2⁷⁰⁰ times the mean (see <see cref="IsWeak"/>).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Felt<T>(T mean, T parameter, bool weak)
        where T : struct, ILanes<T>
    {
        var small = T.Abs(mean) < LeastNormal;
        if (!weak || !T.Any(small))
            return mean;
        var unfelt = small & (T.Abs(parameter) >= LeastParameter);
        if (typeof(T) == typeof(Told))
            return T.Any(unfelt) ? 0 : mean; // one of the two is told, and not the choice
        return T.Select(unfelt, 0, mean);
    }

    /// <summary>The same of a mean that was <paramref name="asleep"/> before this step; one that was not is felt as it is.</summary>
    /// <param name="mean">The running mean.</param>
    /// <param name="parameter">θ.</param>
    /// <param name="weak">See <see cref="IsWeak"/>.</param>
    /// <param name="asleep">What <see cref="Asleep"/> said of the mean before.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Felt<T>(T mean, T parameter, bool weak, T asleep) where T : struct, ILanes<T> =>
        typeof(T) != typeof(Told) ? T.Select(asleep, Felt(mean, parameter, weak), mean) : T.Any(asleep) ? Felt(mean, parameter, weak) : mean;

    /// <summary>
    /// √mean, where <paramref name="epsilon"/> is added to it or to a quotient of it by a <see cref="Correction"/>: of a subnormal mean
    /// that is at most 10⁻¹⁵⁴ or 10⁻³³, and an epsilon beside which neither counts is spared the root.
    /// </summary>
    /// <param name="mean">A running square: NaN, or 0 or more.</param>
    /// <param name="epsilon">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Root<T>(T mean, double epsilon) where T : struct, ILanes<T> =>
        T.Sqrt(typeof(T) == typeof(Told) || epsilon < LeastEpsilon ? mean : mean & ~(mean < LeastNormal));

    /// <summary>Whether stepSize / least is at most 2⁷⁰⁰, where an update is stepSize · mean / something of at least <paramref name="least"/>.</summary>
    public static bool IsWeak(double stepSize, double least) => Math.Abs(stepSize) <= MostFactor * least;
}
