using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// A formula over a <see cref="Symbol"/> number. The words mean what <see cref="FormulaWords"/> has them mean, and a part without x is the
/// number that the compiled formula has there. There is no wide arithmetic on this side.
/// </summary>
/// <param name="formula">The tree.</param>
/// <param name="settings">The number of every setting in it.</param>
internal sealed class FormulaExpansion(Expr formula, IReadOnlyDictionary<string, double> settings)
{
    /// <summary>f(z).</summary>
    public Symbol Of(Symbol z) => Of(formula, z);

    private Symbol Of(Expr expr, Symbol z) => expr switch
    {
        Expr.Name { Text: FormulaWords.Variable } => z,
        _ when NumberOf(expr) is { } number => number,
        Expr.Negate n => -Of(n.Inner, z),
        Expr.Binary { Operator: "^", Left: Expr.Name { Text: FormulaWords.Euler } } power => Elementary.Exp(Of(power.Right, z)),
        Expr.Binary { Operator: "^" } power => Power(power.Left, power.Right, z),
        Expr.Binary b => OfTwo(b.Operator, Of(b.Left, z), Of(b.Right, z)),
        Expr.Call { Function: "pow" } power => Power(power.Arguments[0], power.Arguments[1], z),
        Expr.Call { Arguments: [var only] } call => OfOne(call.Function, Of(only, z)),
        Expr.Call call => call.Arguments.Skip(1).Aggregate(Of(call.Arguments[0], z), (u, v) => OfTwo(call.Function, u, Of(v, z))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What a part without x is, or null: for one with x, and for one that is finite only together with the rest.</summary>
    private double? NumberOf(Expr expr)
    {
        if (expr is Expr.Number { Value: var written })
            return written;
        if (expr.Names.Contains(FormulaWords.Variable))
            return null;
        Span<double> value = stackalloc double[1];
        FormulaCompiler.Compile(expr, settings).Values([0], value);
        return double.IsFinite(value[0]) || expr.Parts.IsEmpty ? value[0] : null;
    }

    /// <summary>Products for the powers that are products in <see cref="Standard.Power"/>.</summary>
    private Symbol Power(Expr left, Expr right, Symbol z)
    {
        var u = Of(left, z);
        return NumberOf(right) switch
        {
            0 => 1,
            1 => u,
            2 => u * u,
            3 => u * u * u,
            4 => u * u * (u * u),
            -1 => 1 / u,
            -2 => 1 / (u * u),
            -3 => 1 / (u * u * u),
            -4 => 1 / (u * u * (u * u)),
            _ => Symbol.Pow(u, Of(right, z)),
        };
    }

    private static Symbol OfOne(string function, Symbol u) => function switch
    {
        "abs" => Symbol.Abs(u),
        "cos" => Elementary.Cos(u),
        "erf" => Elementary.Erf(u),
        "exp" => Elementary.Exp(u),
        "expm1" => Elementary.Expm1(u),
        "log" => Elementary.Log(u),
        "log1p" => Elementary.Log1p(u),
        "sigmoid" => Elementary.Sigmoid(u),
        "sign" => Elementary.Sign(u),
        "sin" => Elementary.Sin(u),
        "softplus" => Elementary.Softplus(u),
        "sqrt" => Symbol.Sqrt(u),
        "tanh" => Elementary.Tanh(u),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Symbol OfTwo(string word, Symbol u, Symbol v) => word switch
    {
        "+" => u + v,
        "-" => u - v,
        "*" => u * v,
        "/" => u / v,
        "max" => Symbol.Max(u, v),
        "min" => Symbol.Min(u, v),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
