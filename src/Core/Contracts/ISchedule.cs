namespace Functional.Core;

/// <summary>
/// The learning rate of a step: a pure function of the step number, so any step can be replayed on its own. One that follows the
/// losses as well is an <see cref="ILossSchedule"/>.
/// </summary>
public interface ISchedule
{
    /// <summary>The canonical name with its settings, for instance <c>step(gamma=0.1, stepSize=30)</c>.</summary>
    string Id { get; }

    /// <summary>The learning rate in force at <paramref name="step"/>.</summary>
    /// <param name="step">Updates already applied, from 0.</param>
    /// <param name="learningRate">The base rate of the run.</param>
    double At(long step, double learningRate);
}
