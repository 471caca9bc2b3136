using System.Collections.Immutable;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;

namespace Functional.Host;

/// <summary>A point of the plane and what is to be learned of it: the index of its class, or a number.</summary>
internal readonly record struct PlaneRow(double X1, double X2, double Target);

/// <summary>
/// What the made sets have in common: two inputs, one target, rows that are computed whenever they are gone through. Where there are two
/// classes, rows come from them in turn, so that any stretch of the set holds both.
/// </summary>
internal static class PlaneRows
{
    public const string RowsHelp = "how many rows";

    private const long MaxRows = 1_000_000;

    private static readonly ImmutableArray<string> Inputs = ["x1", "x2"];

    /// <summary>Both colours of TensorFlow Playground, whose labels are −1 (orange) and +1 (blue): classes 0 and 1.</summary>
    public static ImmutableArray<string> Colours { get; } = ["orange", "blue"];

    public const int Orange = 0;

    public const int Blue = 1;

    /// <summary>The setting <c>rows</c>.</summary>
    public static int Count(Settings settings, int @default) => (int)settings.Integer("rows", @default, RowsHelp, min: 2, max: MaxRows);

    /// <summary>The setting <c>noise</c> in per cent, as TensorFlow Playground has it; returned as a share, 0 … 0.5.</summary>
    public static double Noise(Settings settings, string help) => settings.Number("noise", 0, $"in per cent: {help}", min: 0, max: 50) / 100;

    /// <summary>Rows with a class.</summary>
    public static RawData Classified(int rows, uint seed, ImmutableArray<string> classes, Func<int, RowDraws, PlaneRow> row) =>
        Of(rows, seed, "class", row) with { Classes = classes };

    /// <summary>Rows with a number to be learned.</summary>
    public static RawData Valued(int rows, uint seed, Func<int, RowDraws, PlaneRow> row) => Of(rows, seed, "y", row);

    private static RawData Of(int rows, uint seed, string target, Func<int, RowDraws, PlaneRow> row) => new(rows, Inputs, [target], visit =>
    {
        Span<double> inputs = stackalloc double[2];
        Span<double> targets = stackalloc double[1];
        for (var i = 0; i < rows; i++)
        {
            (inputs[0], inputs[1], targets[0]) = row(i, new RowDraws(seed, i));
            visit(i, inputs, targets);
        }

        return Prelude.Success<Problem, Unit>(Prelude.unit);
    });
}
