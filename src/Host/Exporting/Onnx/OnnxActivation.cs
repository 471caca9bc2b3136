using Functional.Core;

namespace Functional.Host;

/// <summary>An activation's own expansion as nodes of an ONNX graph.</summary>
/// <param name="nodes">Where they go.</param>
/// <param name="place">The layer's name.</param>
internal sealed class OnnxActivation(OnnxNodes nodes, string place)
{
    private readonly Dictionary<ExpansionNode, string> _outputs = [];

    /// <summary>The output f(z).</summary>
    /// <param name="expansion">A whole one.</param>
    /// <param name="input">z, <c>[batch × units]</c>.</param>
    public string Of(Expansion expansion, string input)
    {
        _outputs[expansion.Input] = input;
        var result = Wide(expansion.Result).Contains(expansion.Result)
            ? expansion.Result
            // One number a row, or one altogether: beside every z, which is asked whether it is a number. NaN stays NaN.
            : Symbol.Select(new Symbol(expansion.Input) <= double.PositiveInfinity, new(expansion.Result), new(expansion.Input)).Node;
        return Output(result);
    }

    /// <summary>The nodes that have a value for every unit.</summary>
    private static HashSet<ExpansionNode> Wide(ExpansionNode result)
    {
        var wide = new HashSet<ExpansionNode>();
        foreach (var node in Expansion.InOrder(result))
            if (node.Operation == ExpansionOperation.Input || (node.Operation is not (ExpansionOperation.RowMax or ExpansionOperation.RowSum) && node.Parts.Any(wide.Contains)))
                wide.Add(node);
        return wide;
    }

    private string Output(ExpansionNode result)
    {
        foreach (var node in Expansion.InOrder(result))
            if (!_outputs.ContainsKey(node))
                _outputs[node] = Added(node);
        return _outputs[result];
    }

    private string Added(ExpansionNode node) => node.Operation switch
    {
        ExpansionOperation.Constant => nodes.Constant(node.Value),
        ExpansionOperation.RowMax or ExpansionOperation.RowSum => nodes.OverRow(node.Operation, place, _outputs[node.Parts[0]]),
        ExpansionOperation.Expm1 => Output(OnnxFunctions.Expm1(new(node.Parts[0])).Node),
        ExpansionOperation.Log1p => Output(OnnxFunctions.Log1p(new(node.Parts[0])).Node),
        ExpansionOperation.Softplus => Output(OnnxFunctions.Softplus(new(node.Parts[0])).Node),
        _ => nodes.Add(NameOf(node.Operation), place, [.. node.Parts.Select(part => _outputs[part])]),
    };

    /// <summary>The operator of ONNX that does just this.</summary>
    private static string NameOf(ExpansionOperation operation) => operation switch
    {
        ExpansionOperation.Add => "Add",
        ExpansionOperation.Subtract => "Sub",
        ExpansionOperation.Multiply => "Mul",
        ExpansionOperation.Divide => "Div",
        ExpansionOperation.Negate => "Neg",
        ExpansionOperation.Abs => "Abs",
        ExpansionOperation.Sqrt => "Sqrt",
        ExpansionOperation.Min => "Min",
        ExpansionOperation.Max => "Max",
        ExpansionOperation.Pow => "Pow",
        ExpansionOperation.Exp => "Exp",
        ExpansionOperation.Log => "Log",
        ExpansionOperation.Sin => "Sin",
        ExpansionOperation.Cos => "Cos",
        ExpansionOperation.Tanh => "Tanh",
        ExpansionOperation.Sigmoid => "Sigmoid",
        ExpansionOperation.Select => "Where",
        ExpansionOperation.Less => "Less",
        ExpansionOperation.Greater => "Greater",
        ExpansionOperation.AtMost => "LessOrEqual",
        ExpansionOperation.AtLeast => "GreaterOrEqual",
        ExpansionOperation.And => "And",
        ExpansionOperation.Or => "Or",
        ExpansionOperation.Xor => "Xor",
        ExpansionOperation.Not => "Not",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
