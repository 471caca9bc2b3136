using System.Collections.Immutable;
using System.Reflection;
using Functional.Core;
using Functional.Plugins;

namespace Functional.Host;

/// <summary>
/// The pipeline of an experiment as C# that makes it again: every strategy by its recipe and its settings, all of them spelled out, as the
/// canonical document has them.
/// </summary>
internal sealed class MadeText
{
    private readonly Experiment _experiment;
    private readonly JsonTree.Object _document;

    private MadeText(Experiment experiment, Catalogue catalogue)
    {
        _experiment = experiment;
        _document = JsonText.Parse(experiment.Name, System.Text.Encoding.UTF8.GetBytes(experiment.Document))
            .Match(tree => (JsonTree.Object)tree, problems => throw new System.Diagnostics.UnreachableException($"{problems}"));
        var strange = experiment.Stamps.Where(s => !s.Origin.IsOurs).Where(s => s.Kind != "initializer").DistinctBy(s => (s.Kind, s.Name)).ToList();
        Strangers = [.. strange];
        Doors =
        [
            .. catalogue.Recipes.Where(r => strange.Exists(s => s.Kind == r.Kind && s.Name == r.Recipe.Name)).Select(r => r.Recipe.Source).Distinct()
                .SelectMany(source => source.GetCustomAttributes<PluginAttribute>().Select(a => $"global::{a.Door.FullName!.Replace('+', '.')}")),
        ];
    }

    public static MadeText Of(Experiment experiment, Catalogue catalogue) => new(experiment, catalogue);

    /// <summary>Strategies whose code is no part of the program.</summary>
    public ImmutableArray<Stamp> Strangers { get; }

    /// <summary>The classes that register them.</summary>
    public ImmutableArray<string> Doors { get; }

    /// <summary>The statements of a method that returns the pipeline, indented by two steps.</summary>
    public string Statements()
    {
        var (network, pipeline) = (_experiment.Pipeline.Network, _experiment.Pipeline);
        var written = (JsonTree.Array)((JsonTree.Object)_document.Find("network")!).Find("layers")!;
        var layers = network.Layers.Select((layer, i) =>
            $"            new({layer.Units}, {Strategy<IActivation>(((JsonTree.Object)written.Items[i]).Find("activation")!, "name")}, Bias: {(layer.Bias ? "true" : "false")}),\n");
        return $$"""
                    var network = Sound(Network.Create({{network.Inputs}}, new LanguageExt.Seq<Layer>(new Layer[]
                    {
            {{string.Concat(layers)}}        })));
                    var loss = {{Strategy<ILoss>(_document.Find("loss")!, "name")}};
                    var optimizer = {{Optimizer()}};
                    var schedule = {{Strategy<ISchedule>(_document.Find("schedule")!, "name")}};
                    return Sound(Pipeline.Create(network, loss, optimizer, schedule, learningRate: {{CSharpText.Number(pipeline.LearningRate)}}));
            """;
    }

    /// <summary>Gradients are pulled first, then clipped, and what is left of them is the optimizer's: the composer's order.</summary>
    private string Optimizer()
    {
        var optimizer = Strategy<IOptimizer>(_document.Find("optimizer")!, "name");
        string[] before = [.. Penalty(), .. Clip()];
        return before.Length == 0 ? optimizer : $"Optimizers.Chain({string.Join(", ", before)}, {optimizer})";
    }

    private IEnumerable<string> Penalty()
    {
        if (_document.Find("regularization") is JsonTree.Object part && (Number(part, "l1"), Number(part, "l2")) is var (l1, l2) && (l1 != 0 || l2 != 0))
            yield return $"new Penalty(l1: {CSharpText.Number(l1)}, l2: {CSharpText.Number(l2)})";
    }

    private IEnumerable<string> Clip()
    {
        if (_document.Find("clip") is JsonTree.Object { Members: [var bound] } part)
            yield return $"new {(bound.Name == "norm" ? nameof(ClipByNorm) : nameof(ClipByValue))}({CSharpText.Number(Number(part, bound.Name))})";
    }

    private static double Number(JsonTree.Object part, string name) => ((JsonTree.Number)part.Find(name)!).Value;

    private static string Strategy<T>(JsonTree tree, string key)
    {
        var members = ((JsonTree.Object)tree).Members;
        var settings = members.Where(m => m.Name != key).Select(m => $", ({CSharpText.Text(m.Name)}, {Value(m.Value)})");
        return $"Cook<{typeof(T).Name}>({CSharpText.Text(((JsonTree.Text)members.Single(m => m.Name == key).Value).Value)}{string.Concat(settings)})";
    }

    private static string Value(JsonTree value) => value switch
    {
        JsonTree.Number number => CSharpText.Number(number.Value),
        JsonTree.Flag flag => flag.Value ? "true" : "false",
        JsonTree.Array list => $"new double[] {{ {string.Join(", ", list.Items.Select(i => CSharpText.Number(((JsonTree.Number)i).Value)))} }}",
        JsonTree.Text text => CSharpText.Text(text.Value),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
