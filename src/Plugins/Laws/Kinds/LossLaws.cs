using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>What holds of every loss.</summary>
internal static class LossLaws
{
    public static ImmutableArray<Law<ILoss>> All { get; } =
    [
        .. Handling.IsAFunction<ILoss>(loss => loss.Id, Ask),
        Handling.LeavesInputsAlone<ILoss>(Ask),
        Handling.WritesNothingElse<ILoss>(Ask),
        Handling.WritesEveryOutput<ILoss>(Ask),
        new("finite-from-moderate", "Outputs between 0 and 1 and targets that are shares give a finite loss and finite gradients.", Finite),
        new("nan-in-nan-out", "NaN in an output or a target comes out as NaN, in the loss or in a gradient (of two outputs a row or more).", NaNInNaNOut),
        new("slope-of-value", "Away from kinks, its gradient is the slope that differences of its value give.", SlopeOfValue),
        new("sum-or-mean", "Rows count alike: the loss of two batches together is their sum or their mean by rows, always the same of the two, and so are the gradients.", SumOrMean),
    ];

    public static (double Value, double[] Gradients) Evaluate(ILoss loss, Sample sample)
    {
        var gradients = new double[sample.Rows * sample.Width];
        return (loss.Evaluate(sample.Rows, sample.AllOutputs, sample.AllTargets, gradients), gradients);
    }

    private static Call<ILoss> Ask(ILoss loss, Draw draw)
    {
        var width = 1 + draw.Below(6);
        var sample = draw.Below(3) switch
        {
            0 => Samples.Lawful(draw, width),
            1 => Samples.Real(draw, width),
            _ => Wild(draw, width),
        };
        return new($"{sample}", [sample.AllOutputs, sample.AllTargets], [Fill.Nothing(sample.Rows * width)], (s, reads, writes) =>
            s.Evaluate(sample.Rows, reads[0].Span, reads[1].Span, writes[0].Span));
    }

    private static Sample Wild(Draw draw, int width)
    {
        var rows = draw.Items(() => (draw.Exactly(width, () => draw.Any()), draw.Exactly(width, () => draw.Any())), 1, 8);
        return new(width, [.. rows.Select(r => r.Item1)], [.. rows.Select(r => r.Item2)]);
    }

    private static Finding Finite(Func<ILoss> make, Draw draw)
    {
        var sample = Samples.Lawful(draw, 1 + draw.Below(6));
        var (value, gradients) = Evaluate(make(), sample);
        return !double.IsFinite(value) ? Finding.Against($"{sample} give a loss of {Say.Number(value)}", Scene.Of(sample))
            : Say.FirstNonFinite(gradients) is >= 0 and var i ? Finding.Against($"{sample} give a gradient of {Say.Number(gradients[i])} at [{i}]", Scene.Of(sample))
            : Finding.Fine;
    }

    private static Finding NaNInNaNOut(Func<ILoss> make, Draw draw)
    {
        var width = 2 + draw.Below(5);
        var sample = Samples.Lawful(draw, width);
        var where = draw.OneOf(sample.Outputs, sample.Targets);
        where[draw.Below(sample.Rows)][draw.Below(width)] = double.NaN;
        var (value, gradients) = Evaluate(make(), sample);
        return double.IsNaN(value) || gradients.Any(double.IsNaN)
            ? Finding.Fine
            : Finding.Against($"{sample} give a loss of {Say.Number(value)} and gradients {Say.Numbers(gradients)}");
    }

    private static Finding SlopeOfValue(Func<ILoss> make, Draw draw)
    {
        var (loss, width) = (make(), 1 + draw.Below(4));
        var sample = draw.Below(2) == 0 ? Samples.Lawful(draw, width) : Samples.Real(draw, width);
        var where = draw.Below(sample.Rows * width);
        var (outputs, targets, ignored) = (sample.AllOutputs, sample.AllTargets, new double[sample.Rows * width]);
        var slope = Slope.Of(
            t =>
            {
                double[] moved = [.. outputs];
                moved[where] += t;
                return loss.Evaluate(sample.Rows, moved, targets, ignored);
            },
            Say.Largest(outputs) + 1);
        var claimed = Evaluate(loss, sample).Gradients[where];
        return !slope.Judges(claimed) ? Finding.Silent
            : slope.Refutes(claimed) ? Finding.Against($"{sample}: the gradient at [{where}] is {Say.Number(claimed)} and differences of the loss give {slope}", Scene.Of(sample))
            : Finding.Fine;
    }

    /// <summary>A batch of the same rows twice tells which of the two a loss is; two different batches must then agree.</summary>
    private static Finding SumOrMean(Func<ILoss> make, Draw draw)
    {
        var (loss, width) = (make(), 1 + draw.Below(4));
        var (one, other) = (Samples.Lawful(draw, width), Samples.Lawful(draw, width));
        var found = (Sum: true, Mean: true);
        foreach (var second in new[] { one, other })
        {
            var (first, last, both) = (Evaluate(loss, one), Evaluate(loss, second), Evaluate(loss, one.Then(second)));
            found = (found.Sum && Adds(1, 1), found.Mean && Adds((double)one.Rows / (one.Rows + second.Rows), (double)second.Rows / (one.Rows + second.Rows)));
            if (found is { Sum: false, Mean: false })
                return Finding.Against(
                    $"{one} give {Say.Number(first.Value)}, {second} give {Say.Number(last.Value)} and both together {Say.Number(both.Value)}; gradients {Say.Numbers(first.Gradients)}, {Say.Numbers(last.Gradients)} and {Say.Numbers(both.Gradients)}",
                    Scene.Of(one.Then(second), [.. Enumerable.Range(0, one.Rows)], [.. Enumerable.Range(one.Rows, second.Rows)], [.. Enumerable.Range(0, one.Rows + second.Rows)]));

            // A thousand roundings of the larger terms: sums of few rows lose less.
            bool Adds(double share, double shareOfSecond) =>
                Near(share * first.Value + shareOfSecond * last.Value, both.Value, Math.Abs(first.Value) + Math.Abs(last.Value))
                && first.Gradients.Select(g => share * g).Concat(last.Gradients.Select(g => shareOfSecond * g))
                    .Zip(both.Gradients, (expected, actual) => Near(expected, actual, Math.Abs(expected))).All(near => near);
        }

        return Finding.Fine;

        static bool Near(double expected, double actual, double size) => Math.Abs(expected - actual) <= 1e-12 * (1 + size);
    }
}
