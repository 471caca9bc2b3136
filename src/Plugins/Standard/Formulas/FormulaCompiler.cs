using System.Collections.Immutable;

namespace Functional.Plugins.Standard;

/// <summary>
/// A tree and the numbers of its settings become a program. A part without x is computed once, by the same instructions, unless it is
/// not finite on its own: e^1000 · e^−x needs the wide arithmetic for the whole. e^u is <c>exp(u)</c>, because a power of the rounded e
/// would drift from it.
/// </summary>
internal static class FormulaCompiler
{
    /// <summary>The program of a formula every one of whose settings is given.</summary>
    public static FormulaProgram Compile(Expr formula, IReadOnlyDictionary<string, double> settings) =>
        new(CodeOf(formula, settings) is var code && code.Varies ? code.Steps : Folded(code).Steps);

    private static Code CodeOf(Expr expr, IReadOnlyDictionary<string, double> settings) => expr switch
    {
        Expr.Number n => new([new Instruction.Constant(n.Value)], Varies: false),
        Expr.Name { Text: FormulaWords.Variable } => new([new Instruction.Variable()], Varies: true),
        Expr.Name n => new([new Instruction.Constant(FormulaWords.Constant(n.Text) ?? settings[n.Text])], Varies: false),
        Expr.Negate => Joined(expr, FormulaWords.Minus, settings),
        Expr.Binary { Operator: "^", Left: Expr.Name { Text: FormulaWords.Euler } } power => Applied(FormulaWords.Find("exp"), [CodeOf(power.Right, settings)]),
        Expr.Binary b => Joined(expr, FormulaWords.Find(b.Operator), settings),
        Expr.Call c => Joined(expr, FormulaWords.Find(c.Function), settings),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Code Joined(Expr expr, IInstruction what, IReadOnlyDictionary<string, double> settings) =>
        Applied(what, [.. expr.Parts.Select(part => CodeOf(part, settings))]);

    /// <summary>Operands and what is done with them; of more than two, the first two, then that and the third, and so on.</summary>
    private static Code Applied(IInstruction what, ImmutableArray<Code> operands)
    {
        var varies = operands.Any(o => o.Varies);
        var steps = ImmutableArray.CreateBuilder<IInstruction>();
        for (var i = 0; i < operands.Length; i++)
        {
            steps.AddRange((varies && !operands[i].Varies ? Folded(operands[i]) : operands[i]).Steps);
            if (i + 1 >= what.Operands)
                steps.Add(what);
        }

        return new(steps.ToImmutable(), varies);
    }

    private static Code Folded(Code constant)
    {
        if (constant.Steps.Length == 1)
            return constant;
        Span<double> value = stackalloc double[1];
        new FormulaProgram(constant.Steps).Values([0], value);
        return double.IsFinite(value[0]) ? constant with { Steps = [new Instruction.Constant(value[0])] } : constant;
    }

    /// <summary>The instructions of a part, and whether x is among them.</summary>
    private sealed record Code(ImmutableArray<IInstruction> Steps, bool Varies);
}
