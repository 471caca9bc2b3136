using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Host;

/// <summary>What the numbers of a dataset mean: how they are called, and how a row of the world becomes a row of the network.</summary>
/// <param name="RawNames">The numbers of a row as the source has them.</param>
/// <param name="InputNames">The inputs of the network made from these: the same, or the chosen features.</param>
/// <param name="TargetNames">The name of each target column; of the one that says the class, where there are classes.</param>
public sealed record DataCard(ImmutableArray<string> RawNames, ImmutableArray<string> InputNames, ImmutableArray<string> TargetNames)
{
    /// <summary>The labels of the classes, in the order of their indices; empty where targets are numbers.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>How the inputs were scaled.</summary>
    public Scaling Scaling { get; init; } = Scaling.Identity;

    /// <summary>Where the rows come from.</summary>
    public string Origin { get; init; } = "";

    /// <summary>What was found out about them, one sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Whether the inputs are other than the numbers of the source: features of them.</summary>
    public bool HasFeatures => !RawNames.SequenceEqual(InputNames);

    /// <summary>The inputs of the network <c>[inputs]</c> for a row of the world <c>[raw]</c>.</summary>
    public Reals InputsOf(ReadOnlySpan<double> raw)
    {
        var inputs = new double[InputNames.Length];
        if (HasFeatures)
            new Features(InputNames).Apply(raw, inputs);
        else
            raw.CopyTo(inputs);
        Scaling.Apply(inputs);
        return Reals.Of(inputs);
    }

    /// <summary>The card of rows of which nothing is known: <c>x0</c>, <c>x1</c>, …; <c>y0</c>, ….</summary>
    public static DataCard Plain(Dataset rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var inputs = Numbered("x", rows.InputWidth);
        return new(inputs, inputs, Numbered("y", rows.TargetWidth));
    }

    /// <summary><c>x0</c>, <c>x1</c>, ….</summary>
    internal static ImmutableArray<string> Numbered(string letter, int count) =>
        [.. Enumerable.Range(0, count).Select(i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{letter}{i}"))];

    /// <summary>Records compare arrays by reference; cards are equal where they say the same.</summary>
    public bool Equals(DataCard? other) =>
        other is not null && RawNames.SequenceEqual(other.RawNames) && InputNames.SequenceEqual(other.InputNames) && TargetNames.SequenceEqual(other.TargetNames)
        && Classes.SequenceEqual(other.Classes) && Notes.SequenceEqual(other.Notes) && Scaling == other.Scaling && Origin == other.Origin;

    public override int GetHashCode() => HashCode.Combine(RawNames.Length, InputNames.Length, TargetNames.Length, Classes.Length, Origin);
}
