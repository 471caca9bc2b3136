using LanguageExt;

namespace Functional.Host;

/// <summary>Which steps of a history go out.</summary>
/// <param name="From">The first, one the run has.</param>
/// <param name="To">The last, one the run has.</param>
/// <param name="Every">Every K-th, where a person said so.</param>
internal sealed record AskedSteps(long From, long To, Option<long> Every)
{
    /// <summary>Each of them.</summary>
    public Steps Whole => new(From, To, Every.IfNone(1));
}
