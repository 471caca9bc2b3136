using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What a network learns from, what it is tried on, and what the numbers mean.</summary>
/// <param name="Training">The rows it learns from.</param>
/// <param name="Test">Rows it never learns from, of the same widths.</param>
/// <param name="Card">Names, classes, scaling, origin.</param>
public sealed record PreparedData(Dataset Training, Option<Dataset> Test, DataCard Card)
{
    /// <summary>Rows that are meant as they are: every one is learned from, none has a name.</summary>
    public static PreparedData Of(Dataset rows) => new(rows, None, DataCard.Plain(rows));
}
