namespace Functional.Core;

/// <summary>
/// A loss that can say how it comes about, row by row, over <see cref="Told"/> numbers. One that does not say so is shown without its
/// arithmetic, and so is one whose told numbers are not, bit for bit, those of <see cref="ILoss.Evaluate"/>.
/// </summary>
public interface ITellingLoss : ILoss
{
    /// <summary>The loss of a batch and ∂L/∂outputs, told.</summary>
    ToldLoss Tell(ToldBatch batch);
}
