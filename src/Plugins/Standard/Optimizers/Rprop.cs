using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// Rprop, PyTorch's: only the sign of a gradient counts. Each parameter has a step size of its own, multiplied by etaPlus while the sign
/// stays, by etaMinus when it turns (then that step is left out and the turn forgotten), kept between stepMin and stepMax;
/// update = −sign(g) · size. The learning rate is the first size and nothing after that. A gradient of 0 moves nothing.
/// Meant for full batches. (Riedmiller, Braun 1993.)
/// </summary>
public sealed class Rprop(
    double etaMinus = 0.5, double etaPlus = 1.2, double stepMin = 1e-6, double stepMax = 50, bool maximize = false) : ITellingOptimizer
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IOptimizer> Recipe { get; } = Recipes.Optimizer("rprop", Build, 0.01, new(
        "size ← size · etaPlus while g keeps its sign, size · etaMinus when it turns;  stepMin ≤ size ≤ stepMax\n" +
            "θ ← θ − sign(g) · size, but where g has just turned θ stays, and the turn is forgotten\n" +
            "(g is the gradient; size begins at learningRate, which counts for nothing afterwards)",
        "Goes by the sign of the gradient alone: faster while it stays, slower when it turns. For full batches.",
        "Riedmiller, Braun 1993, A Direct Adaptive Method for Faster Backpropagation Learning"));

    /// <inheritdoc/>
    public string Id => PluginId.Of(
        "rprop", ("etaMinus", etaMinus), ("etaPlus", etaPlus), ("stepMin", stepMin), ("stepMax", stepMax), ("maximize", maximize));

    /// <summary>The gradient of the last step (0 after a turn) and each parameter's step size.</summary>
    public ImmutableArray<string> SlotNames { get; } = ["previous", "size"];

    /// <summary>t, the updates made so far: before the first one there is no size yet.</summary>
    public ImmutableArray<string> ScalarNames { get; } = ["t"];

    /// <inheritdoc/>
    public bool ActsOnElements => true;

    /// <inheritdoc/>
    public void Update(
        long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
    {
        if (IsFirst(Descent.Scalars(slots)))
            slots[1].Fill(learningRate);
        Descent.Run(Next, parameters, updates, slots);
    }

    /// <inheritdoc/>
    public ToldUpdate Tell(ToldGiven given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var telling = new Telling(given);
        if (IsFirst(telling.Scalars))
            telling = telling with { Slots = [given.Slots[0], given.LearningRate] };
        return telling.Of(Next);
    }

    private Move Next => new(etaMinus, etaPlus, stepMin, stepMax, maximize);

    /// <summary>Whether no update has been made yet; t counts one more.</summary>
    private static bool IsFirst<T>(Span<T> scalars)
        where T : struct, ILanes<T>
    {
        var first = Descent.Number(scalars[0]) == 0;
        scalars[0] += 1;
        return first;
    }

    private static Rprop Build(Settings s)
    {
        var etaMinus = s.Number("etaMinus", 0.5, "what a step size is multiplied by when the gradient turns", above: 0, below: 1);
        var etaPlus = s.Number("etaPlus", 1.2, "what a step size is multiplied by while the gradient keeps its sign", above: 1);
        var stepMin = s.Number("stepMin", 1e-6, "the smallest step size", min: 0);
        var stepMax = s.Number("stepMax", 50, "the largest step size", above: 0);
        s.Require(stepMin <= stepMax, "stepMin", "is larger than stepMax", "Give a stepMin that is at most stepMax.");
        return new(etaMinus, etaPlus, stepMin, stepMax, s.Maximize());
    }

    private readonly struct Move(double etaMinus, double etaPlus, double stepMin, double stepMax, bool maximize) : IMove
    {
        public int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T gradient, T parameter, ref T previous, ref T size, ref T _)
            where T : struct, ILanes<T>
        {
            var g = Told.Called(Descent.Signed(gradient, maximize), "g");
            var turn = Told.Called(Elementary.Sign(g) * Elementary.Sign(previous), "turn");
            var factor = T.Select(turn > 0, etaPlus, T.Select(turn < 0, etaMinus, 1));
            size = T.Min(T.Max(size * factor, stepMin), stepMax);
            previous = T.Select(turn < 0, 0, g);
            return -Elementary.Sign(previous) * size;
        }
    }
}
