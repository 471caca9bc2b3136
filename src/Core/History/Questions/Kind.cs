namespace Functional.Core;

/// <summary>What a question or a part of it is: a number, a truth, or numbers in a shape.</summary>
public sealed record Kind
{
    private Kind(string text, Shape? shape) => (Text, Shape) = (text, shape);

    /// <summary>One number.</summary>
    public static Kind Number { get; } = new("a number", null);

    /// <summary>True or false.</summary>
    public static Kind Truth { get; } = new("true or false", null);

    /// <summary>Numbers in rows and columns.</summary>
    public static Kind Of(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new($"a tensor {shape}", shape);
    }

    /// <summary>The shape of a tensor, else null.</summary>
    public Shape? Shape { get; }

    private string Text { get; }

    /// <summary><c>a number</c>, <c>true or false</c>, <c>a tensor [3 × 1]</c>.</summary>
    public override string ToString() => Text;
}

/// <summary>Rows and columns.</summary>
/// <param name="Rows">Rows of a matrix; 1 of a vector. Of something with a row a row of the batch: the most there can be.</param>
/// <param name="Columns">Columns of a matrix, or length of a vector.</param>
/// <param name="IsVector">Whether it is addressed by one index.</param>
/// <param name="IsPerRow">Whether it has a row for every row of the batch: a last batch may be smaller.</param>
public sealed record Shape(int Rows, int Columns, bool IsVector = false, bool IsPerRow = false)
{
    /// <summary>The most numbers.</summary>
    public int Length => Rows * Columns;

    /// <summary><c>[3 × 1]</c>, <c>[4]</c>.</summary>
    public override string ToString() => IsVector ? $"[{Columns}]" : $"[{Rows} × {Columns}]";
}
