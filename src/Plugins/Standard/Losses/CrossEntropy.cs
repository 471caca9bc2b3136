using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// cross-entropy = −Σ target · log softmax(logits), a <b>mean</b> over rows (or their sum), as PyTorch's CrossEntropyLoss. It takes
/// logits: the last layer is <c>identity</c> and the softmax is in here, where log and exp cancel before they can overflow. Gradient of a
/// row: softmax · Σ targets − targets, divided likewise. With label smoothing s and K classes each target becomes (1 − s) · target + s / K.
/// </summary>
/// <param name="labelSmoothing">s, from 0 to below 1 (Szegedy et al. 2016).</param>
/// <param name="sum">Sum over rows instead of mean.</param>
public sealed class CrossEntropy(double labelSmoothing = 0, bool sum = false) : ITellingLoss
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ILoss> Recipe { get; } = Recipes.Loss("cross-entropy", s => new CrossEntropy(
        s.Number("labelSmoothing", 0, "how much of each target is spread evenly over the classes", min: 0, below: 1),
        s.IsSum("rows")), new(
        "L = −Σ target · log softmax(logits) / rows",
        "For classes: the mean over rows (or the sum) of the surprise at the right class. Takes logits, so the last layer is identity.",
        "Bridle 1990, Probabilistic Interpretation of Feedforward Classification Network Outputs; label smoothing: Szegedy et al. 2016, arXiv:1512.00567")
        { Derivative = "softmax · Σ targets − targets, / rows for the mean" });

    /// <inheritdoc/>
    public string Id => labelSmoothing == 0 ? Reduction.Id("cross-entropy", sum) : Reduction.Id("cross-entropy", sum, ("labelSmoothing", labelSmoothing));

    /// <inheritdoc/>
    public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients) =>
        // Half a vector of rows takes as long as a whole one.
        rows > Lanes256.Count && Vector512.IsHardwareAccelerated ? Evaluate<Lanes512>(rows, outputs, targets, outputGradients)
        : rows > Lanes128.Count && Vector256.IsHardwareAccelerated ? Evaluate<Lanes256>(rows, outputs, targets, outputGradients)
        : rows > 1 ? Evaluate<Lanes128>(rows, outputs, targets, outputGradients)
        : Evaluate<Lanes64>(rows, outputs, targets, outputGradients);

    /// <inheritdoc/>
    public ToldLoss Tell(ToldBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var (total, divisor) = (Told.Of(0), Told.Of(sum ? 1 : batch.Rows.Length));
        var (sums, gradients) = (ImmutableArray.CreateBuilder<Told>(), ImmutableArray.CreateBuilder<Told>());
        for (var row = 0; row < batch.Rows.Length; row++)
        {
            total += Tell(
                batch.Rows[row], divisor, batch.Outputs.AsSpan(row * batch.Width, batch.Width), [.. batch.Targets.AsSpan(row * batch.Width, batch.Width).ToArray().Select(t => Smoothed(t, batch.Width))], gradients);
            sums.Add(total);
        }

        return new(sums.ToImmutable(), total / divisor, gradients.ToImmutable());
    }

    /// <summary>One row told: what <see cref="Together"/> does, in its order.</summary>
    private static Told Tell(int number, Told divisor, ReadOnlySpan<Told> logits, ReadOnlySpan<Told> targets, ImmutableArray<Told>.Builder gradients)
    {
        var at = Largest.IndexIn([.. logits.ToArray().Select(z => z.Value)]);
        var (rest, mass, exponentials) = (Told.Of(0), Told.Of(0), new Told[logits.Length]);
        for (var j = 0; j < logits.Length; j++)
        {
            exponentials[j] = Elementary.Exp(logits[j] - logits[at]);
            rest += j == at ? 0 : exponentials[j];
            mass += targets[j];
        }

        (rest, mass) = (Told.Called(rest, $"others of row {number}"), Told.Called(mass, $"targets of row {number}"));
        var (loss, logSum) = (Told.Of(0), Elementary.Log1p(rest));
        for (var j = 0; j < logits.Length; j++)
        {
            if (targets[j].Value != 0)
                loss = Told.FusedMultiplyAdd(targets[j], logits[at] - logits[j] + logSum, loss);
            gradients.Add(Told.FusedMultiplyAdd(-targets[j], rest, Told.FusedMultiplyAdd(exponentials[j], mass, -targets[j])) / (1 + rest) / divisor);
        }

        return Told.Called(loss, $"row {number}");
    }

    /// <summary>As many rows at a time as there are lanes; of the last ones there may be fewer, beside rows of nothing.</summary>
    internal double Evaluate<T>(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
        where T : struct, ILanes<T>
    {
        var (total, classes) = (0.0, outputs.Length / rows);
        using var scratch = new Scratch<T>(3 * classes);
        Span<T> logits = scratch.Part(0, classes), wanted = scratch.Part(1, classes), gradients = scratch.Part(2, classes);
        Span<double> losses = stackalloc double[T.Count];
        for (var row = 0; row < rows; row += T.Count)
        {
            var (from, length) = (row * classes, Math.Min(T.Count, rows - row) * classes);
            RowsAsLanes.Load(outputs.Slice(from, length), logits);
            RowsAsLanes.Load(targets.Slice(from, length), wanted);
            T.Store(Together<T>(rows, logits, wanted, gradients), ref losses[0]);
            RowsAsLanes.Store<T>(gradients, outputGradients.Slice(from, length));
            for (var i = 0; i < length / classes; i++)
                total += losses[i];
        }

        return sum ? total : total / rows;
    }

    /// <summary>
    /// The losses of the rows in the lanes. With m the largest logit, softmax = e^(z − m) / (1 + rest), where <c>rest</c> is the sum
    /// without the largest term: keeping the 1 apart keeps log(1 + rest) and the gradient exact when the network is almost sure.
    /// </summary>
    private T Together<T>(int rows, ReadOnlySpan<T> logits, Span<T> targets, Span<T> gradients)
        where T : struct, ILanes<T>
    {
        var (at, largest) = Largest.In<T>(logits);
        Exponentials(logits, largest, gradients);
        var (rest, mass) = Sums<T>(at, gradients, targets);
        return Slopes(rows, logits, targets, gradients, largest, rest, mass, Elementary.Log1p(rest));
    }

    // A loop for each, and not one for all: where a function that is seldom called keeps the registers for itself, sums would wait for memory.

    /// <summary>e^(z − m).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Exponentials<T>(ReadOnlySpan<T> logits, T largest, Span<T> exponentials)
        where T : struct, ILanes<T>
    {
        for (var j = 0; j < exponentials.Length; j++)
            exponentials[j] = logits[j] - largest;
        var numbers = MemoryMarshal.Cast<T, double>(exponentials);
        Lanes.Map(default(Exponential), numbers, numbers);
    }

    /// <summary>The sum without the largest term, and that of the targets, which are smoothed on the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private (T Others, T Mass) Sums<T>(T at, ReadOnlySpan<T> exponentials, Span<T> targets)
        where T : struct, ILanes<T>
    {
        T rest = 0, mass = 0;
        for (var j = 0; j < targets.Length; j++)
        {
            targets[j] = Smoothed(targets[j], targets.Length);
            rest += T.Select((at >= j) & (at <= j), 0, exponentials[j]);
            mass += targets[j];
        }

        return (rest, mass);
    }

    /// <summary>Gradients of exponentials; returns the losses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private T Slopes<T>(int rows, ReadOnlySpan<T> logits, ReadOnlySpan<T> targets, Span<T> gradients, T largest, T rest, T mass, T logSum)
        where T : struct, ILanes<T>
    {
        T loss = 0;
        var (all, share) = (1 + rest, sum ? 1 : 1.0 / rows);
        var exact = sum || BitOperations.IsPow2(rows); // then multiplying by the share is dividing by the rows
        for (var j = 0; j < gradients.Length; j++)
        {
            loss = T.Select(T.Abs(targets[j]) <= 0, loss, Surprise(targets[j], largest, logits[j], logSum, loss));
            var numerator = T.FusedMultiplyAdd(gradients[j], mass, -targets[j]);
            var slope = T.FusedMultiplyAdd(-targets[j], rest, numerator) / all;
            gradients[j] = exact ? slope * share : slope / rows;
        }

        return loss;
    }

    /// <summary>loss + target · (largest − logit + logSum); in halves where the difference alone is larger than any double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Surprise<T>(T target, T largest, T logit, T logSum, T loss)
        where T : struct, ILanes<T>
    {
        var apart = largest - logit;
        var plain = T.FusedMultiplyAdd(target, apart + logSum, loss);
        var tooFar = (apart > double.MaxValue) & (largest <= double.MaxValue) & (logit >= double.MinValue);
        return T.Any(tooFar) ? T.Select(tooFar, loss + 2 * (target * (0.5 * largest - 0.5 * logit)), plain) : plain;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Smoothed<T>(T target, int classes) where T : struct, ILanes<T> =>
        labelSmoothing == 0 ? target : T.FusedMultiplyAdd(1 - labelSmoothing, target, labelSmoothing / classes);
}
