using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>The columns of a table of a whole history: those of <c>log --json</c>, then a column a parameter where they are not too many.</summary>
/// <param name="Tried">What the state does on test rows.</param>
/// <param name="Parameters">The names of the parameters that have a column, in the order they lie in the state: all or none.</param>
/// <param name="LeftOut">How many have none.</param>
internal sealed record HistoryColumns(ImmutableArray<string> Tried, ImmutableArray<string> Parameters, int LeftOut)
{
    /// <summary>A network with more parameters than this has no columns for them: a file of a hundred thousand such rows helps nobody.</summary>
    public const int Most = 256;

    /// <summary>The columns of numbers that every history has, after the step and before the fingerprint.</summary>
    public static ImmutableArray<string> Curves { get; } = ["loss", "sumAbsoluteError", "gradientNorm", "learningRate"];

    public static HistoryColumns Of(OpenedRun run) => run.Layout.ParameterLength <= Most
        ? new(TriedOf(run), [.. Enumerable.Range(0, run.Layout.ParameterLength).Select(place => run.Layout.NameOf(place))], 0)
        : new(TriedOf(run), [], run.Layout.ParameterLength);

    /// <summary>The columns of how states do on test rows, where there are some: the loss, and the share of rows taken for what they are.</summary>
    public static ImmutableArray<string> TriedOf(OpenedRun run) => run.Exams.Test.Match(
        exam => exam.Classes.IsSome ? ["testLoss", "testAccuracy"] : ["testLoss"],
        () => ImmutableArray<string>.Empty);

    /// <summary>All names, from left to right.</summary>
    public IEnumerable<string> Names => ["step", .. Curves, "fingerprint", .. Tried, .. Parameters];

    /// <summary>The numbers of <see cref="Curves"/> in a row, in their order.</summary>
    public static ImmutableArray<double> CurvesOf(HistoryRow row) => [row.Moment.Loss, row.Moment.SumAbsoluteError, row.GradientNorm, row.LearningRate];

    /// <summary>What is not in the table, for the answer.</summary>
    public static Seq<string> Remarks(Exported exported) => Of(exported.Run) is { LeftOut: > 0 and var many }
        ? Seq1($"the {NumberText.Count(many)} parameters are left out: more than {Most} make no table; 'functional probe' writes any of them, and 'functional export {exported.Run.File.Header.Name}@N -o FILE.npz' all of one state")
        : Seq<string>();
}
