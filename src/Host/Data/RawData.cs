using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>Looks at one row of a source.</summary>
/// <param name="row">Its number, from 0.</param>
/// <param name="inputs">One number for each input column; only to be looked at during the call.</param>
/// <param name="targets">One number for each target column; the index of its class where the source has classes.</param>
internal delegate void RowVisitor(int row, ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets);

/// <summary>
/// Rows as a source has them, before anything is done with them: nothing is scaled, split or coded. They are gone through from the first to
/// the last as often as somebody asks, so that a source need not hold them in memory.
/// </summary>
/// <param name="Rows">How many, at least one.</param>
/// <param name="InputNames">The name of each input column, each once.</param>
/// <param name="TargetNames">The name of each target column; of the one that says the class, where the source has classes.</param>
/// <param name="Visit">Goes through all rows in order; a source that is another than when it was opened says so.</param>
internal sealed record RawData(
    int Rows, ImmutableArray<string> InputNames, ImmutableArray<string> TargetNames, Func<RowVisitor, Validation<Problem, Unit>> Visit)
{
    /// <summary>The labels of the classes, in the order of their indices; empty where targets are numbers.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>The input columns before features were made of them; else the same as <see cref="InputNames"/>.</summary>
    public ImmutableArray<string> SourceNames { get; init; } = InputNames;

    /// <summary>What was found out about the source and a person should know, one sentence each: <c>fields are separated by ';'</c>.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Where the rows come from, for people: <c>iris</c>, <c>flowers.csv, SHA-256 03f1…</c>.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Rows that are in memory.</summary>
    /// <param name="inputNames">A name for each input column.</param>
    /// <param name="inputs"><c>[rows × inputs]</c>, row-major.</param>
    /// <param name="targetNames">A name for each target column.</param>
    /// <param name="targets"><c>[rows × targets]</c>, row-major.</param>
    public static RawData Of(ImmutableArray<string> inputNames, Reals inputs, ImmutableArray<string> targetNames, Reals targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        var (width, height) = (inputNames.Length, targetNames.Length);
        var rows = inputs.Length / width;
        return new(rows, inputNames, targetNames, visit =>
        {
            for (var row = 0; row < rows; row++)
                visit(row, inputs.AsSpan(row * width, width), targets.AsSpan(row * height, height));
            return Prelude.Success<Problem, Unit>(Prelude.unit);
        });
    }
}
