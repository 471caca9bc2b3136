using Functional.Core;
using static Functional.Host.Tables;

namespace Functional.Host;

/// <summary>How parameters change in a step: the sum over the rows, what the optimizer makes of it, and what is then stored.</summary>
internal sealed class UpdateTable(Report report, WorkedNetwork network, Trace trace)
{
    /// <summary>Whether the sums themselves are added, as in the article.</summary>
    public bool IsPlain { get; } = trace.Updates.AsSpan().SequenceEqual([.. trace.Gradients.ToArray().Select(g => -g)]);

    /// <summary>Why it is as it is, in a sentence or two.</summary>
    public Html Words() => IsPlain
        ? Html.Of($"<p>Every row pulls at every weight, by its own input times its delta: a row whose input is 0 has no say. The pulls are added up, and the sum is added to the weight. Nothing else happens: the learning rate is {NumberText.Exact(trace.LearningRate)}.</p>")
        : Html.Of($"""
            <p>Every row pulls at every weight, by the number that came in there times the delta of the unit. The sum of the pulls is the way downhill (the gradient with its sign turned).
            What is really added is up to <code>{Wording.Cut(report.Pipeline.Optimizer.Id)}</code>, here with a learning rate of {Typeset.Number(trace.LearningRate, "/learningRate", NumberText.Exact)}{Html.If(report.Pipeline.Network.Layout.Length > 0 && report.About("optimizer").Formula.Length > 0, () => Html.Of($":</p>\n<pre class=\"formula\">{report.About("optimizer").Formula}</pre>\n<p>where g is the gradient, θ a parameter"))}.</p>
            """);

    /// <summary>A line a parameter, of every tensor the first few.</summary>
    public Html Lines() => Of(
        "The update",
        [Head("parameter"), Head("input × delta, over the rows"), Head("pull"), .. IsPlain ? [] : new[] { Head("update") }, Head("old + update"), Head("new")],
        network.Network.Layout.Tensors.SelectMany(Tensor),
        "updates",
        wide: true);

    private IEnumerable<Html> Tensor(ParameterTensor tensor)
    {
        var shown = tensor.Length <= Limits.Updates + 1 ? tensor.Length : Limits.Updates;
        return Enumerable.Range(0, shown).Select(i => Line(tensor, i))
            .Concat(shown < tensor.Length ? [Rest($"… and {NumberText.Count(tensor.Length - shown)} more numbers of {tensor.Name}", IsPlain ? 5 : 6)] : []);
    }

    private Html Line(ParameterTensor tensor, int i)
    {
        var (input, unit) = tensor.IsBias ? (-1, i) : (i / tensor.Units, i % tensor.Units);
        var at = tensor.Offset + i;
        var pointer = $"{tensor.Name}/{(tensor.IsBias ? $"{unit}" : $"{input}/{unit}")}";
        var sum = Arithmetic.Dot(Arithmetic.TermsOfWeight(trace.Layers[tensor.Layer], tensor.Inputs, input, unit));
        var (old, update) = (trace.State.Parameters[at], trace.Updates[at]);
        return Html.Of($"""
            <tr><th scope="row">{tensor.Name}[{(tensor.IsBias ? $"{unit}" : $"{input},{unit}")}]</th><td class="sum">{Typeset.Formula(sum)}</td>{Cell(-trace.Gradients[at], $"-/gradients/{pointer}")}{Html.If(!IsPlain, () => Cell(update, $"/updates/{pointer}"))}<td class="sum">{Typeset.Number(old, $"/parameters/{pointer}")} + {Typeset.Number(update, $"/updates/{pointer}")}</td>{Cell(trace.Next.Parameters[at], $"/next/{pointer}", NumberText.Long)}</tr>

            """);
    }
}
