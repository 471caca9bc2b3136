using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>One thing to do about a number that is not finite, fitted to what made it.</summary>
internal static class Remedy
{
    /// <summary>Parameters that have grown by this factor since the start have run away; those that have not were never the cause.</summary>
    private const double RunAway = 10;

    /// <summary>A plugin that was given a number beyond this is excused.</summary>
    private const double Excuse = 1e100;

    /// <summary>Data beyond this were not scaled.</summary>
    private const double LargestOrdinary = 1000;

    private const string SmallerWeights = "Start with smaller weights: --set 'initial={\"scheme\":\"glorot-uniform\",\"seed\":1}'.";

    /// <summary>The remedy.</summary>
    /// <param name="d">What was found.</param>
    /// <param name="experiment">What was trained.</param>
    /// <param name="first">The first state.</param>
    /// <param name="before">The state at which it happened.</param>
    /// <param name="interrupted">Ctrl-C.</param>
    public static string For(Diagnosis d, Experiment experiment, TrainingState first, TrainingState before, CancellationToken interrupted)
    {
        if (Stranger(d, experiment) is { } stranger)
            return stranger;
        if (d.Stage is Stage.State)
            return "What a run starts from must be finite: choose another 'initial', or fork from an earlier state.";
        if (d.Stage is Stage.Batch)
            return "Remove that number from the data.";
        if (d.Stage is Stage.LearningRate)
            return "Change the settings of 'schedule': 'functional plugins eval SCHEDULE --steps N' shows the rates.";
        if (d.Stage is Stage.Loss or Stage.OutputGradient && Pairing(d, experiment) is { } pairing)
            return pairing;
        if (d.Stage is Stage.Activation && double.IsNaN(d.Value))
            return $"The function has no value there: give layer {Layer(d)} an activation that is defined for every number.";
        var hasRunAway = Largest(before.Parameters) > RunAway * Math.Max(Largest(first.Parameters), double.Epsilon);
        var isOutOfScale = LargestInput(experiment) > LargestOrdinary;
        if (hasRunAway && SmallerRate.Tried(experiment, first, d.Step, isOutOfScale, interrupted) is { } rate)
            return rate;
        if (hasRunAway && !isOutOfScale)
            return SmallerRate.Untried(experiment);
        return d.Stage switch
        {
            Stage.PreActivation => Smaller(d, experiment),
            Stage.Activation => $"It grows too fast for z of this size: give layer {Layer(d)} one that grows slower: --set 'network.layers[{Layer(d)}].activation=tanh'.",
            Stage.Loss or Stage.OutputGradient => SmallerErrors(experiment),
            Stage.Update or Stage.Slot or Stage.ShapedGradient when !Clips(experiment) =>
                "The gradient is finite and too large for the optimizer: clip it: --set 'clip={\"norm\":1}'.",
            Stage.Update or Stage.Slot or Stage.ShapedGradient or Stage.NextParameter => SmallerRate.Untried(experiment),
            _ => Smaller(d, experiment),
        };
    }

    /// <summary>The plugin of somebody else, where it was the last to touch the number and was given ordinary ones.</summary>
    private static string? Stranger(Diagnosis d, Experiment experiment) =>
        d.Fed is Feeding.Call call && !call.Numbers.Any(n => double.IsFinite(n.Value) && Math.Abs(n.Value) > Excuse) && experiment.Stamps.FirstOrDefault(s => !s.Origin.IsOurs && s.Id == call.Id) is { } stamp
            ? $"It comes out of {stamp.Name}, a plugin of {stamp.Origin.Assembly}, which was given ordinary numbers: 'functional plugins check {stamp.Name}' tries its laws."
            : null;

    /// <summary>A loss that takes probabilities is NaN for what is none.</summary>
    private static string? Pairing(Diagnosis d, Experiment experiment) =>
        experiment.Stamps.Any(s => s is { Kind: "loss", Name: "binary-cross-entropy" }) && double.IsNaN(d.Value)
            ? "The loss takes probabilities, and this output is none: take the loss 'binary-cross-entropy-logits' with the activation 'identity' in the last layer."
            : null;

    /// <summary>Of a product that is too large, the larger factor is to blame.</summary>
    private static string Smaller(Diagnosis d, Experiment experiment) =>
        d.Fed is Feeding.Link { A: { Tensor: "inputs" } x, B: var w } && Math.Abs(x.Value) >= Math.Abs(w.Value) || LargestInput(experiment) > LargestOrdinary
            ? ScaledInputs(experiment)
            : SmallerWeights;

    private static string SmallerErrors(Experiment experiment) =>
        Largest(experiment.Data.Targets) > LargestOrdinary
            ? $"Scale the targets: they reach {DiagnosisText.Number(Largest(experiment.Data.Targets))}, and the loss of numbers of that size is more than a double holds."
            : LargestInput(experiment) > LargestOrdinary
                ? ScaledInputs(experiment)
                : SmallerWeights;

    private static string ScaledInputs(Experiment experiment) =>
        $"Scale the inputs: they reach {DiagnosisText.Number(LargestInput(experiment))}, and about 1 is what training wants (of a CSV file: \"scale\": \"standard\").";

    private static bool Clips(Experiment experiment) => Optimizers.Parts(experiment.Pipeline.Optimizer).Any(part => part is ClipByNorm or ClipByValue);

    private static double LargestInput(Experiment experiment) => Largest(experiment.Data.Inputs);

    private static double Largest(Reals numbers) => numbers.Length == 0 ? 0 : numbers.ToArray().Max(Math.Abs);

    private static int Layer(Diagnosis d) => d.Layer.IfNone(0);
}
