using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>That Backward is the derivative of Forward, and nothing but a multiplication by it.</summary>
internal static class ActivationSlopeLaws
{
    public static ImmutableArray<Law<IActivation>> All { get; } =
    [
        new("backward-is-linear", "The gradient of α·u + β·v is α times that of u plus β times that of v, up to rounding.", Linear),
        new("slope-of-forward", "Away from its kinks, Backward gives the slope that differences of Forward give.", (make, draw) =>
        {
            var f = make();
            return f.ActsOnRows ? SlopeOfRow(f, draw) : SlopeOfNumber(f, draw);
        }),
    ];

    private static Finding Linear(Func<IActivation> make, Draw draw)
    {
        var f = make();
        var kinks = f.Kinks.ToArray();
        var (alpha, beta) = (draw.Plain(), draw.Plain());
        var numbers = draw.Items(() => (Z: draw.Finite(kinks), U: draw.Plain(), V: draw.Plain()), 1, f.ActsOnRows ? 8 : 40);
        double[] z = [.. numbers.Select(n => n.Z)], u = [.. numbers.Select(n => n.U)], v = [.. numbers.Select(n => n.V)];
        var mixed = u.Zip(v, (x, y) => alpha * x + beta * y).ToArray();
        var a = ActivationLaws.Forward(f, z);
        var (du, dv, dm) = (ActivationLaws.Backward(f, z, a, u), ActivationLaws.Backward(f, z, a, v), ActivationLaws.Backward(f, z, a, mixed));
        var steepest = f.ActsOnRows ? Steepest(f, z, a) : 0;
        for (var i = 0; i < z.Length; i++)
        {
            var sum = alpha * du[i] + beta * dv[i];
            // Of a single number a few roundings of either term; in a row every unit's gradient may pass through every other's.
            var size = f.ActsOnRows
                ? z.Length * steepest * (Math.Abs(alpha) * Say.Largest(u) + Math.Abs(beta) * Say.Largest(v))
                : Math.Abs(alpha * du[i]) + Math.Abs(beta * dv[i]);
            if (double.IsFinite(sum) && !(Math.Abs(dm[i] - sum) <= 1e-14 * size + 1e-300))
                return Finding.Against(
                    $"at z = {Say.Numbers(z)} {Say.Number(alpha)} · {Say.Numbers(u)} + {Say.Number(beta)} · {Say.Numbers(v)} gives {Say.Number(dm[i])} at [{i}], the two by themselves {Say.Number(sum)}",
                    Scene.At(z, mixed));
        }

        return Finding.Fine;
    }

    /// <summary>The largest entry of the Jacobian, one row of it a unit; at least 1.</summary>
    private static double Steepest(IActivation f, double[] z, double[] a)
    {
        var steepest = 1.0;
        for (var i = 0; i < z.Length; i++)
        {
            var unit = new double[z.Length];
            unit[i] = 1;
            steepest = Math.Max(steepest, Say.Largest(ActivationLaws.Backward(f, z, a, unit)));
        }

        return steepest;
    }

    private static Finding SlopeOfNumber(IActivation f, Draw draw)
    {
        var kinks = f.Kinks.ToArray();
        var z = Moderate(draw, kinks);
        var room = kinks.Length == 0 ? double.PositiveInfinity : kinks.Min(k => Math.Abs(z - k));
        double[] at = [0], value = [0];
        var slope = Slope.Of(
            t =>
            {
                at[0] = z + t;
                f.Forward(at, value);
                return value[0];
            },
            Math.Abs(z), room, smooth: true);
        var claimed = ActivationLaws.Backward(f, [z], ActivationLaws.Forward(f, [z]), [1])[0];
        return !slope.Judges(claimed) ? Finding.Silent
            : slope.Refutes(claimed) ? Finding.Against($"at z = {Say.Number(z)} Backward says {Say.Number(claimed)} and differences of Forward {slope}{Doubt(kinks)}", Scene.At([z]))
            : Finding.Fine;
    }

    /// <summary>The slope along a direction v of Σ u·f(z), against u's gradient times v.</summary>
    private static Finding SlopeOfRow(IActivation f, Draw draw)
    {
        var kinks = f.Kinks.ToArray();
        var numbers = draw.Items(() => (Z: Moderate(draw, kinks), U: draw.Plain(), V: draw.Within(1)), 1, 12);
        double[] z = [.. numbers.Select(n => n.Z)], u = [.. numbers.Select(n => n.U)], v = [.. numbers.Select(n => n.V)];
        var slope = Slope.Of(t => Dot(u, ActivationLaws.Forward(f, [.. z.Zip(v, (x, y) => x + t * y)])), z.Length * Say.Largest(z) * Math.Max(1, Say.Largest(u)));
        var claimed = Dot(ActivationLaws.Backward(f, z, ActivationLaws.Forward(f, z), u), v);
        return !slope.Judges(claimed) ? Finding.Silent
            : slope.Refutes(claimed)
                ? Finding.Against($"at z = {Say.Numbers(z)} of gradients {Say.Numbers(u)} Backward says {Say.Number(claimed)} along {Say.Numbers(v)} and differences of Forward {slope}", Scene.At(z, u))
            : Finding.Fine;
    }

    /// <summary>Where differences can tell: not so far out that rounding hides every slope.</summary>
    private static double Moderate(Draw draw, double[] kinks) => draw.Below(4) switch
    {
        0 or 1 => draw.Plain(),
        2 => draw.Within(40),
        _ => Math.Clamp(draw.Finite(kinks), -1000, 1000),
    };

    private static double Dot(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    private static string Doubt(double[] kinks) => kinks.Length == 0 ? "; it tells of no kinks" : $"; it tells of kinks at {Say.Numbers(kinks)} only";
}
