using Functional.Core;

namespace Functional.Host;

/// <summary>
/// The nodes of a graph while it is being made, in an order in which each comes after what it needs. An operation on the same values is there
/// once, and so is a constant.
/// </summary>
internal sealed class OnnxNodes
{
    private const string LastAxis = "last-axis";

    private readonly Dictionary<string, string> _outputs = new(StringComparer.Ordinal);
    private readonly List<ProtoMessage> _nodes = [], _tensors = [];
    private readonly HashSet<string> _constants = new(StringComparer.Ordinal);

    public IReadOnlyList<ProtoMessage> Nodes => _nodes;

    /// <summary>Parameters and constants.</summary>
    public IReadOnlyList<ProtoMessage> Tensors => _tensors;

    /// <summary>Numbers that belong to the network; the name of them.</summary>
    public string Tensor(string name, Reals values, int start, params IEnumerable<int> dimensions)
    {
        _tensors.Add(OnnxMessages.Tensor(name, values, start, dimensions));
        return name;
    }

    /// <summary>The output of an operation of <paramref name="inputs"/>.</summary>
    /// <param name="operation">Its name in ONNX.</param>
    /// <param name="place">What it belongs to, such as <c>layer0</c>: the beginning of its name.</param>
    /// <param name="inputs">Outputs of nodes, or tensors.</param>
    public string Add(string operation, string place, params IReadOnlyList<string> inputs) => Once(operation, place, inputs, []);

    /// <summary>The same with a given name: for what a person looks for.</summary>
    public string Named(string output, string operation, params IReadOnlyList<string> inputs)
    {
        _nodes.Add(OnnxMessages.Node(operation, inputs, output));
        return output;
    }

    /// <summary>A number for every row, beside which it stays: <c>[batch × 1]</c>.</summary>
    public string OverRow(ExpansionOperation operation, string place, string input)
    {
        // In operator set 17 the axes of the one are an attribute and those of the other an input.
        if (operation == ExpansionOperation.RowMax)
            return Once("ReduceMax", place, [input], [OnnxMessages.IntegersAttribute("axes", -1)]);
        if (_constants.Add(LastAxis))
            _tensors.Add(OnnxMessages.IntegerTensor(LastAxis, -1));
        return Once("ReduceSum", place, [input, LastAxis], []);
    }

    /// <summary>A single number.</summary>
    public string Constant(double value)
    {
        var name = $"constant {RealText.Of(value)}";
        return _constants.Add(name) ? Tensor(name, Reals.Of(value), 0) : name;
    }

    private string Once(string operation, string place, IReadOnlyList<string> inputs, IReadOnlyList<ProtoMessage> attributes)
    {
        var what = $"{operation}({string.Join(", ", inputs)})";
        if (_outputs.TryGetValue(what, out var known))
            return known;
        var output = FormattableString.Invariant($"{place}.{operation}.{_nodes.Count}");
        _nodes.Add(OnnxMessages.Node(operation, inputs, output, attributes));
        return _outputs[what] = output;
    }
}
