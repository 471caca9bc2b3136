namespace Functional.Host;

/// <summary>What a fork learns from.</summary>
internal enum ForkRows
{
    /// <summary>The rows its parent recorded, whatever its document says of data.</summary>
    Parents,

    /// <summary>The same with other numbers in them, written out in its document: they mean what they meant.</summary>
    ParentsChanged,

    /// <summary>Those its document describes.</summary>
    Others,
}
