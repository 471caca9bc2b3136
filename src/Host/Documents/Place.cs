namespace Functional.Host;

/// <summary>Where something stands in a text a person wrote.</summary>
/// <param name="File">The file, or whatever the text came from: <c>train.json</c>, <c>--set</c>.</param>
/// <param name="Line">Counted from 1; 0 where the text has no lines worth naming.</param>
/// <param name="Column">Counted from 1, in characters (code points), as a person counts them.</param>
public readonly record struct Place(string File, int Line = 0, int Column = 0)
{
    /// <summary><c>train.json:7:15</c>, or the file alone.</summary>
    public override string ToString() => Line == 0 ? File : FormattableString.Invariant($"{File}:{Line}:{Column}");
}
