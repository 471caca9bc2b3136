using System.Runtime.ExceptionServices;
using Functional.Core;

namespace Functional.Host;

/// <summary>How the comparison of a stretch of history ended. A closed union; a stretch that was not finished has none.</summary>
internal abstract record Compared
{
    private Compared()
    {
    }

    /// <summary>Everything recorded was computed again.</summary>
    public sealed record Same : Compared;

    /// <summary>The first difference, and whether the file contradicts itself there.</summary>
    public sealed record Other(Divergence Divergence, bool Damaged) : Compared;

    /// <summary>The recording could not be read.</summary>
    public sealed record Unread(Failure Failure) : Compared;

    /// <summary>A step threw.</summary>
    public sealed record Thrown(ExceptionDispatchInfo Exception) : Compared;
}
