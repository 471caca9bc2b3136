using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// Averaged gradient descent, PyTorch's ASGD: θ ← θ · (1 − lambd · η) − η · g, where η is the learning rate at first and
/// learningRate / (1 + lambd · learningRate · t)^alpha after t updates. Beside it goes ax, the average of the parameters: θ itself
/// until t0 updates have been made, then ax ← ax + (θ − ax) / max(1, t − t0). Training never reads ax; it is there to be looked
/// at and to predict with. (Polyak, Juditsky 1992; Xu 2011, arXiv:1107.2490.)
/// </summary>
public sealed class Asgd(double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weightDecay = 0, bool maximize = false) : ITellingOptimizer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IOptimizer> Recipe { get; } = Recipes.Optimizer("asgd", Build, 0.01, new(
        "θ ← θ · (1 − lambd · η) − η · g;  ax ← ax + (θ − ax) · μ\n" +
            "then η ← learningRate / (1 + lambd · learningRate · t)^alpha;  μ ← 1 / max(1, t − t0)\n" +
            "(g is the gradient + weightDecay · θ; t counts the updates from 1; η begins at learningRate and μ at 1; ax is the average of θ, which training never reads)",
        "Gradient descent that keeps an average of where it has been, which is nearer to the minimum than any single place.",
        "Polyak, Juditsky 1992, Acceleration of Stochastic Approximation by Averaging; Xu 2011, arXiv:1107.2490"));

    /// <inheritdoc/>
    public string Id => PluginId.Of("asgd", ("lambd", lambd), ("alpha", alpha), ("t0", t0), ("weightDecay", weightDecay), ("maximize", maximize));

    /// <summary>ax, the average of the parameters.</summary>
    public ImmutableArray<string> SlotNames { get; } = ["ax"];

    /// <summary>t, the updates made so far; η and μ, what the next one will use (η once there has been one).</summary>
    public ImmutableArray<string> ScalarNames { get; } = ["t", "eta", "mu"];

    /// <summary>μ begins at 1: the average of one place is that place.</summary>
    public void Init(ParameterLayout layout, Slots slots) => slots.Scalars[2] = 1;

    /// <inheritdoc/>
    public bool ActsOnElements => true;

    /// <inheritdoc/>
    public void Update(
        long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
    {
        Descent.Run(Next<Lanes64>(learningRate, Descent.Scalars(slots)), parameters, updates, slots);
    }

    /// <inheritdoc/>
    public ToldUpdate Tell(ToldGiven given) => Telling.Of<Move>(given, Next);

    /// <summary>What a step does with the η and μ that the one before it left; then it leaves those of the next.</summary>
    private Move Next<T>(T learningRate, Span<T> scalars, Telling? telling = null)
        where T : struct, ILanes<T>
    {
        var eta = Descent.Number(scalars[0]) == 0 ? learningRate : scalars[1];
        var mu = Descent.Number(scalars[2]);
        var t = scalars[0] += 1;
        scalars[1] = learningRate / Descent.Pow(1 + lambd * learningRate * t, alpha);
        scalars[2] = 1 / T.Max(1, t - t0);
        return new(Descent.Number(eta), mu, Telling.Number("pull", -lambd * eta, telling), weightDecay, maximize);
    }

    private static Asgd Build(Settings s)
    {
        s.Alias("lambda", "lambd");
        return new(
            s.Number("lambd", 1e-4, "pulls parameters towards 0 and makes the learning rate fall", min: 0),
            s.Number("alpha", 0.75, "the power with which the learning rate falls", min: 0),
            s.Number("t0", 1e6, "how many updates pass before averaging begins", min: 0),
            s.WeightDecay(),
            s.Maximize());
    }

    private readonly struct Move(double eta, double mu, double shrink, double weightDecay, bool maximize) : IMove
    {
        public int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T gradient, T parameter, ref T average, ref T _, ref T __)
            where T : struct, ILanes<T>
        {
            var g = Descent.Gradient(gradient, parameter, weightDecay, maximize);
            var update = T.FusedMultiplyAdd(shrink, parameter, -eta * g);
            var next = Told.Called(parameter + update, "next");
            average = mu == 1 ? next : T.FusedMultiplyAdd(next - average, mu, average);
            return update;
        }
    }
}
