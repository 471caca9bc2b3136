using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>One number of a told update with the arithmetic that made it.</summary>
/// <param name="Name">What it is called: <c>m</c>, <c>step size</c>, <c>update</c>.</param>
/// <param name="Number">The number and how it was made.</param>
/// <param name="Where">Where it lies from then on: <c>updates.layer0.bias[0]</c>, or <c>slots.m.layer0.bias[0]</c> of the next state. May lie nowhere.</param>
public sealed record ToldLine(string Name, ToldNode Number, string Where = "")
{
    /// <summary>The number.</summary>
    public double Value => Number.Value;

    /// <summary>The arithmetic, piece by piece; a number that was there before is its only piece.</summary>
    public ImmutableArray<ToldToken> Pieces => ToldText.Of(Number);

    /// <summary><c>0.9 × 0.0123 + 0.1 × -0.0345 = 0.00762</c>; what was not computed is only its number.</summary>
    public string Text => Number.IsGiven ? RealText.Of(Value) : $"{ToldText.Line(Number)} = {RealText.Of(Value)}";
}
