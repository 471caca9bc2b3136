using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>What a network learns from: rows of inputs and the targets that belong to them. Immutable, finite, rectangular.</summary>
public sealed record Dataset
{
    private Dataset(int rows, int inputWidth, int targetWidth, Reals inputs, Reals targets) =>
        (Rows, InputWidth, TargetWidth, Inputs, Targets) = (rows, inputWidth, targetWidth, inputs, targets);

    /// <summary>How many rows, at least one.</summary>
    public int Rows { get; }

    /// <summary>Numbers that go in with a row.</summary>
    public int InputWidth { get; }

    /// <summary>Numbers that should come out with a row.</summary>
    public int TargetWidth { get; }

    /// <summary><c>[rows × inputWidth]</c>, row-major.</summary>
    public Reals Inputs { get; }

    /// <summary><c>[rows × targetWidth]</c>, row-major; classes are one-hot.</summary>
    public Reals Targets { get; }

    /// <summary>A dataset, or every reason why there is none.</summary>
    public static Validation<Problem, Dataset> Create(int rows, Reals inputs, Reals targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (rows < 1)
            return Fail<Problem, Dataset>(Seq1(new Problem("data", "there are no rows", "Give at least one row of inputs with its targets.")));
        var problems = Rectangular("data.inputs", rows, inputs) + Rectangular("data.targets", rows, targets)
            + Finite("data.inputs", rows, inputs) + Finite("data.targets", rows, targets);
        return problems.IsEmpty
            ? Success<Problem, Dataset>(new Dataset(rows, inputs.Length / rows, targets.Length / rows, inputs, targets))
            : Fail<Problem, Dataset>(problems);
    }

    /// <summary>Only <paramref name="rows"/> of it, at least one, in that order.</summary>
    internal Dataset Of(ImmutableArray<int> rows)
    {
        var batch = Batch.Of(this, rows);
        return new(rows.Length, InputWidth, TargetWidth, batch.Inputs, batch.Targets);
    }

    private static Seq<Problem> Rectangular(string where, int rows, Reals values) =>
        values.Length > 0 && values.Length % rows == 0
            ? Empty
            : Seq1(new Problem(where, $"{values.Length} numbers do not make {rows} rows of equal length", "Give every row the same number of values."));

    private static Seq<Problem> Finite(string where, int rows, Reals values)
    {
        var bad = values.AsSpan().IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
        var width = Math.Max(1, values.Length / rows);
        return bad < 0
            ? Empty
            : Seq1(new Problem($"{where}[{bad / width}][{bad % width}]", $"{RealText.Of(values[bad])} is not a finite number", "Training needs finite numbers."));
    }
}

/// <summary>The rows one step sees.</summary>
/// <param name="RowNumbers">Which rows of the dataset they are, in this order.</param>
/// <param name="Inputs"><c>[rows × inputWidth]</c>, row-major.</param>
/// <param name="Targets"><c>[rows × targetWidth]</c>, row-major.</param>
public sealed record Batch(ImmutableArray<int> RowNumbers, Reals Inputs, Reals Targets)
{
    /// <summary>How many rows: one or more, or none in a step that is left out because all its rows are.</summary>
    public int Rows => RowNumbers.Length;

    /// <summary>Whether the step makes no update: the state passes on unchanged, and only its number counts on.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>The rows <paramref name="rowNumbers"/> of <paramref name="data"/>, in that order.</summary>
    public static Batch Of(Dataset data, ImmutableArray<int> rowNumbers)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new(rowNumbers, Gather(data.Inputs, data.InputWidth, rowNumbers), Gather(data.Targets, data.TargetWidth, rowNumbers));
    }

    private static Reals Gather(Reals source, int width, ImmutableArray<int> rows) =>
        Reals.Build(rows.Length * width, destination =>
        {
            for (var i = 0; i < rows.Length; i++)
                source.AsSpan(rows[i] * width, width).CopyTo(destination[(i * width)..]);
        });
}
