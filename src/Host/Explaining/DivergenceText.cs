using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Host;

/// <summary>A first difference, as a sentence.</summary>
internal static class DivergenceText
{
    /// <summary><c>[0,2]</c>; nothing for a number without an index.</summary>
    public static string Index(ImmutableArray<int> index) => index.IsEmpty ? "" : $"[{string.Join(",", index)}]";

    public static string Sentence(Divergence d) => d.Tensor == "fingerprint"
        ? $"state {NumberText.Count(d.Step)}: every number agrees, but the recorded fingerprint is another one"
        : $"state {NumberText.Count(d.Step)}, {d.Tensor}{Index(d.Index)}: recorded {NumberText.Exact(d.Recorded)}, recomputed {NumberText.Exact(d.Recomputed)}, {UlpsText(d.Ulps)} apart";

    public static string UlpsText(ulong ulps) => ulps switch
    {
        ulong.MaxValue => "not comparable",
        1 => "1 ulp",
        _ => $"{ulps.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} ulps",
    };
}
