using System.Text;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>A tree as text, with the fewest parentheses that keep its meaning: reading it back gives the same tree.</summary>
internal static class Printer
{
    /// <summary>Stronger than every operator: a number, a name, a call.</summary>
    private const int Whole = 100;

    /// <summary>The canonical text.</summary>
    public static string Text(Expr expr, Grammar grammar)
    {
        var text = new StringBuilder();
        Append(text, expr, grammar, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Expr expr, Grammar grammar, int least)
    {
        var bare = Strength(expr, grammar) >= least;
        text.Append(bare ? "" : "(");
        switch (expr)
        {
            case Expr.Number n:
                text.Append(RealText.Of(n.Value));
                break;
            case Expr.Name n:
                text.Append(n.Text);
                break;
            case Expr.Negate n:
                text.Append('-');
                Append(text, n.Inner, grammar, Grammar.MinusStrength);
                break;
            case Expr.Binary b:
                Append(text, b, grammar.Find(b.Operator)!, grammar);
                break;
            case Expr.Call c:
                text.Append(c.Function).Append('(');
                for (var i = 0; i < c.Arguments.Length; i++)
                    Append(text.Append(i > 0 ? ", " : ""), c.Arguments[i], grammar, 0);
                text.Append(')');
                break;
        }

        text.Append(bare ? "" : ")");
    }

    /// <summary>The side on which an operator gathers its like needs no parentheses; a sign may open the right side of a power: 2^-x.</summary>
    private static void Append(StringBuilder text, Expr.Binary b, Operator op, Grammar grammar)
    {
        Append(text, b.Left, grammar, op.FromRight ? op.Strength + 1 : op.Strength);
        text.Append(op.Spaced ? $" {op.Symbol} " : op.Symbol);
        Append(text, b.Right, grammar, b.Right is Expr.Negate ? 0 : op.FromRight ? op.Strength : op.Strength + 1);
    }

    private static int Strength(Expr expr, Grammar grammar) => expr switch
    {
        Expr.Binary b => grammar.Find(b.Operator)!.Strength,
        Expr.Negate => Grammar.MinusStrength,
        _ => Whole,
    };
}
