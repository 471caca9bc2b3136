using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// f and f′ at points. A function of whole rows (softmax) takes rows, and its derivative there is ∂aᵢ/∂zᵢ; with
/// <c>"gradients"</c> beside the points it also answers what the backward pass makes of them.
/// </summary>
internal static class EvalActivation
{
    private const string Hint = "Write [x1, x2, …], or {\"points\": [[…], …], \"gradients\": [[…], …]} for rows.";

    /// <summary>At points, one after the other; for a function of rows they are one row.</summary>
    public static IPage Of(Made<IActivation> made, double[] points) => Page(made, new([points], false), None);

    /// <summary>At the points of a file.</summary>
    public static Either<Failure, IPage> Of(Made<IActivation> made, Spot file) =>
        from spot in file.Tree is JsonTree.Object ? Failure.From(ExitCode.Data, InputFile.Member(file, "points", Hint)) : Right<Failure, Spot>(file)
        from points in Failure.From(ExitCode.Data, Read(spot))
        from gradients in Gradients(file, points)
        select (IPage)Page(made, points, gradients);

    private static Validation<Problem, Numbers> Read(Spot spot) =>
        spot.Tree is JsonTree.Array { Items: [JsonTree.Array, ..] }
            ? InputFile.Rows(spot, Hint).Map(rows => new Numbers(rows, true))
            : InputFile.Row(spot, Hint).Map(row => new Numbers([row], false));

    private static Either<Failure, Option<Numbers>> Gradients(Spot file, Numbers points)
    {
        if (file.Tree is not JsonTree.Object o || o.Find("gradients") is not { } tree)
            return Option<Numbers>.None;
        var spot = new Spot(tree, "gradients");
        return Failure.From(ExitCode.Data, Read(spot).Bind(given => given.IsShapedLike(points)
            ? Success<Problem, Option<Numbers>>(given)
            : spot.Refuse<Option<Numbers>>("gradients are not of the shape of the points", Hint)));
    }

    private static EvalPage Page(Made<IActivation> made, Numbers points, Option<Numbers> gradients)
    {
        var (f, rows) = (made.Strategy, points.Rows);
        var seen = rows.Select(z => At(f, z)).ToList();
        var width = points.AreRows ? rows[0].Length : 0;
        IEnumerable<string> lines =
        [
            $"{"z",26}{"value",26}{"derivative",26}",
            .. rows.SelectMany((z, row) => z.Select((point, i) =>
                $"{NumberText.Exact(point),26}{NumberText.Exact(seen[row].Values[i]),26}{NumberText.Exact(seen[row].Derivatives[i]),26}")),
        ];
        return EvalPage.Of(made, lines, json =>
        {
            json.Points("points", rows, width);
            json.Points("values", seen.Select(s => s.Values), width);
            json.Points("derivatives", seen.Select(s => s.Derivatives), width);
            gradients.IfSome(g => json.Points("preActivationGradients", g.Rows.Select((row, i) => Backward(f, rows[i], seen[i].Values, row)), width));
        });
    }

    private static void Points(this System.Text.Json.Utf8JsonWriter json, string name, IEnumerable<double[]> rows, int width)
    {
        double[] flat = [.. rows.SelectMany(r => r)];
        if (width > 0)
            json.Matrix(name, flat, width);
        else
            json.Reals(name, flat);
    }

    private static (double[] Values, double[] Derivatives) At(IActivation f, double[] z)
    {
        var a = new double[z.Length];
        f.Forward(z, a);
        return (a, f.ActsOnRows ? [.. RowSlopes.Jacobian(f, z, a).Select((slopes, i) => slopes[i])] : Backward(f, z, a, [.. Enumerable.Repeat(1.0, z.Length)]));
    }

    private static double[] Backward(IActivation f, double[] z, double[] a, double[] gradients)
    {
        var dz = new double[z.Length];
        f.Backward(z, a, gradients, dz);
        return dz;
    }

    /// <summary>Numbers as they came: one after the other, or in rows.</summary>
    private sealed record Numbers(ImmutableArray<double[]> Rows, bool AreRows)
    {
        public bool IsShapedLike(Numbers other) => Rows.Length == other.Rows.Length && Rows[0].Length == other.Rows[0].Length;
    }
}
