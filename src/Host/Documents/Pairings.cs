using System.Collections.Immutable;
using Functional.Core;
using Functional.Plugins;

namespace Functional.Host;

/// <summary>Choices that are allowed and probably not meant.</summary>
internal static class Pairings
{
    public const string CrossEntropy = "cross-entropy";

    private const string BinaryLogits = "binary-cross-entropy-logits";

    private const string BinaryCrossEntropy = "binary-cross-entropy";

    public static ImmutableArray<Problem> Warnings(string loss, LayerPart last, double learningRate, Spot optimizer) =>
        [.. SquashedTwice(loss, last), .. NoProbabilities(loss, last), .. OneClass(loss, last), .. Standstill(learningRate, optimizer)];

    /// <summary>A schedule that has come to 0 before half of the run is over was made for a shorter one: PyTorch's defaults count in epochs.</summary>
    public static IEnumerable<Problem> Asleep(Pipeline pipeline, long steps, Spot? schedule)
    {
        if (schedule is { } spot && pipeline.LearningRate > 0 && pipeline.Schedule is not ILossSchedule && pipeline.Schedule.At(steps / 2, pipeline.LearningRate) == 0)
            yield return spot.Problem(
                $"the learning rate is 0 at step {steps / 2} of {steps} already",
                "Give the schedule as many steps as the run has (its maxSteps, totalSteps or totalIters).");
    }

    /// <summary>A warm-up that is longer than the run: the rate it leads to is never reached.</summary>
    public static IEnumerable<Problem> Rising(Pipeline pipeline, long steps, Spot? schedule)
    {
        if (schedule is { } spot && pipeline.Schedule is not ILossSchedule && At(steps - 1) >= At(0) && At(steps) > At(steps - 1))
            yield return spot.Problem(
                "the learning rate still rises when the run ends",
                "Give the schedule fewer steps than the run has (its totalSteps or totalIters), or train longer.");

        double At(long step) => pipeline.Schedule.At(step, pipeline.LearningRate);
    }

    /// <summary>An optimizer that climbs climbs whatever gradient it is given, the penalty's too.</summary>
    public static IEnumerable<Problem> Climbing(Made<IOptimizer> optimizer, Spot? regularization)
    {
        if (regularization is { } spot && optimizer.Settings.Any(s => s is { Name: "maximize", InForce: SettingValue.Flag { Value: true } }))
            yield return spot.Problem(
                $"{optimizer.Name} with maximize climbs the penalty too, so it pushes weights away from 0",
                "Use the optimizer's weightDecay, which pulls towards 0 either way.");
    }

    private static IEnumerable<Problem> SquashedTwice(string loss, LayerPart last)
    {
        if (loss is CrossEntropy or BinaryLogits && last.Activation.Name is "softmax" or "log-softmax" or "sigmoid")
            yield return last.ActivationSpot.Problem(
                $"{loss} takes logits and applies {(loss == CrossEntropy ? "softmax" : "sigmoid")} itself, so after {last.Activation.Name} its gradients are too small to learn well",
                "Give the last layer the activation 'identity'.");
    }

    private static IEnumerable<Problem> OneClass(string loss, LayerPart last)
    {
        if (loss == CrossEntropy && last.Layer.Units == 1 && !SquashedTwice(loss, last).Any())
            yield return last.ActivationSpot.Problem(
                "cross-entropy over one class is 0 whatever the network says, so nothing is learned",
                $"Give the last layer a unit for each class, or take the loss '{BinaryLogits}'.");
    }

    private static IEnumerable<Problem> NoProbabilities(string loss, LayerPart last)
    {
        if (loss == BinaryCrossEntropy && last.Layer.Activation.Claims is not { Min: >= 0, Max: <= 1 })
            yield return last.ActivationSpot.Problem(
                $"{loss} takes probabilities, and {last.Activation.Name} does not keep to 0 … 1",
                $"Give the last layer the activation 'sigmoid', or take the loss '{BinaryLogits}' with 'identity'.");
    }

    private static IEnumerable<Problem> Standstill(double learningRate, Spot optimizer)
    {
        if (learningRate == 0)
            yield return optimizer.Problem("the learning rate is 0, so no parameter will change", "Give a number above 0 to learn.");
    }
}
