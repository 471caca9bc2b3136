using System.Collections.Immutable;

namespace Functional.Host;

/// <summary>The columns of a file that are read, counted from 0.</summary>
internal sealed record CsvChoice(ImmutableArray<int> Inputs, ImmutableArray<int> Targets);

/// <summary>What one look through all cells of a file found out.</summary>
/// <param name="Rows">How many rows it gives.</param>
/// <param name="DecimalSign">Point or comma.</param>
/// <param name="Means">What stands in for a missing cell, for each input column.</param>
/// <param name="Digest">A hash of all bytes, to know the file again.</param>
internal sealed record CsvFindings(int Rows, char DecimalSign, ImmutableArray<double> Means, UInt128 Digest)
{
    /// <summary>The name of each class, where the target says classes.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>The class of each label.</summary>
    public Dictionary<string, int> ClassOf { get; init; } = [];

    /// <summary>SHA-256 of the file.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>What a person should know.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
