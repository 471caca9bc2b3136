namespace Functional.Host;

/// <summary>Which states a run file keeps; fingerprints and losses are kept for every step in any case.</summary>
/// <param name="Every">Keep every K-th state; 1 keeps all; 0 means: as many as the budget and the time allow.</param>
/// <param name="BudgetBytes">What the states may take.</param>
public sealed record RecordPolicy(long Every, long BudgetBytes)
{
    /// <summary>256 MB: all 100,001 states of the article take 3.2 MB of it, and a laptop does not notice the file.</summary>
    public const long DefaultBudgetBytes = 256L << 20;

    public static RecordPolicy Default => new(0, DefaultBudgetBytes);

    /// <summary>
    /// The most multiplications and additions between two kept states: what a core of eighty thousand million a second does in the tenth of
    /// a second that going to any step may take; those that were measured do it in two thirds of that. Half as many would be nearer, and
    /// would make recording a large network under Adam cost more than a twentieth of its training.
    /// </summary>
    internal const double SeekWork = 8e9;

    /// <summary>The least a step costs, however little there is to multiply: what 50 ns would do.</summary>
    internal const double LeastWork = 5e3;

    /// <summary>What the optimizer does with a byte of the state, in the time of multiplications and additions: 100,000 parameters of Adam take 0.1 ms.</summary>
    private const double UpdateAByte = 4;

    /// <summary>Whole histories up to this size are kept without a second thought: 16 MB are written in some hundredths of a second.</summary>
    private const double SmallBytes = 16 << 20;

    /// <summary>
    /// Multiplications and additions that a core does while a byte of a state is copied, hashed and written: a hundred thousand million
    /// against six hundred million a second, measured.
    /// </summary>
    private const double WorkAByte = 1e11 / 6e8;

    /// <summary>Keeping states may cost as much as this share of the training.</summary>
    private const double Share = 1 / 25.0;

    /// <summary>What a step takes that is computed again, in multiplications and additions.</summary>
    internal static double WorkOfAStep(int stateBytes, double work) => Math.Max(LeastWork, work) + UpdateAByte * stateBytes;

    /// <summary>
    /// How far apart states are kept in a run of <paramref name="steps"/> steps whose states take <paramref name="stateBytes"/> and whose
    /// steps take <paramref name="work"/> multiplications and additions. It follows from the document alone, never from a clock: the same
    /// run keeps the same states anywhere. Three wishes, the first the strongest: what a person said, every K-th or no more than the budget
    /// (the first and the last state are kept in any case); no more than <see cref="SeekWork"/> from any kept state to the next; and, unless
    /// the history is small, states so far apart that writing them is no more than <see cref="Share"/> of the training. What lies between is
    /// computed again when it is asked for; where the budget does not leave room for the second, that takes longer, and train says so.
    /// </summary>
    public long SpacingFor(long steps, int stateBytes, double work)
    {
        if (Every > 0)
            return Every;
        var share = (double)(steps + 1) * stateBytes <= SmallBytes ? 1 : stateBytes * WorkAByte / (Share * Math.Max(LeastWork, work));
        var seek = SeekWork / WorkOfAStep(stateBytes, work);
        return Math.Max(WithinBudget(steps, stateBytes), (long)Math.Max(1, Math.Min(Math.Ceiling(share), Math.Floor(seek))));
    }

    /// <summary>The nearest that states can lie for all of them to fit, each with its checksum: one at every multiple below the end, and the last.</summary>
    private long WithinBudget(long steps, int stateBytes)
    {
        var between = Math.Max(1, BudgetBytes / ((long)stateBytes + sizeof(ulong)) - 1);
        return Math.Max(1, (steps - 1) / between + 1);
    }
}
