namespace Functional.Core;

/// <summary>How strongly the operators of a question bind: all the parser and the printer know of them.</summary>
internal static class Strength
{
    /// <summary>not u: weaker than a comparison and than <c>changes</c>, stronger than <c>and</c>.</summary>
    public const int Not = 30;

    /// <summary>u changes: of a whole comparison, <c>loss &gt; 1 changes</c>.</summary>
    public const int Changes = 40;

    /// <summary>&lt; and its like; they do not chain.</summary>
    public const int Comparison = 50;

    /// <summary>Between * and ^, as in mathematics: −x^2 is −(x²).</summary>
    public const int Minus = 75;

    /// <summary>a ^ b ^ c is a ^ (b ^ c).</summary>
    public const int Power = 80;

    /// <summary>A number, a name, a call, an element, prev.: nothing is stronger.</summary>
    public const int Whole = 100;

    /// <summary>Of an operator between two operands; 0 of anything else.</summary>
    public static int Of(string symbol) => symbol switch
    {
        "or" => 10,
        "and" => 20,
        "<" or "<=" or ">" or ">=" or "==" or "!=" => Comparison,
        "+" or "-" => 60,
        "*" or "/" => 70,
        "^" => Power,
        _ => 0,
    };

    /// <summary>Of a tree's outermost operator.</summary>
    public static int Of(Expression expression) => expression switch
    {
        Expression.Binary b => Of(b.Operator),
        Expression.Not => Not,
        Expression.Changes => Changes,
        Expression.Negate => Minus,
        _ => Whole,
    };
}
