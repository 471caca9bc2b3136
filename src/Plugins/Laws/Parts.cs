using Functional.Core;

namespace Functional.Laws;

/// <summary>What a whole step is made of besides a network's size and numbers, which the laws draw.</summary>
/// <param name="Activation">Of every layer.</param>
/// <param name="Loss">What is made small.</param>
/// <param name="Optimizer">How gradients become updates.</param>
/// <param name="Schedule">How the learning rate changes.</param>
public sealed record Parts(IActivation Activation, ILoss Loss, IOptimizer Optimizer, ISchedule Schedule);
