namespace Functional.Core;

/// <summary>
/// The left side of a product, A, <c>[rows × depth]</c>, as tiles find their rows in it: as it lies, or in strips of a tile's height, each of
/// them <c>[depth × height]</c> in one piece (<see cref="Strips"/>).
/// </summary>
internal readonly struct LeftSide<TOperand>
    where TOperand : struct, IOperand<TOperand>
{
    private readonly TOperand _start;
    private readonly nint _next;

    private LeftSide(TOperand start, nint next, nint row, nint step)
    {
        _start = start;
        (_next, Row, Step) = (next, row, step);
    }

    /// <summary>Within a tile, from a number to the one of the next row.</summary>
    public nint Row { get; }

    /// <summary>From one number of a row to the next; 0 in strips, where it is their height.</summary>
    public nint Step { get; }

    /// <summary>Whether neighbouring rows' numbers lie side by side as the tiles want them: in strips, or the transpose of doubles.</summary>
    public bool LiesWell => Row == 1 && typeof(TOperand) == typeof(Doubles);

    /// <summary>Number k of row i is <c>a.At(i · row + k · step)</c>.</summary>
    public static LeftSide<TOperand> AsItLies(TOperand a, nint row, nint step) => new(a, row, row, step);

    /// <summary>Strips of rows of <paramref name="depth"/> numbers.</summary>
    public static LeftSide<TOperand> InStrips(TOperand strips, nint depth) => new(strips, depth, 1, 0);

    /// <summary>Where the tile begins whose first row is row <paramref name="i"/>.</summary>
    public TOperand At(int i) => _start.From(i * _next);

    /// <summary>From one number of a row to the next, in a tile of <paramref name="height"/> rows.</summary>
    public nint StepOf(int height) => Step == 0 ? height : Step;

    /// <summary>The same from number <paramref name="k"/> of each row on; where it lies in strips it has no meaning.</summary>
    public LeftSide<TOperand> From(nint k) => new(_start.From(k * Step), _next, Row, Step);
}
