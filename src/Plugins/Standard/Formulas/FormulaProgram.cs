using System.Collections.Immutable;

namespace Functional.Plugins.Standard;

/// <summary>
/// A formula as a run of instructions over blocks of numbers, so that choosing an instruction costs once a block and not once a number.
/// A block of one and a block of many give the same bits: every step treats each number on its own.
/// <para>
/// Derivatives are carried along with the values (forward differentiation, Wengert 1964). Where a finite z meets something that is not
/// finite on the way, that z is worked out again in <see cref="Wide"/> arithmetic: what is finite in the end comes out finite.
/// </para>
/// </summary>
internal sealed class FormulaProgram
{
    /// <summary>As many doubles as are lent from the stack at once, 64 KB.</summary>
    private const int Lent = 8192;

    /// <summary>Long enough that the cost of an instruction is spread thin, short enough for the innermost cache.</summary>
    public const int LongestBlock = 256;

    private readonly ImmutableArray<(IInstruction What, int Slot)> _steps;
    private readonly int _depth;

    /// <summary>Instructions in the order they run.</summary>
    public FormulaProgram(ImmutableArray<IInstruction> instructions)
    {
        var steps = ImmutableArray.CreateBuilder<(IInstruction, int)>(instructions.Length);
        var top = 0;
        foreach (var instruction in instructions)
        {
            top -= instruction.Operands;
            steps.Add((instruction, top++));
            _depth = Math.Max(_depth, top);
        }

        _steps = steps.MoveToImmutable();
    }

    /// <summary>f of every z. NaN gives that NaN, whatever the formula.</summary>
    public void Values(ReadOnlySpan<double> z, Span<double> values) => Run(z, values, slopes: false);

    /// <summary>f′ of every z. NaN gives that NaN, whatever the formula.</summary>
    public void Slopes(ReadOnlySpan<double> z, Span<double> slopes) => Run(z, slopes, slopes: true);

    /// <summary>f(z) and f′(z) of one number in wide arithmetic, rounded.</summary>
    public (double Value, double Slope) InWide(double z)
    {
        Span<Dual> stack = stackalloc Dual[_depth];
        foreach (var (what, slot) in _steps)
            what.Wide(stack, slot, z);
        return (stack[0].Value.Rounded, stack[0].Slope.Rounded);
    }

    /// <summary>Block after block; the trouble of a block takes a row of memory, each place of the stack one or two.</summary>
    private void Run(ReadOnlySpan<double> z, Span<double> results, bool slopes)
    {
        var rows = 1 + (slopes ? 2 : 1) * _depth;
        var block = BlockFor(rows, z.Length);
        Span<double> memory = stackalloc double[rows * block];
        for (var at = 0; at < z.Length; at += block)
        {
            var here = z.Slice(at, Math.Min(block, z.Length - at));
            var blocks = new Blocks(here, memory, _depth);
            Begin(blocks);
            foreach (var (what, slot) in _steps)
            {
                if (slopes)
                    what.Duals(blocks, slot);
                else
                    what.Values(blocks, slot);
            }

            (slopes ? blocks.Slopes(0) : blocks.Values(0)).CopyTo(results[at..]);
            Mend(blocks, results[at..], slopes);
        }
    }

    private static int BlockFor(int rows, int length) => Math.Clamp(Lent / rows, 1, Math.Min(LongestBlock, Math.Max(1, length)));

    /// <summary>A z that is not finite is in trouble from the start.</summary>
    private static void Begin(in Blocks blocks)
    {
        var z = blocks.Z;
        var trouble = blocks.Trouble;
        for (var i = 0; i < trouble.Length; i++)
            trouble[i] = 0 * z[i];
    }

    private void Mend(in Blocks blocks, Span<double> results, bool slopes)
    {
        var z = blocks.Z;
        var trouble = blocks.Trouble;
        for (var i = 0; i < trouble.Length; i++)
        {
            if (!double.IsNaN(trouble[i]))
                continue;
            if (double.IsNaN(z[i]))
                results[i] = z[i];
            else if (double.IsFinite(z[i]))
                results[i] = slopes ? InWide(z[i]).Slope : InWide(z[i]).Value;
        }
    }
}
