using System.Text;

namespace Functional.Core;

/// <summary>A tree as text, with the fewest parentheses that keep its meaning: reading it back gives the same tree.</summary>
internal static class Printer
{
    /// <summary>The canonical text.</summary>
    public static string Text(Expression expression)
    {
        var text = new StringBuilder();
        Append(text, expression, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Expression expression, int least)
    {
        var bare = Strength.Of(expression) >= least;
        text.Append(bare ? "" : "(");
        switch (expression)
        {
            case Expression.Number n:
                text.Append(RealText.Of(n.Value));
                break;
            case Expression.Name n:
                text.Append(n.Text);
                break;
            case Expression.Element e:
                // A bracket behind prev.u would be taken for one of u.
                Append(text, e.Inner, e.Inner is Expression.Previous ? Strength.Whole + 1 : Strength.Whole);
                text.Append('[').AppendJoin(",", e.Indices.Select(RealText.Of)).Append(']');
                break;
            case Expression.Negate n:
                Append(text.Append('-'), n.Inner, Strength.Minus);
                break;
            case Expression.Not n:
                Append(text.Append("not "), n.Inner, Strength.Not);
                break;
            case Expression.Previous p:
                Append(text.Append(Lexer.Previous), p.Inner, Strength.Whole);
                break;
            case Expression.Changes c:
                Append(text, c.Inner, Strength.Changes);
                text.Append(" changes");
                break;
            case Expression.Binary b:
                AppendBinary(text, b);
                break;
            case Expression.Call c:
                text.Append(c.Function).Append('(');
                for (var i = 0; i < c.Arguments.Length; i++)
                    Append(text.Append(i > 0 ? ", " : ""), c.Arguments[i], 0);
                text.Append(')');
                break;
        }

        text.Append(bare ? "" : ")");
    }

    /// <summary>The side on which an operator gathers its like needs no parentheses, and a sign may open any right side: 2^-x.</summary>
    private static void AppendBinary(StringBuilder text, Expression.Binary b)
    {
        var strength = Strength.Of(b.Operator);
        Append(text, b.Left, strength is Strength.Power or Strength.Comparison ? strength + 1 : strength);
        text.Append(strength == Strength.Power ? b.Operator : $" {b.Operator} ");
        Append(text, b.Right, b.Right is Expression.Negate ? 0 : strength == Strength.Power ? strength : strength + 1);
    }
}
