using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>A diagnosis in words, with the numbers filled in.</summary>
internal static class DiagnosisText
{
    /// <summary>The key of a stage in JSON: <c>preActivation</c>.</summary>
    public static string Key(Stage stage) => char.ToLowerInvariant(stage.ToString()[0]) + stage.ToString()[1..];

    /// <summary><c>pre-activation z[3,0] of layer 1</c>.</summary>
    public static string Place(Diagnosis d)
    {
        var (index, layer) = (DivergenceText.Index(d.Index), d.Layer.Match(l => $" of layer {l}", () => ""));
        return d.Stage switch
        {
            Stage.State => $"{d.Tensor}{index} of state {NumberText.Count(d.Step)} itself",
            Stage.Batch => $"{d.Tensor}{index} of the batch",
            Stage.PreActivation => $"pre-activation z{index}{layer}",
            Stage.Activation => $"activation a{index}{layer}",
            Stage.Loss => "the loss",
            Stage.OutputGradient => $"the gradient of output{index}",
            Stage.PreActivationGradient => $"the gradient of z{index}{layer}",
            Stage.Gradient => $"the gradient of {d.Tensor}{index}",
            Stage.ActivationGradient => $"the gradient of a{index}{layer}",
            Stage.LearningRate => "the learning rate",
            Stage.ShapedGradient => $"the gradient of {d.Tensor}{index} after {Id(d.Fed)}",
            Stage.Update => $"the update of {d.Tensor}{index}",
            Stage.Slot => $"slot {d.Tensor}{index}",
            _ => $"the new {d.Tensor}{index}",
        };
    }

    /// <summary>What it was computed from.</summary>
    public static string Fed(Diagnosis d) => d.Fed switch
    {
        Feeding.Link link => Fed(d, link),
        Feeding.Call call => Fed(d, call),
        Feeding.Addition(var a, var b) => $"{Name(a)} + its update = {Number(a.Value)} + {Number(b.Value)} = {Number(d.Value)}",
        _ => "it was there before the step: nothing of the step computed it",
    };

    public static string Number(double x) => NumberText.Compact(x);

    public static string Name(AddressedNumber number) => number.Tensor + DivergenceText.Index(number.Index);

    private static string Fed(Diagnosis d, Feeding.Link link)
    {
        var sum = d.Stage switch
        {
            Stage.PreActivation => "Σ x·w + b",
            Stage.ActivationGradient => "Σ of the next layer's gradients · w",
            _ => "Σ over rows of x · the gradient of z",
        };
        var (a, b) = (link.A, link.B);
        var product = a.Tensor == "1" ? $"{Name(b)} = {Number(b.Value)}" : $"{Name(a)} · {Name(b)} = {Number(a.Value)} · {Number(b.Value)} = {Number(a.Value * b.Value)}";
        var added = link is { At: 0, Before: 0 } ? "" : $", added to {Number(link.Before)}";
        return $"{sum}, and its term {link.At + 1} of {link.Terms} is {product}{added}";
    }

    private static string Fed(Diagnosis d, Feeding.Call call)
    {
        var (id, n) = (call.Id, call.Numbers);
        return d.Stage switch
        {
            Stage.Activation when n.Length > 1 => $"{id} of a row with z = {Number(n[0].Value)}, whose largest is {Name(n[1])} = {Number(n[1].Value)}",
            Stage.Activation => $"{id}({Number(n[0].Value)}) = {Number(d.Value)}",
            Stage.Loss when double.IsFinite(n[0].Value) => $"{id} of all rows: each is finite alone, their sum is not; the largest, {Number(n[0].Value)}, is row {n[0].Index[0]} of the batch with {OutputAndTarget(n[1], n[2])}",
            Stage.Loss => $"{id} of row {n[0].Index[0]} of the batch with {OutputAndTarget(n[1], n[2])} is {Number(n[0].Value)}",
            Stage.OutputGradient => $"the slope of {id} at {OutputAndTarget(n[0], n[1])} is {Number(d.Value)}",
            Stage.PreActivationGradient => $"the gradient of a times the slope of {id} = {Number(n[0].Value)} · {Number(n[3].Value)}, at z = {Number(n[1].Value)}",
            Stage.LearningRate => $"{id} made it of {string.Join(", ", n.Select(Named))}",
            Stage.Slot when n.Length > 1 => $"{id} wrote it, given {string.Join(", ", n.SkipLast(1).Select(Named))}, and {Number(n[^1].Value)} in this slot before",
            Stage.Slot => $"{id} wrote it, given {Number(n[0].Value)} in this slot before",
            _ => $"{id} made it of {string.Join(", ", n.Take(3).Select(Named))}{Written(n)}",
        };
    }

    /// <summary>The slots that the optimizer wrote beside its update.</summary>
    private static string Written(IReadOnlyCollection<AddressedNumber> numbers) =>
        numbers.Count > 3 ? $", with {string.Join(", ", numbers.Skip(3).Select(s => $"slot {Named(s)}"))}" : "";

    private static string OutputAndTarget(AddressedNumber output, AddressedNumber target) => $"output {Number(output.Value)} and target {Number(target.Value)}";

    private static string Named(AddressedNumber number) => $"{Name(number)} = {Number(number.Value)}";

    private static string Id(Feeding fed) => fed is Feeding.Call call ? call.Id : "";
}
