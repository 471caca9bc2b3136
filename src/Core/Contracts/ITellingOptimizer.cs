namespace Functional.Core;

/// <summary>
/// An optimizer that can say how it made the update of one parameter: the same arithmetic, run once over <see cref="Told"/> numbers. Whoever
/// writes its formula over lanes has it for nothing. One that does not say so trains as every other does; its updates are shown without
/// their arithmetic.
/// </summary>
public interface ITellingOptimizer : IOptimizer
{
    /// <summary>
    /// One update of one parameter. Values are those of <see cref="IOptimizer.Update"/>, to the last bit: what is told and ends in another number
    /// is not shown.
    /// </summary>
    ToldUpdate Tell(ToldGiven given);
}
