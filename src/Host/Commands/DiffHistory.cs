using LanguageExt;

namespace Functional.Host;

/// <summary>How two histories go together.</summary>
/// <param name="Parting">What their fingerprints say.</param>
/// <param name="IsOneRun">Whether both are one file.</param>
/// <param name="A">What the first recorded.</param>
/// <param name="B">What the second recorded.</param>
/// <param name="Missing">Where one of them branched off from a run that is not at hand.</param>
internal sealed record DiffHistory(Parting Parting, bool IsOneRun, (long First, long Last) A, (long First, long Last) B, Option<Parentage> Missing)
{
    /// <summary>The same as a sentence about the runs called <paramref name="a"/> and <paramref name="b"/>.</summary>
    public string Sentence(string a, string b)
    {
        if (IsOneRun)
            return "Two states of one history.";
        if (Parting.HasNoStepInCommon)
            return $"The two runs have no step in common: {a} has {Range(A)}, {b} has {Range(B)}.";
        return Parting.First.Match(
            step => step > Parting.From
                ? $"The two runs are one history up to step {NumberText.Count(step - 1)} and part at step {NumberText.Count(step)}, the first state with another fingerprint."
                : step == 0
                    ? "The two runs part at step 0: they begin with other parameters."
                    : $"The two runs differ at step {NumberText.Count(step)} already, the first that is recorded of both{Reason()}",
            () => A.Last == B.Last
                ? $"The two runs are one history up to their last step, {NumberText.Count(Parting.To)}: the same fingerprint."
                : $"The two runs are one history as far as both go, up to step {NumberText.Count(Parting.To)}; {(A.Last > B.Last ? a : b)} goes on to {NumberText.Count(Math.Max(A.Last, B.Last))}.");
    }

    private string Reason() => Missing.Match(
        parent => $"; what came before is in {parent.Run}, which is not in this store (or is another run now).",
        () => ".");

    private static string Range((long First, long Last) steps) => $"{NumberText.Count(steps.First)} to {NumberText.Count(steps.Last)}";
}
