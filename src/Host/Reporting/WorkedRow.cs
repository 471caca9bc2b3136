using Functional.Core;
using static Functional.Host.Tables;

namespace Functional.Host;

/// <summary>
/// One row of a step, worked by hand: forward to its answer, and back with its error. The arithmetic is the text of <see cref="WorkedStep"/>,
/// the results are the numbers of the trace.
/// </summary>
internal sealed class WorkedRow(WorkedNetwork network, Trace trace, int row, bool addressed)
{
    /// <summary>Forward and, where a step follows, backward.</summary>
    public Html Of(bool backward) => Html.Of($"""
        <div class="scroll"><table class="work"><thead class="gone"><tr>{Head("what")}{Head("arithmetic")}{Head("result")}</tr></thead>
        {Enumerable.Range(0, network.Layers.Length).Select(Forward)}{(backward ? Enumerable.Range(0, network.Layers.Length).Reverse().Select(Backward) : [Errors()])}</table></div>

        """);

    /// <summary>The first rows of a batch, in their order; of a network that has few of its rows worked rather such as are not all zeros, where there is little to see.</summary>
    public static IReadOnlyList<int> Chosen(Report r, Batch batch, int most)
    {
        var width = r.Data.InputWidth;
        return [.. Enumerable.Range(0, batch.Rows).OrderBy(row => !r.IsTiny && !batch.Inputs.AsSpan(row * width, width).ContainsAnyExcept(0.0)).Take(most).Order()];
    }

    private bool IsSingle => network.Layers.Length == 1 && network.Layers[0].Units == 1;

    private Html Forward(int l)
    {
        var (layer, units) = (trace.Layers[l], network.Layers[l].Units);
        var width = network.Network.InputsOf(l);
        var x = layer.Inputs.AsSpan(row * width, width).ToArray();
        var weights = network.WeightsOf(l);
        return Layer(l, "forward", unit =>
        {
            var i = row * units + unit;
            var (z, a) = (layer.PreActivations[i], layer.Activations[i]);
            return
            [
                Work("dot", Arithmetic.Dot(Arithmetic.TermsOfUnit(x, weights, units, unit), network.BiasOf(l, unit)), z, Place(l, "preActivations", unit)),
                Work(network.NameOf(l), network.Value(l, z, a), a, Place(l, "activations", unit)),
            ];
        });
    }

    private Html Backward(int l)
    {
        var (layer, units) = (trace.Layers[l], network.Layers[l].Units);
        var slopes = layer.Slope;
        return Layer(l, "backward", unit =>
        {
            var i = row * units + unit;
            var (pull, delta) = (-layer.ActivationGradients[i], -layer.PreActivationGradients[i]);
            var error = Work("error", Unsaid(WorkedStep.ErrorOf(network, trace, l, row, unit), pull), pull, IsPlainError(l, i, pull) ? At($"/error/{row}/{unit}") : "");
            if (layer.Layer.Activation.ActsOnRows)
            {
                var all = RowSlopes.Of(layer, row, unit);
                return [error, Html.Of($"""<tr><th scope="row">slopes</th><td colspan="2">{Typeset.Formula(all.ToString())}</td></tr>"""), Work("delta", all.Delta, delta, Place(l, "delta", unit))];
            }

            return
            [
                error,
                Work("slope", network.Slope(l, layer.PreActivations[i], layer.Activations[i]), slopes[i], Place(l, "slope", unit)),
                Work("delta", $"{NumberText.Short(pull)} × {NumberText.Short(slopes[i])}", delta, Place(l, "delta", unit)),
            ];
        });
    }

    /// <summary>Where no step follows, the error is all there is to say of the way back.</summary>
    private Html Errors()
    {
        var outputs = network.Network.Outputs;
        return Html.Of($"<tbody>{Enumerable.Range(0, Math.Min(outputs, Limits.Units)).Select(k => Work(
            outputs == 1 ? "error" : $"error {k}",
            $"{NumberText.Plain(trace.Batch.Targets[row * outputs + k])} - {NumberText.Short(trace.Outputs[row * outputs + k])}",
            trace.Error[row * outputs + k], At($"/error/{row}/{k}")))}</tbody>");
    }

    /// <summary>The units of a layer, the first few of many.</summary>
    private Html Layer(int l, string way, Func<int, Html[]> lines)
    {
        var (units, shown) = (network.Layers[l].Units, network.Layers[l].Units <= Limits.Units + 1 ? network.Layers[l].Units : Limits.Units);
        var rest = Html.If(shown < units, () => Html.Of($"<tbody>{Rest($"… and {NumberText.Count(units - shown)} more units of layer {l}", 3)}</tbody>"));
        return Html.Of($"{Enumerable.Range(0, shown).Select(unit => Html.Of($"<tbody>{Title(l, way, unit)}{lines(unit)}</tbody>\n"))}{rest}");
    }

    private Html Title(int l, string way, int unit) => IsSingle
        ? Html.Empty
        : Html.Of($"""<tr class="group"><th colspan="3" scope="rowgroup">{way}, layer {l}{(network.Layers[l].Units == 1 ? "" : $", unit {unit}")}</th></tr>""");

    private static Html Work(string what, string arithmetic, double result, string at) => Html.Of(
        $"""<tr><th scope="row">{what}</th><td class="sum">{Typeset.Formula(arithmetic)}</td><td class="is">{Typeset.Number(result, at)}</td></tr>""");

    /// <summary>The text without the result behind it, which has a cell of its own.</summary>
    private static string Unsaid(string text, double result) =>
        text.EndsWith(NumberText.Short(result), StringComparison.Ordinal) ? text[..^NumberText.Short(result).Length].TrimEnd(' ', '=') : text;

    private bool IsPlainError(int l, int i, double pull) => l == network.Layers.Length - 1 && pull.Equals(trace.Error[i]);

    private string Place(int l, string member, int unit) => At($"/layers/{l}/{member}/{row}/{unit}");

    private string At(string pointer) => addressed ? pointer : "";
}
