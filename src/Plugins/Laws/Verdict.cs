namespace Functional.Laws;

/// <summary>How a law fared.</summary>
public enum Outcome
{
    /// <summary>Every case that spoke, spoke for it.</summary>
    Holds,

    /// <summary>A case speaks against it.</summary>
    Refuted,

    /// <summary>No case spoke: the law does not apply, as one on claims where nothing is claimed.</summary>
    Silent,
}

/// <summary>What the cases say of one law and one subject.</summary>
/// <param name="Law">The law's name.</param>
/// <param name="Statement">What it states.</param>
/// <param name="Outcome">How it fared.</param>
/// <param name="Cases">Cases that spoke; where it is refuted, cases tried until one refuted it.</param>
/// <param name="Counterexample">The simplest refuting case found, as a sentence with its numbers; null unless refuted.</param>
/// <param name="Seed">From which <see cref="Law{T}.Refute"/> makes exactly this case again; null unless refuted.</param>
public sealed record Verdict(string Law, string Statement, Outcome Outcome, int Cases, string? Counterexample = null, string? Seed = null)
{
    /// <summary>Whether a history stands and falls with the law: <see cref="Law{T}.Essential"/>.</summary>
    public bool Essential { get; init; }

    /// <summary>The refuting case as something to stage; null unless refuted, and where it is no moment of a training.</summary>
    public Scene? Scene { get; init; }

    /// <summary>Whether nothing speaks against the law.</summary>
    public bool Holds => Outcome != Outcome.Refuted;

    /// <summary>The verdict as a person reads it; a refutation takes three lines.</summary>
    public override string ToString() => Outcome switch
    {
        Outcome.Holds => $"{Law} holds in {Cases} cases",
        Outcome.Silent => $"{Law} does not apply",
        _ => $"{Law} is refuted: {Statement}\n  but {Counterexample}\n  again with seed {Seed}",
    };
}
