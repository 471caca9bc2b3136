using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What the fingerprints of two histories say, over the steps that both have.</summary>
/// <param name="From">The first step both have.</param>
/// <param name="To">The last step both have; before <paramref name="From"/> where they have none in common.</param>
/// <param name="First">The first of these steps at which they differ; none where they are one history. Where it is <paramref name="From"/> they may have parted earlier.</param>
internal sealed record Parting(long From, long To, Option<long> First)
{
    public bool HasNoStepInCommon => From > To;

    /// <summary>
    /// Fingerprints chain: once different they stay so. Hence a bisection finds the first difference, and asks for about log₂ of the number
    /// of steps instead of all of them.
    /// </summary>
    /// <param name="from">The first step both have.</param>
    /// <param name="to">The last step both have.</param>
    /// <param name="same">Whether the two have the same fingerprint at a step.</param>
    public static Either<Failure, Parting> Find(long from, long to, Func<long, Either<Failure, bool>> same) => from > to
        ? new Parting(from, to, None)
        : same(to).Bind(together => together
            ? Right<Failure, Parting>(new(from, to, None))
            : Bisect(from, to, same).Map(first => new Parting(from, to, first)));

    /// <summary>The first difference from <paramref name="from"/> to <paramref name="to"/>, at the last of which there is one.</summary>
    private static Either<Failure, long> Bisect(long from, long to, Func<long, Either<Failure, bool>> same)
    {
        if (from == to)
            return to;
        var middle = from + (to - from) / 2;
        return same(middle).Bind(together => together ? Bisect(middle + 1, to, same) : Bisect(from, middle, same));
    }
}
