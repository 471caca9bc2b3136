namespace Functional.Laws;

/// <summary>Rows of outputs with their targets, <c>[rows × width]</c> each.</summary>
internal sealed record Sample(int Width, double[][] Outputs, double[][] Targets)
{
    public int Rows => Outputs.Length;

    public double[] AllOutputs => [.. Outputs.SelectMany(row => row)];

    public double[] AllTargets => [.. Targets.SelectMany(row => row)];

    /// <summary>This sample's rows and then the other's.</summary>
    public Sample Then(Sample other) => new(Width, [.. Outputs, .. other.Outputs], [.. Targets, .. other.Targets]);

    public override string ToString() => $"{Rows} rows of outputs {Say.Numbers(AllOutputs)} and targets {Say.Numbers(AllTargets)}";
}

/// <summary>
/// Samples on which every loss is defined, one on probabilities too: outputs strictly between 0 and 1, targets one-hot or shares
/// that add up to 1 (of a single output: 0, 1 or between).
/// </summary>
internal static class Samples
{
    public static Sample Lawful(Draw draw, int width, int most = 5) => Of(draw, width, most, () => Probability(draw));

    /// <summary>Any outputs of ordinary size: losses on logits and on residuals are at home there, others may say NaN.</summary>
    public static Sample Real(Draw draw, int width) => Of(draw, width, 5, draw.Plain);

    /// <summary>A row of targets: one-hot, or shares.</summary>
    public static double[] Targets(Draw draw, int width)
    {
        if (width == 1)
            return [draw.Below(9) / 8.0];
        var targets = new double[width];
        if (draw.Below(2) == 0)
        {
            targets[draw.Below(width)] = 1;
            return targets;
        }

        // Shares in sixteenths add up to 1 without rounding.
        for (var i = 0; i < 16; i++)
            targets[draw.Below(width)] += 1.0 / 16;
        return targets;
    }

    private static Sample Of(Draw draw, int width, int most, Func<double> output)
    {
        var rows = draw.Items(() => (Targets: Targets(draw, width), Outputs: draw.Exactly(width, output)), 1, most);
        return new(width, [.. rows.Select(r => r.Outputs)], [.. rows.Select(r => r.Targets)]);
    }

    private static double Probability(Draw draw) => draw.Below(3) switch
    {
        0 => draw.OneOf(0.5, 0.25, 0.75, 0.125, 0.875),
        1 => (draw.Below(1023) + 1) / 1024.0,
        _ => 0.5 + draw.Within(0.499),
    };
}
