using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>Where the rows come from: what one form of <c>"data"</c> says of it. What is then done with the rows is said in the same way for all forms.</summary>
/// <param name="Canonical">The keys of this form, everything spelled out.</param>
/// <param name="Rows">Reads the rows, for a loss of this name and a last layer of so many units as far as these are known.</param>
internal sealed record SourcePart(
    ImmutableArray<(string Key, JsonTree Value)> Canonical,
    Func<Validation<Problem, string>, Validation<Problem, int>, Validation<Problem, RawData>> Rows)
{
    /// <summary>Keys that every form may have beside its own.</summary>
    public static ImmutableArray<string> Common { get; } = ["features", "scale", "test"];
}
