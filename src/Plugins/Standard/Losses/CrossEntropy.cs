using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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
    /// <summary>So many rows go through the exponential together: enough that its vectors are full, few enough to stay in the nearest cache.</summary>
    private const int RowsAtOnce = 32;

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
    {
        var (total, divisor, classes) = (0.0, sum ? 1.0 : rows, outputs.Length / rows);
        Span<int> largest = stackalloc int[RowsAtOnce];
        for (var first = 0; first < rows; first += RowsAtOnce)
        {
            var some = Math.Min(RowsAtOnce, rows - first);
            for (var row = 0; row < some; row++)
                largest[row] = BelowLargest.In(outputs.Slice((first + row) * classes, classes), outputGradients.Slice((first + row) * classes, classes));
            var exponentials = outputGradients.Slice(first * classes, some * classes);
            Lanes.Map(default(Exponential), exponentials, exponentials);
            for (var row = 0; row < some; row++)
                total += Row(
                    largest[row], divisor,
                    outputs.Slice((first + row) * classes, classes), targets.Slice((first + row) * classes, classes), exponentials.Slice(row * classes, classes));
        }

        return total / divisor;
    }

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

    /// <summary>One row told: what <see cref="Row"/> does, in its order.</summary>
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

    /// <summary>
    /// One row, whose e^(z − m) are in the gradients' place. With m the largest logit, softmax = e^(z − m) / (1 + rest), where <c>rest</c> is
    /// the sum without the largest term: keeping the 1 apart keeps log(1 + rest) and the gradient exact when the network is almost sure.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private double Row(int largest, double divisor, ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, Span<double> gradients)
    {
        var (rest, mass, one) = (0.0, 0.0, gradients[largest]);
        gradients[largest] = 0;
        for (var j = 0; j < gradients.Length; j++)
        {
            rest += gradients[j];
            mass += Smoothed<Lanes64>(targets[j], logits.Length);
        }

        gradients[largest] = one;
        var (loss, logSum) = (0.0, Elementary.Log1p(rest));
        for (var j = 0; j < logits.Length; j++)
        {
            double target = Smoothed<Lanes64>(targets[j], logits.Length);
            if (target != 0)
                loss = Surprise(target, logits[largest], logits[j], logSum, loss);
        }

        Slopes(mass, rest, divisor, targets, gradients);
        return loss;
    }

    /// <summary>softmax · Σ targets − targets, divided, from e^(z − m) in the gradients' place.</summary>
    private void Slopes(double mass, double rest, double divisor, ReadOnlySpan<double> targets, Span<double> gradients)
    {
        if (Lanes.Fill8(gradients.Length)) Slopes<Lanes512>(mass, rest, divisor, targets, gradients);
        else if (Lanes.Fill4(gradients.Length)) Slopes<Lanes256>(mass, rest, divisor, targets, gradients);
        else if (gradients.Length > 1) Slopes<Lanes128>(mass, rest, divisor, targets, gradients);
        else Slopes<Lanes64>(mass, rest, divisor, targets, gradients);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Slopes<T>(double mass, double rest, double divisor, ReadOnlySpan<double> targets, Span<double> gradients)
        where T : struct, ILanes<T>
    {
        var last = gradients.Length - T.Count;
        var end = T.Load(in gradients[last]); // a last vector that would not be full begins earlier, from what was there before
        for (var j = 0; j < gradients.Length; j += T.Count)
        {
            var at = Math.Min(j, last);
            var target = Smoothed(T.Load(in targets[at]), gradients.Length);
            var numerator = T.FusedMultiplyAdd(j <= last ? T.Load(in gradients[j]) : end, mass, -target);
            T.Store(T.FusedMultiplyAdd(-target, rest, numerator) / (1 + rest) / divisor, ref gradients[at]);
        }
    }

    /// <summary>loss + target · (largest − logit + logSum); in halves where the difference alone is larger than any double.</summary>
    private static double Surprise(double target, double largest, double logit, double logSum, double loss)
    {
        var apart = largest - logit;
        return double.IsInfinity(apart) && double.IsFinite(largest) && double.IsFinite(logit)
            ? loss + 2 * (target * (0.5 * largest - 0.5 * logit))
            : Math.FusedMultiplyAdd(target, apart + logSum, loss);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Smoothed<T>(T target, int classes) where T : struct, ILanes<T> =>
        labelSmoothing == 0 ? target : T.FusedMultiplyAdd(1 - labelSmoothing, target, labelSmoothing / classes);
}
