using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>What a question about a training may speak of: every name, what it is, and where its numbers lie.</summary>
public sealed class QuestionScope
{
    /// <summary>Before the name of a slot that is called like something else.</summary>
    private const string SlotPrefix = "slots.";

    private readonly Dictionary<string, Node> _names = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];

    /// <summary>The names of a training and of what it can be tried on. A slot that is called like one of the language's own words is <c>slots.NAME</c>.</summary>
    public QuestionScope(Pipeline pipeline, Batches batches, Exams? exams = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(batches);
        var layout = pipeline.Layout;
        foreach (var (name, node) in Words(layout).Concat(Tensors(FlatRun.Parameters, "", layout)))
            Add(name, node);
        foreach (var slot in layout.Slots)
        {
            Node node = IsScalar(layout, slot) ? new Node.Element(Part(FlatRun.Slots, slot), 0) : Part(FlatRun.Slots, slot);
            Add(slot.Name, node);
            _names[SlotPrefix + slot.Name] = node;
            if (!ReferenceEquals(_names[slot.Name], node))
                _known.Add(SlotPrefix + slot.Name);
        }

        foreach (var (name, node) in Tensors(FlatRun.Gradients, "gradients.", layout).Concat(Tensors(FlatRun.Updates, "updates.", layout)).Concat(OfLayers(pipeline.Network, batches.LargestBatch)))
            Add(name, node);
        if (exams is not null)
            foreach (var (name, node) in Tried("train.", false, exams.Training).Concat(exams.Test.Match(test => Tried("test.", true, test), () => [])))
                Add(name, node);
    }

    /// <summary>Every name, each once: the words, then the tensors.</summary>
    public IReadOnlyList<string> Names => _known;

    /// <summary>What the name stands for, or null.</summary>
    internal Node? Find(string name) => _names.GetValueOrDefault(name);

    private static IEnumerable<(string, Node)> Words(StateLayout layout)
    {
        yield return ("step", new Node.Reading(Gauge.Step));
        yield return ("loss", new Node.Reading(Gauge.Loss));
        yield return ("error", new Node.Reading(Gauge.Error));
        yield return ("sumAbsoluteError", new Node.Reading(Gauge.Error));
        yield return ("learningRate", new Node.Reading(Gauge.LearningRate));
        var whole = Kind.Of(new(1, layout.ParameterLength, IsVector: true));
        var gradients = new Node.Flat(FlatRun.Gradients, 0, layout.ParameterLength, whole);
        yield return ("gradientNorm", new Node.Reduce(Functions.Norm, [gradients]));
        yield return ("gradients", gradients);
        yield return ("updates", new Node.Flat(FlatRun.Updates, 0, layout.ParameterLength, whole));
        yield return ("parameters", new Node.Flat(FlatRun.Parameters, 0, layout.ParameterLength, whole));
    }

    private static IEnumerable<(string, Node)> Tried(string prefix, bool isTest, Exam exam) =>
    [
        (prefix + "loss", new Node.Score(isTest, Measure.Loss)),
        (prefix + "error", new Node.Score(isTest, Measure.Error)),
        (prefix + "rmse", new Node.Score(isTest, Measure.RootMeanSquaredError)),
        (prefix + "r2", new Node.Score(isTest, Measure.RSquared)),
        .. exam.Classes.AsEnumerable().Select(_ => (prefix + "accuracy", (Node)new Node.Score(isTest, Measure.Accuracy))),
    ];

    private static IEnumerable<(string, Node)> OfLayers(Network network, int rows) =>
        network.Layers.SelectMany((layer, i) => Kind.Of(new(rows, layer.Units, IsPerRow: true)) is var kind
            ? (IEnumerable<(string, Node)>)
            [
                ($"layer{i}.preActivations", new Node.OfLayer(i, LayerPart.PreActivations, kind)),
                ($"layer{i}.activations", new Node.OfLayer(i, LayerPart.Activations, kind)),
                ($"layer{i}.slope", new Node.OfLayer(i, LayerPart.Slope, kind)),
                ($"layer{i}.delta", new Node.OfLayer(i, LayerPart.Delta, kind)),
            ]
            : []);

    private static IEnumerable<(string, Node)> Tensors(FlatRun run, string prefix, StateLayout layout) =>
        layout.Parameters.Select(tensor => (prefix + tensor.Name, (Node)Part(run, tensor)));

    private static Node.Flat Part(FlatRun run, NamedTensor tensor) =>
        new(run, tensor.Offset, tensor.Length, Kind.Of(new(tensor.Rows, tensor.Columns, tensor.IsVector)));

    /// <summary>A slot that goes with no parameter: Adam's t, what a schedule remembers.</summary>
    private static bool IsScalar(StateLayout layout, NamedTensor slot) =>
        slot.Length == 1 && !layout.Parameters.Any(t => slot.Name.EndsWith("." + t.Name, StringComparison.Ordinal));

    private void Add(string name, Node node)
    {
        if (_names.TryAdd(name, node))
            _known.Add(name);
    }
}
