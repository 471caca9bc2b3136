using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// half-sse = ½ Σ (target − output)², a <b>sum</b> over rows and outputs. Its gradient is output − target exactly, which is why the
/// article's code never mentions a loss: it <i>is</i> the error, with the sign turned.
/// </summary>
public sealed class HalfSse : ITellingLoss
{
    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<ILoss> Recipe { get; } = Recipes.Loss("half-sse", _ => new HalfSse(), new(
        "L = ½ Σ (target − output)²",
        "Half the sum of squared errors over rows and outputs; the article's, whose gradient is the error itself.",
        "Trask 2015, A Neural Network in 11 lines of Python")
    { Derivative = "output − target" });

    /// <inheritdoc/>
    public string Id => "half-sse";

    /// <inheritdoc/>
    public double Evaluate(int rows, ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> outputGradients)
    {
        Subtract(outputs, targets[..outputs.Length], outputGradients[..outputs.Length]);
        var sum = 0.0;
        for (var i = 0; i < outputs.Length; i++)
            sum = Math.FusedMultiplyAdd(outputGradients[i], outputGradients[i], sum);
        return 0.5 * sum;
    }

    /// <summary>
    /// output − target. Four at a time, because whoever reads them next reads four, and a processor that has just written them one by one
    /// makes it wait; and without a call, which would take longer than the article's four.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Subtract(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> differences)
    {
        ref var output = ref MemoryMarshal.GetReference(outputs);
        ref var target = ref MemoryMarshal.GetReference(targets);
        ref var difference = ref MemoryMarshal.GetReference(differences);
        var i = 0;
        for (; Lanes.Fill4(outputs.Length - i); i += Lanes256.Count)
            Lanes256.Store(Lanes256.Load(in Unsafe.Add(ref output, i)) - Lanes256.Load(in Unsafe.Add(ref target, i)), ref Unsafe.Add(ref difference, i));
        for (; i < outputs.Length; i++)
            differences[i] = outputs[i] - targets[i];
    }

    /// <inheritdoc/>
    public ToldLoss Tell(ToldBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var squares = Reduction.Tell(batch, 1, Reduction.AddSquare, (output, target) => output - target);
        return squares with { Loss = 0.5 * squares.Sums[^1] };
    }
}
