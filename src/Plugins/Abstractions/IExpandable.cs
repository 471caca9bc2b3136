using Functional.Core;

namespace Functional.Plugins;

/// <summary>
/// Something that can say its formula in simple operations, so that it goes where our code does not, as into an ONNX file: an activation, or
/// the <see cref="IFormula"/> of one. A <see cref="Lanewise{TFormula}"/> is one by itself: its formula is run over a <see cref="Symbol"/> number.
/// </summary>
public interface IExpandable
{
    /// <summary>
    /// f(z) over a number that writes down what is done with it, or null where that cannot be said. Use its operators, <c>Symbol.Select</c> for
    /// a choice, <see cref="Elementary"/> over lanes, and for whole rows <see cref="Symbol.LargestOfRow"/> and <see cref="Symbol.SumOfRow"/>.
    /// </summary>
    Symbol? Expand(Symbol z);

    /// <summary>Where it is not the same elsewhere, as a sentence for a person; empty (the usual case) where it is.</summary>
    string Caveat => "";
}
