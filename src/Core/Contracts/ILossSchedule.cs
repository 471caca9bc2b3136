using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// A schedule that listens to the losses. What it remembers of them lies in the state, after the optimizer's slots, so any step can
/// still be replayed from its state alone: the rate of step t is <c>At(t, …, memory)</c> with the memory of S_t, and the loss of step t
/// then makes it the memory of S_{t+1}. An implementation holds settings and nothing else, and remembers finite numbers only, for a
/// state with an infinity in it counts as broken.
/// </summary>
public interface ILossSchedule : ISchedule
{
    /// <summary>Names of the numbers it remembers, in order: <c>badSteps</c>. They stand as <c>schedule.badSteps</c> among the slots.</summary>
    ImmutableArray<string> MemoryNames { get; }

    /// <summary>Writes the memory of a schedule that has heard no loss. It arrives as zeros, <c>[MemoryNames.Length]</c>.</summary>
    void Init(Span<double> memory);

    /// <summary>Hears the loss of the step just made, NaN and the infinities included.</summary>
    /// <param name="loss">The loss of the step's batch under the state before it.</param>
    /// <param name="memory">To read and write, <c>[MemoryNames.Length]</c>.</param>
    void Observe(double loss, Span<double> memory);

    /// <summary>The learning rate in force at <paramref name="step"/> after the losses of all steps before it.</summary>
    /// <param name="step">Updates already applied, from 0.</param>
    /// <param name="learningRate">The base rate of the run.</param>
    /// <param name="memory">What it remembers of those losses, <c>[MemoryNames.Length]</c>.</param>
    double At(long step, double learningRate, ReadOnlySpan<double> memory);

    /// <summary>The learning rate at <paramref name="step"/> of one that has heard nothing.</summary>
    double ISchedule.At(long step, double learningRate)
    {
        var memory = new double[MemoryNames.Length];
        Init(memory);
        return At(step, learningRate, memory);
    }
}
