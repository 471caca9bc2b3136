namespace Functional.Core;

/// <summary>The numbers a condition hangs on.</summary>
internal static class QuestionParts
{
    /// <summary>The sides of comparisons and what changes, in the order of the text; a side without a name never changes and is none.</summary>
    public static IEnumerable<Expression> Sides(Expression condition) => Compared(condition).Select(Now).Where(side => Names(side).Any());

    private static IEnumerable<Expression> Compared(Expression expression) => expression switch
    {
        Expression.Not n => Compared(n.Inner),
        Expression.Previous p => Compared(p.Inner),
        Expression.Changes c => Compared(c.Inner).DefaultIfEmpty(c.Inner),
        Expression.Binary b when Strength.Of(b.Operator) == Strength.Comparison => [b.Left, b.Right],
        Expression.Binary b when Strength.Of(b.Operator) < Strength.Comparison => Compared(b.Left).Concat(Compared(b.Right)),
        _ => [],
    };

    /// <summary>Every name in it, with its index where it has one.</summary>
    public static IEnumerable<Expression> Names(Expression expression) => expression switch
    {
        Expression.Name or Expression.Element { Inner: Expression.Name } => [expression],
        Expression.Element e => Names(e.Inner),
        Expression.Negate n => Names(n.Inner),
        Expression.Previous p => Names(p.Inner),
        Expression.Binary b => Names(b.Left).Concat(Names(b.Right)),
        Expression.Call c => c.Arguments.SelectMany(Names),
        _ => [],
    };

    private static Expression Now(Expression expression) => expression is Expression.Previous p ? Now(p.Inner) : expression;
}
