using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>A unit and the largest |slope| it has over the rows of a batch.</summary>
public readonly record struct UnitSlope(int Unit, double Slope);

/// <summary>
/// How well a layer learns at one step, judged by its numbers and not by the names of its functions. A slope of 0 lets no gradient through,
/// whatever the activation is called.
/// </summary>
/// <param name="Layer">Which layer, from 0.</param>
/// <param name="Units">How many units it has.</param>
/// <param name="Dead">Units whose activation and slope are 0 for every row: they say nothing and learn nothing.</param>
/// <param name="Saturated">Other units whose slope is below <see cref="SaturatedBelow"/> of <paramref name="ReferenceSlope"/> for every row.</param>
/// <param name="ReferenceSlope">
/// What an open unit's slope is: the largest |slope| of the activation between −4 and 4 (of a function of whole rows: at a row of zeros) or at
/// a row of the batch; and 1 where it is steeper than that, as exp is, for a slope of 1 hands the gradient on as it comes.
/// </param>
/// <param name="ParameterNorm">√Σ θ² over the layer's weights and bias.</param>
/// <param name="GradientNorm">√Σ (∂L/∂θ)² over them.</param>
/// <param name="UpdateNorm">The same of what was added.</param>
/// <param name="AgainstNext">The gradient norm divided by that of the next layer; none in the last layer, or where the next one's is 0.</param>
public sealed record LayerHealth(
    int Layer, int Units, ImmutableArray<UnitSlope> Dead, ImmutableArray<UnitSlope> Saturated, double ReferenceSlope,
    double ParameterNorm, double GradientNorm, double UpdateNorm, Option<double> AgainstNext)
{
    /// <summary>Beyond this share of the steepest slope a unit counts as saturated: a sigmoid beyond ±6, tanh beyond ±3.</summary>
    public const double SaturatedBelow = 0.01;

    /// <summary>A layer with less than this share of the next layer's gradient hardly learns.</summary>
    public const double VanishingBelow = 1e-3;

    /// <summary>A layer with more than this many times the next layer's gradient runs ahead of it.</summary>
    public const double ExplodingAbove = 1e3;

    /// <summary>An update longer than the parameters themselves throws away what they were.</summary>
    public const double OvershootingAbove = 1;

    /// <summary>How long the update is, against the parameters; none where those are 0.</summary>
    public Option<double> UpdateRatio => ParameterNorm > 0 ? Some(UpdateNorm / ParameterNorm) : None;

    /// <summary>Whether hardly any gradient arrives.</summary>
    public bool IsVanishing => AgainstNext.Exists(ratio => ratio < VanishingBelow);

    /// <summary>Whether the gradient grows on its way back.</summary>
    public bool IsExploding => AgainstNext.Exists(ratio => ratio > ExplodingAbove);

    /// <summary>Whether the update is longer than the parameters.</summary>
    public bool IsOvershooting => UpdateRatio.Exists(ratio => ratio > OvershootingAbove);
}

/// <summary>The health of every layer at one step.</summary>
public static class Health
{
    /// <summary>Where the steepest slope of an activation is looked for, beside the rows of the batch: −4 to 4 in quarters.</summary>
    private const int Probes = 33;

    /// <summary>First layer to last.</summary>
    public static ImmutableArray<LayerHealth> Of(Pipeline pipeline, Trace trace)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(trace);
        var layout = pipeline.Network.Layout;
        var gradients = trace.Layers.Select((_, l) => Norm(layout, l, trace.Gradients)).ToArray();
        return [.. trace.Layers.Select((layer, l) => OfLayer(layer, l, l + 1 < gradients.Length && gradients[l + 1] > 0 ? Some(gradients[l] / gradients[l + 1]) : None))];

        LayerHealth OfLayer(LayerTrace layer, int l, Option<double> againstNext)
        {
            var slopes = Slopes.Largest(layer.Layer, layer.PreActivations, layer.Activations);
            var reference = Math.Min(1, Math.Max(slopes.Max(), Steepest(layer.Layer)));
            var units = slopes.Select((slope, unit) => new UnitSlope(unit, slope)).ToLookup(u => u.Slope == 0 && IsSilent(layer, u.Unit));
            return new(
                l, layer.Layer.Units, [.. units[true]], [.. units[false].Where(u => u.Slope < LayerHealth.SaturatedBelow * reference)], reference,
                Norm(layout, l, trace.State.Parameters), gradients[l], Norm(layout, l, trace.Updates), againstNext);
        }
    }

    private static bool IsSilent(LayerTrace layer, int unit)
    {
        for (var i = unit; i < layer.Activations.Length; i += layer.Layer.Units)
            if (layer.Activations[i] != 0)
                return false;
        return true;
    }

    /// <summary>The largest |slope| between −4 and 4; of a function of whole rows, where a slope depends on the others, that of a row of zeros.</summary>
    private static double Steepest(Layer layer)
    {
        var z = layer.Activation.ActsOnRows ? Reals.Zeros(layer.Units) : Reals.Build(Probes, numbers =>
        {
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = (i - Probes / 2) / 4.0;
        });
        var a = Reals.Build(z.Length, numbers => layer.Activation.Forward(z.AsSpan(), numbers));
        return Slopes.Largest(layer with { Units = z.Length }, z, a).Where(double.IsFinite).Append(0).Max();
    }

    /// <summary>√Σ x² over a layer's weights and bias, scaled so that no square overflows or vanishes.</summary>
    private static double Norm(ParameterLayout layout, int layer, Reals flat)
    {
        var (first, length) = (layout.Weights(layer).Offset, layout.Weights(layer).Length + (layout.Bias(layer)?.Length ?? 0));
        var numbers = flat.AsSpan(first, length);
        var (largest, sum) = (0.0, 0.0);
        foreach (var x in numbers)
            largest = Math.Max(largest, Math.Abs(x));
        if (largest == 0 || !double.IsFinite(largest))
            return largest;
        foreach (var x in numbers)
            sum = Math.FusedMultiplyAdd(x / largest, x / largest, sum);
        return largest * Math.Sqrt(sum);
    }
}
