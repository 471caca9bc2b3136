namespace Functional.Host;

/// <summary>What the elements of an array in a file are.</summary>
internal enum ElementKind
{
    /// <summary>Text of a fixed length: no numbers.</summary>
    Text,

    /// <summary>A byte that is 0 or 1.</summary>
    Bool,

    /// <summary>Whole numbers without a sign: 1, 2, 4 or 8 bytes.</summary>
    Unsigned,

    /// <summary>Whole numbers, two's complement: 1, 2, 4 or 8 bytes.</summary>
    Signed,

    /// <summary>IEEE 754: 2, 4 or 8 bytes.</summary>
    Float,

    /// <summary>bfloat16: the upper half of a single.</summary>
    Brain,
}

/// <summary>How one element lies in a file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Bytes an element, at least 1.</param>
/// <param name="IsBigEndian">Whether its first byte is the highest.</param>
internal readonly record struct ElementType(ElementKind Kind, int Size, bool IsBigEndian = false)
{
    /// <summary>What the program itself writes: doubles, little-endian.</summary>
    public static ElementType Double { get; } = new(ElementKind.Float, sizeof(double));

    public bool IsWhole => Kind is ElementKind.Bool or ElementKind.Unsigned or ElementKind.Signed;

    /// <summary>For people: <c>float64</c>, <c>uint8</c>.</summary>
    public override string ToString() => Kind switch
    {
        ElementKind.Text => "text",
        ElementKind.Bool => "bool",
        ElementKind.Unsigned => $"uint{Size * 8}",
        ElementKind.Signed => $"int{Size * 8}",
        ElementKind.Brain => "bfloat16",
        _ => $"float{Size * 8}",
    };
}
