using System.Collections.Immutable;

namespace Functional.Plugins.Standard;

/// <summary>
/// Where a formula bends or jumps, as far as that can be solved exactly: abs, sign, max and min whose arguments are straight lines, or
/// are put together from straight lines by +, −, products with numbers, abs, max and min. What bends elsewhere, as <c>abs(sin(x))</c>
/// does at every multiple of π, is not listed.
/// </summary>
internal static class FormulaKinks
{
    /// <summary>A part that may be more lines than this is left alone; relu6 is three.</summary>
    private const int MostLines = 32;

    /// <summary>Slopes and values that differ by less, in proportion, are taken for a smooth function's.</summary>
    private const double Jump = 1e-6;

    /// <summary>The points in rising order.</summary>
    public static double[] Find(Expr formula, IReadOnlyDictionary<string, double> settings, FormulaProgram program)
    {
        var candidates = new SortedSet<double>();
        Lines(formula, settings, candidates);
        return [.. candidates.Where(at => double.IsFinite(at) && Bends(program, at))];
    }

    /// <summary>
    /// Whether value or slope jumps between two points close by. They are 2⁻⁴⁰ of the place apart: a smooth function would have to be
    /// curved a million times as much as it is wide to be taken for one with a kink.
    /// </summary>
    private static bool Bends(FormulaProgram program, double at)
    {
        var step = Math.Max(1, Math.Abs(at)) / (1L << 40);
        ReadOnlySpan<double> sides = [at - step, at + step];
        Span<double> values = stackalloc double[2], slopes = stackalloc double[2];
        program.Values(sides, values);
        program.Slopes(sides, slopes);
        return Differ(values) || Differ(slopes);
    }

    private static bool Differ(ReadOnlySpan<double> pair) =>
        Math.Abs(pair[0] - pair[1]) > Jump * Math.Max(1, Math.Max(Math.Abs(pair[0]), Math.Abs(pair[1])));

    /// <summary>Every line that a part may be somewhere, or none where it may be something else; the crossings met on the way are collected.</summary>
    private static ImmutableArray<Line> Lines(Expr expr, IReadOnlyDictionary<string, double> settings, SortedSet<double> crossings)
    {
        ImmutableArray<ImmutableArray<Line>> parts = [.. expr.Parts.Select(p => Lines(p, settings, crossings))];
        ImmutableArray<Line> lines = expr switch
        {
            Expr.Number n => [new(0, n.Value)],
            Expr.Name { Text: FormulaWords.Variable } => [new(1, 0)],
            Expr.Name n => [new(0, FormulaWords.Constant(n.Text) ?? settings[n.Text])],
            Expr.Negate => [.. parts[0].Select(u => u.Times(-1))],
            Expr.Binary { Operator: "+" } => Pairs(parts, (u, v) => new(u.Slope + v.Slope, u.Offset + v.Offset)),
            Expr.Binary { Operator: "-" } => Pairs(parts, (u, v) => new(u.Slope - v.Slope, u.Offset - v.Offset)),
            Expr.Binary { Operator: "*" } when parts[0].All(u => u.Slope == 0) => Pairs(parts, (u, v) => v.Times(u.Offset)),
            Expr.Binary { Operator: "*" } when parts[1].All(v => v.Slope == 0) => Pairs(parts, (u, v) => u.Times(v.Offset)),
            Expr.Binary { Operator: "/" } when parts[1].All(v => v.Slope == 0) => Pairs(parts, (u, v) => new(u.Slope / v.Offset, u.Offset / v.Offset)),
            Expr.Call { Function: "abs" } => [.. parts[0].SelectMany(u => (Line[])[u, u.Times(-1)])],
            Expr.Call { Function: "sign" } => [new(0, -1), new(0, 0), new(0, 1)],
            Expr.Call { Function: "max" or "min" } => parts.Any(p => p.IsEmpty) ? [] : [.. parts.SelectMany(p => p)],
            _ => [],
        };
        Collect(expr, parts, crossings);
        return lines.Length <= MostLines ? [.. lines.Distinct()] : [];
    }

    private static ImmutableArray<Line> Pairs(ImmutableArray<ImmutableArray<Line>> parts, Func<Line, Line, Line> join) =>
        parts[0].Length * parts[1].Length <= MostLines ? [.. parts[0].SelectMany(u => parts[1].Select(v => join(u, v)))] : [];

    private static void Collect(Expr expr, ImmutableArray<ImmutableArray<Line>> parts, SortedSet<double> crossings)
    {
        if (expr is not Expr.Call { Function: "abs" or "sign" or "max" or "min" })
            return;
        var zero = new Line(0, 0);
        foreach (var u in parts.SelectMany(p => p))
            foreach (var v in parts.Length == 1 ? [zero] : parts.SelectMany(p => p))
                if (u.Slope != v.Slope)
                    crossings.Add((v.Offset - u.Offset) / (u.Slope - v.Slope) + 0.0);
    }

    /// <summary>Slope · x + Offset.</summary>
    private readonly record struct Line(double Slope, double Offset)
    {
        public Line Times(double c) => new(c * Slope, c * Offset);
    }
}
