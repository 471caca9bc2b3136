using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// What moved one parameter θ from S_from to S_to. Two exact equations, each part rounded once:
/// <para>change = updates + rounding of the additions, for each step stores the double nearest to θ + update;</para>
/// <para>updates = Σ over rows + unattributed + rounding of the shares, for each update was rounded where its rows' parts are not.</para>
/// </summary>
/// <param name="From">The first state.</param>
/// <param name="To">The last state; the steps are from … to − 1.</param>
/// <param name="Start">θ in the first state.</param>
/// <param name="End">θ in the last state.</param>
/// <param name="ByRow">Each row of the dataset's part; 0 for a row no batch had. <c>[rows]</c>.</param>
/// <param name="Unattributed">Updates that no row of their batch can claim: made from memory, or where the rows cancel out.</param>
/// <param name="RoundingOfShares">What rounding made of the updates: their own against the exact sum of their rows' parts.</param>
/// <param name="Updates">Σ of the updates.</param>
/// <param name="RoundingOfAdditions">What rounding made of the parameter: Σ of (stored − (θ + update)).</param>
/// <param name="Plain">Steps whose update is the learning rate times the gradient, bit for bit.</param>
/// <param name="Shared">Other steps whose update was shared among the rows in proportion to their gradients.</param>
/// <param name="Tension">
/// Of the shared steps the largest Σ |gradient of a row| / |Σ gradient of a row|: 1 where all rows pulled the same way, much where little of
/// their pulls was left, so that what they share is small beside their parts. 0 without a shared step.
/// </param>
public sealed record Account(
    long From,
    long To,
    double Start,
    double End,
    ImmutableArray<double> ByRow,
    double Unattributed,
    double RoundingOfShares,
    double Updates,
    double RoundingOfAdditions,
    long Plain,
    long Shared,
    double Tension)
{
    /// <summary>How many steps.</summary>
    public long Steps => To - From;

    /// <summary>θ in the last state − θ in the first.</summary>
    public double Change => End - Start;

    /// <summary>
    /// Whether the parts of the rows are exact: every update was −learningRate · gradient (or, uphill, learningRate · gradient), which is
    /// linear in the rows.
    /// </summary>
    public bool IsExact => Plain == Steps;

    /// <summary>Steps that changed the parameter, or would have, without a row to claim it.</summary>
    public long Unshared => Steps - Plain - Shared;

    /// <summary>The row whose part is largest either way, the first of them.</summary>
    public int Foremost => Enumerable.Range(0, ByRow.Length).MaxBy(row => Math.Abs(ByRow[row]));

    /// <summary>The change less all its parts as they stand here, added without rounding.</summary>
    public double Residual => Sums.Residual(Change, Parts);

    /// <summary>The most the residual can be: half an ulp of the change and of each part, for each was rounded once.</summary>
    public double ResidualBound => Sums.Bound(Change, Parts);

    private IEnumerable<double> Parts => ByRow.Append(Unattributed).Append(RoundingOfShares).Append(RoundingOfAdditions);

    /// <summary>Sums of rounded parts, held against the whole.</summary>
    internal static class Sums
    {
        public static double Residual(double whole, IEnumerable<double> parts) => ExactSum.Of(parts.Select(part => -part).Append(whole));

        public static double Bound(double whole, IEnumerable<double> parts) => ExactSum.Of(parts.Append(whole).Select(HalfAnUlp));

        private static double HalfAnUlp(double x) => x == 0 ? 0 : (Math.BitIncrement(Math.Abs(x)) - Math.Abs(x)) / 2;
    }
}

/// <summary>The account of one parameter.</summary>
/// <param name="Parameter">Its place in the flat run.</param>
/// <param name="Whole">From the first state to the last.</param>
/// <param name="Ranges">The same, range by range of steps.</param>
public sealed record ParameterAccount(int Parameter, Account Whole, ImmutableArray<Account> Ranges)
{
    /// <summary>The change less the changes of all ranges, added without rounding.</summary>
    public double RangeResidual => Account.Sums.Residual(Whole.Change, Ranges.Select(r => r.Change));

    /// <summary>The most that can be: half an ulp of the change and of each range's.</summary>
    public double RangeResidualBound => Account.Sums.Bound(Whole.Change, Ranges.Select(r => r.Change));
}
