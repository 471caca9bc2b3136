using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>Every law of the house, by what it is a law of. Whoever writes another adds it to one of these lists, or keeps a list of their own.</summary>
public static class Lawbook
{
    /// <summary>Cases a law is tried on unless somebody wants more.</summary>
    public const int Cases = 1000;

    /// <summary>The cases everybody tries first.</summary>
    public const ulong Seed = 1;

    /// <summary>Laws of activations.</summary>
    public static ImmutableArray<Law<IActivation>> Activations { get; } = ActivationLaws.All;

    /// <summary>Laws of losses.</summary>
    public static ImmutableArray<Law<ILoss>> Losses { get; } = LossLaws.All;

    /// <summary>Laws of optimizers.</summary>
    public static ImmutableArray<Law<IOptimizer>> Optimizers { get; } = OptimizerLaws.All;

    /// <summary>Laws of schedules.</summary>
    public static ImmutableArray<Law<ISchedule>> Schedules { get; } = ScheduleLaws.All;

    /// <summary>Laws of initializers.</summary>
    public static ImmutableArray<Law<IInitializer>> Initializers { get; } = InitializerLaws.All;

    /// <summary>Laws of a whole step made of given parts.</summary>
    public static ImmutableArray<Law<Parts>> Steps { get; } = StepLaws.All;

    /// <summary>Tries every law of activations.</summary>
    public static ImmutableArray<Verdict> Check(Func<IActivation> make, int cases = Cases, ulong seed = Seed) => Check(Activations, make, cases, seed);

    /// <summary>Tries every law of losses.</summary>
    public static ImmutableArray<Verdict> Check(Func<ILoss> make, int cases = Cases, ulong seed = Seed) => Check(Losses, make, cases, seed);

    /// <summary>Tries every law of optimizers.</summary>
    public static ImmutableArray<Verdict> Check(Func<IOptimizer> make, int cases = Cases, ulong seed = Seed) => Check(Optimizers, make, cases, seed);

    /// <summary>Tries every law of schedules.</summary>
    public static ImmutableArray<Verdict> Check(Func<ISchedule> make, int cases = Cases, ulong seed = Seed) => Check(Schedules, make, cases, seed);

    /// <summary>Tries every law of initializers.</summary>
    public static ImmutableArray<Verdict> Check(Func<IInitializer> make, int cases = Cases, ulong seed = Seed) => Check(Initializers, make, cases, seed);

    /// <summary>Tries every law of a whole step.</summary>
    public static ImmutableArray<Verdict> Check(Func<Parts> make, int cases = Cases, ulong seed = Seed) => Check(Steps, make, cases, seed);

    /// <summary>Tries the given laws, one verdict each, in order.</summary>
    public static ImmutableArray<Verdict> Check<T>(IEnumerable<Law<T>> laws, Func<T> make, int cases = Cases, ulong seed = Seed) =>
        [.. laws.Select(law => law.Try(make, cases, seed))];
}
