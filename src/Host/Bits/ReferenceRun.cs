using Functional.Core;

namespace Functional.Host;

/// <summary>Where a run ends. Its fingerprint stands for every state on the way, so two that are equal computed the same bits at every step.</summary>
/// <param name="Name">Which run; <see cref="Reference.Document"/> is its document.</param>
/// <param name="Steps">How many steps it is trained, whatever its document says.</param>
/// <param name="Fingerprint">Of the last state.</param>
/// <param name="Loss">At the last state, of the batch the next step would take.</param>
internal sealed record ReferenceRun(string Name, long Steps, Fingerprint Fingerprint, double Loss)
{
    /// <summary>Whether both ended at the same bits, NaN and −0 included.</summary>
    public bool SameBits(ReferenceRun other) =>
        Fingerprint == other.Fingerprint && BitConverter.DoubleToInt64Bits(Loss) == BitConverter.DoubleToInt64Bits(other.Loss);
}

/// <summary>A run of the reference, and where it ended here.</summary>
/// <param name="Expected">What the reference says.</param>
/// <param name="Here">What this machine computed.</param>
/// <param name="Elapsed">How long that took.</param>
internal sealed record ComparedRun(ReferenceRun Expected, ReferenceRun Here, TimeSpan Elapsed)
{
    public bool Equal => Here.SameBits(Expected);
}
