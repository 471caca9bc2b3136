namespace Functional.Plugins.Standard;

/// <summary>One step of a compiled formula: takes its operands from the stack and puts its result where the first of them lay.</summary>
internal interface IInstruction
{
    /// <summary>How many operands it takes.</summary>
    int Operands { get; }

    /// <summary>The values of a block, result and first operand at <paramref name="slot"/>.</summary>
    void Values(in Blocks blocks, int slot);

    /// <summary>Values and slopes of a block.</summary>
    void Duals(in Blocks blocks, int slot);

    /// <summary>Value and slope of one number in wide arithmetic.</summary>
    void Wide(Span<Dual> stack, int slot, double z);
}

/// <summary>A value and its slope, in wide arithmetic.</summary>
internal readonly record struct Dual(Wide Value, Wide Slope);

/// <summary>The instructions there are.</summary>
internal static class Instruction
{
    /// <summary>x itself, slope 1.</summary>
    internal sealed class Variable : IInstruction
    {
        public int Operands => 0;

        public void Values(in Blocks blocks, int slot) => blocks.Z.CopyTo(blocks.Values(slot));

        public void Duals(in Blocks blocks, int slot)
        {
            Values(blocks, slot);
            blocks.Slopes(slot).Fill(1);
        }

        public void Wide(Span<Dual> stack, int slot, double z) => stack[slot] = new(Standard.Wide.Of(z), Standard.Wide.Of(1));
    }

    /// <summary>A number, slope 0.</summary>
    internal sealed class Constant(double value) : IInstruction
    {
        public int Operands => 0;

        public void Values(in Blocks blocks, int slot) => blocks.Values(slot).Fill(value);

        public void Duals(in Blocks blocks, int slot)
        {
            Values(blocks, slot);
            blocks.Slopes(slot).Clear();
        }

        public void Wide(Span<Dual> stack, int slot, double z) => stack[slot] = new(Standard.Wide.Of(value), Standard.Wide.Of(0));
    }

    /// <summary>A function of one number: f(u), and f′(u) · u′.</summary>
    internal sealed class OfOne<TRule> : IInstruction
        where TRule : struct, IUnaryRule
    {
        public int Operands => 1;

        public void Values(in Blocks blocks, int slot)
        {
            var u = blocks.Values(slot);
            var trouble = blocks.Trouble;
            for (var i = 0; i < u.Length && i < trouble.Length; i++)
            {
                var a = TRule.Value(new Plain(u[i])).Rounded;
                u[i] = a;
                trouble[i] += 0 * a;
            }
        }

        public void Duals(in Blocks blocks, int slot)
        {
            var u = blocks.Values(slot);
            var du = blocks.Slopes(slot);
            var trouble = blocks.Trouble;
            for (var i = 0; i < u.Length && i < du.Length && i < trouble.Length; i++)
            {
                var before = new Plain(u[i]);
                var a = TRule.Value(before);
                var slope = TRule.Slope(before, a).Rounded * du[i];
                (u[i], du[i]) = (a.Rounded, slope);
                trouble[i] += 0 * a.Rounded + 0 * slope;
            }
        }

        public void Wide(Span<Dual> stack, int slot, double z)
        {
            var (u, du) = stack[slot];
            var a = TRule.Value(u);
            stack[slot] = new(a, TRule.Slope(u, a) * du);
        }
    }

    /// <summary>A function of two numbers.</summary>
    internal sealed class OfTwo<TRule> : IInstruction
        where TRule : struct, IBinaryRule
    {
        public int Operands => 2;

        public void Values(in Blocks blocks, int slot)
        {
            var u = blocks.Values(slot);
            var v = blocks.Values(slot + 1);
            var trouble = blocks.Trouble;
            for (var i = 0; i < u.Length && i < v.Length && i < trouble.Length; i++)
            {
                var a = TRule.Value(new Plain(u[i]), new Plain(v[i])).Rounded;
                u[i] = a;
                trouble[i] += 0 * a;
            }
        }

        public void Duals(in Blocks blocks, int slot)
        {
            var u = blocks.Values(slot);
            var du = blocks.Slopes(slot);
            var v = blocks.Values(slot + 1);
            var dv = blocks.Slopes(slot + 1);
            var trouble = blocks.Trouble;
            for (var i = 0; i < u.Length && i < du.Length && i < v.Length && i < dv.Length && i < trouble.Length; i++)
            {
                var (left, right) = (new Plain(u[i]), new Plain(v[i]));
                var a = TRule.Value(left, right);
                var slope = TRule.Slope(left, new Plain(du[i]), right, new Plain(dv[i]), a).Rounded;
                (u[i], du[i]) = (a.Rounded, slope);
                trouble[i] += 0 * a.Rounded + 0 * slope;
            }
        }

        public void Wide(Span<Dual> stack, int slot, double z)
        {
            var ((u, du), (v, dv)) = (stack[slot], stack[slot + 1]);
            var a = TRule.Value(u, v);
            stack[slot] = new(a, TRule.Slope(u, du, v, dv, a));
        }
    }
}
