using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>What holds of a whole step, whatever it is made of: the promises a history rests on.</summary>
internal static class StepLaws
{
    public static ImmutableArray<Law<Parts>> All { get; } =
    [
        new("step-is-pure", "A step gives the same state again, to the bit, and changes neither the state nor the rows it was given.", Pure),
        new("n-steps-then-m", "n + m steps are n steps and then m by fresh instances, to the bit.", Split),
        new("engine-is-the-specification", "The engine's steps have the bits of the specification's.", Engine),
        new("rows-do-not-see-each-other", "A row's outputs have the same bits alone and among others.", Alone),
        new("rows-in-any-order", "All rows in another order have the same loss and gradients, up to rounding.", Reordered),
        new("gradient-of-the-loss", "Away from kinks, the gradient of a step is the slope that differences of its loss give.", Gradient),
    ];

    private static Finding Pure(Func<Parts> make, Draw draw)
    {
        var run = Run.Of(draw);
        var (pipeline, state, batch) = (run.With(make()), run.Start(make()), run.Everything);
        double[][] before = [state.Parameters.ToArray(), state.Slots.ToArray(), batch.Inputs.ToArray(), batch.Targets.ToArray()];
        var (first, second) = (Training.Step(pipeline, state, batch).Next, Training.Step(pipeline, state, batch).Next);
        string[] what = ["parameters", "slots", "inputs", "targets"];
        Reals[] after = [state.Parameters, state.Slots, batch.Inputs, batch.Targets];
        for (var i = 0; i < what.Length; i++)
            if (Say.FirstDifference(before[i], after[i].AsSpan()) is >= 0 and var at)
                return Finding.Against($"{run}: a step turns {Say.Number(before[i][at])} at [{at}] of the {what[i]} it was given into {Say.Number(after[i][at])}");
        return Unlike(first, second) is { } difference ? Finding.Against($"{run}: {difference} the second time") : Finding.Fine;
    }

    private static Finding Split(Func<Parts> make, Draw draw)
    {
        var run = Run.Of(draw);
        var (n, m) = (draw.Below(4), draw.Below(4));
        var whole = Training.Run(run.With(make()), run.Start(make()), run.Batches, n + m);
        var split = Training.Run(run.With(make()), Training.Run(run.With(make()), run.Start(make()), run.Batches, n), run.Batches, m);
        return Unlike(whole, split) is { } difference ? Finding.Against($"{run}: {difference} after {n} steps and {m} more") : Finding.Fine;
    }

    private static Finding Engine(Func<Parts> make, Draw draw)
    {
        var run = Run.Of(draw);
        var steps = 1 + draw.Below(4);
        var (pipeline, state) = (run.With(make()), run.Start(make()));
        for (var i = 0; i < steps; i++)
            state = Training.Step(pipeline, state, run.Batches.At(state.Step)).Next;
        return Unlike(state, Training.Run(run.With(make()), run.Start(make()), run.Batches, steps)) is { } difference
            ? Finding.Against($"{run}: after {steps} steps {difference} in the engine")
            : Finding.Fine;
    }

    private static Finding Alone(Func<Parts> make, Draw draw)
    {
        var run = Run.Of(draw);
        var network = run.With(make()).Network;
        var together = Training.Predict(network, run.Parameters, run.Data.Rows, run.Data.Inputs).Outputs;
        for (var row = 0; row < run.Data.Rows; row++)
        {
            var alone = Training.Predict(network, run.Parameters, 1, Reals.Of(run.Data.Inputs.AsSpan(row * network.Inputs, network.Inputs))).Outputs;
            if (Say.FirstDifference(together.AsSpan(row * network.Outputs, network.Outputs), alone.AsSpan()) is >= 0 and var i)
                return Finding.Against($"{run}: output {i} of row {row} is {Say.Number(together[row * network.Outputs + i])} among the others and {Say.Number(alone[i])} alone");
        }

        return run.Data.Rows > 1 ? Finding.Fine : Finding.Silent;
    }

    /// <summary>Only the order of sums differs, so a few hundred roundings of the largest gradient are plenty.</summary>
    private static Finding Reordered(Func<Parts> make, Draw draw)
    {
        var run = Run.Of(draw);
        var order = draw.Order(run.Data.Rows);
        var (pipeline, state) = (run.With(make()), run.Start(make()));
        var (one, other) = (Training.Explain(pipeline, state, run.Everything), Training.Explain(pipeline, state, Batch.Of(run.Data, [.. order])));
        if (!double.IsFinite(one.Loss) || Say.FirstNonFinite(one.Gradients.AsSpan()) >= 0)
            return Finding.Silent;
        var near = 1e-12 * (1 + Math.Abs(one.Loss) + Say.Largest(one.Layers.SelectMany(l => l.PreActivationGradients.ToArray()).ToArray()) * (1 + Say.Largest(run.Data.Inputs.AsSpan())));
        if (!(Math.Abs(one.Loss - other.Loss) <= near))
            return Finding.Against($"{run}: the loss is {Say.Number(one.Loss)} and in order [{string.Join(", ", order)}] {Say.Number(other.Loss)}");
        for (var i = 0; i < one.Gradients.Length; i++)
            if (!(Math.Abs(one.Gradients[i] - other.Gradients[i]) <= near))
                return Finding.Against($"{run}: gradient {i} is {Say.Number(one.Gradients[i])} and in order [{string.Join(", ", order)}] {Say.Number(other.Gradients[i])}");
        return Finding.Fine;
    }

    private static Finding Gradient(Func<Parts> make, Draw draw)
    {
        var run = Run.Of(draw);
        var (pipeline, state, batch) = (run.With(make()), run.Start(make()), run.Everything);
        var direction = draw.Exactly(run.Parameters.Length, () => draw.Within(1));
        var trace = Training.Explain(pipeline, state, batch);
        if (trace.Layers.Any(AtKink))
            return Finding.Silent;
        var size = trace.Layers.Max(l => Math.Max(Say.Largest(l.PreActivations.AsSpan()), Say.Largest(l.Activations.AsSpan())));
        var slope = Slope.Of(t => Training.Evaluate(pipeline, state with { Parameters = Moved(t) }, batch).Loss, 10 * size);
        var claimed = trace.Gradients.ToArray().Zip(direction, (g, d) => g * d).Sum();
        return !slope.Judges(claimed) ? Finding.Silent
            : slope.Refutes(claimed) ? Finding.Against($"{run}: along {Say.Numbers(direction)} the gradient says {Say.Number(claimed)} and differences of the loss {slope}")
            : Finding.Fine;

        Reals Moved(double t) => Reals.Build(direction.Length, moved =>
        {
            for (var i = 0; i < moved.Length; i++)
                moved[i] = run.Parameters[i] + t * direction[i];
        });
    }

    /// <summary>
    /// Two kinks in a row can make a straight line (leaky-relu of −leaky-relu), whose slope no convention at either kink gives: so
    /// nothing is said where a pre-activation stands at one, even where the loss does not bend.
    /// </summary>
    private static bool AtKink(LayerTrace trace)
    {
        foreach (var kink in trace.Layer.Activation.Kinks)
            foreach (var z in trace.PreActivations.AsSpan())
                if (Math.Abs(z - kink) < 1e-4)
                    return true;
        return false;
    }

    private static string? Unlike(TrainingState one, TrainingState other) =>
        Say.Unlike(one.Parameters.AsSpan(), one.Slots.AsSpan(), other.Parameters.AsSpan(), other.Slots.AsSpan());
}
