using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>A number with its address.</summary>
/// <param name="Tensor">For instance <c>layer0.weights</c> or <c>layer1.preActivations</c>.</param>
/// <param name="Index">Where in the tensor; empty for a number that is alone.</param>
/// <param name="Value">The number.</param>
public sealed record AddressedNumber(string Tensor, ImmutableArray<int> Index, double Value);

/// <summary>What a number was computed from: the last operation and the numbers that went into it. A closed union of four cases.</summary>
public abstract record Feeding
{
    private Feeding()
    {
    }

    /// <summary>Nothing of the step computed it: it was in the state or in the batch already.</summary>
    public sealed record Given : Feeding;

    /// <summary>
    /// A sum of products, which is one chain of fused multiply-adds: the link at which it stopped being finite, <c>Before + A · B</c>.
    /// </summary>
    /// <param name="At">Which product it is, from 0.</param>
    /// <param name="Terms">How many products the whole sum has.</param>
    /// <param name="Before">The sum of what came before: the bias, if any, and the products before this one.</param>
    /// <param name="A">The first factor.</param>
    /// <param name="B">The second factor.</param>
    public sealed record Link(int At, int Terms, double Before, AddressedNumber A, AddressedNumber B) : Feeding;

    /// <summary>A strategy was asked, and this is what it was given there.</summary>
    /// <param name="Id">Its canonical name.</param>
    /// <param name="Numbers">What it was given, and what it wrote beside.</param>
    public sealed record Call(string Id, ImmutableArray<AddressedNumber> Numbers) : Feeding;

    /// <summary>A + B.</summary>
    /// <param name="A">One summand.</param>
    /// <param name="B">The other.</param>
    public sealed record Addition(AddressedNumber A, AddressedNumber B) : Feeding;
}
