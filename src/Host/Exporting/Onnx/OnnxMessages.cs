using Functional.Core;
using static Functional.Host.ProtoField;

namespace Functional.Host;

/// <summary>
/// The messages of an ONNX file that a network needs. The numbers are those of the schema, <c>onnx.proto3</c> of the ONNX project (Apache-2.0):
/// they never change, and a reader passes over fields it does not know.
/// </summary>
internal static class OnnxMessages
{
    /// <summary>IR version 8 and operator set 17, of 2022: ONNX Runtime from 1.12 on reads them, and every later reader.</summary>
    private const int IrVersion = 8, OperatorSet = 17;

    /// <summary>Element types of <c>TensorProto.DataType</c>.</summary>
    private const int Int64 = 7, Double = 11;

    /// <summary><c>AttributeProto.AttributeType</c>: a list of integers.</summary>
    private const int Integers = 7;

    /// <summary><c>ModelProto</c>: ir_version 1, producer_name 2, producer_version 3, doc_string 6, graph 7, opset_import 8, metadata_props 14.</summary>
    public static ProtoMessage Model(string producer, string version, string says, ProtoMessage graph, IEnumerable<(string Key, string Value)> metadata) => ProtoMessage.Of(
    [
        new Integer(1, IrVersion),
        new Text(2, producer),
        new Text(3, version),
        new Text(6, says),
        new Message(7, graph),
        new Message(8, ProtoMessage.Of(new Text(1, ""), new Integer(2, OperatorSet))), // OperatorSetIdProto: domain 1, version 2
        .. metadata.Select(m => new Message(14, ProtoMessage.Of(new Text(1, m.Key), new Text(2, m.Value)))), // StringStringEntryProto: key 1, value 2
    ]);

    /// <summary><c>GraphProto</c>: node 1, name 2, initializer 5, input 11, output 12.</summary>
    public static ProtoMessage Graph(string name, IEnumerable<ProtoMessage> nodes, IEnumerable<ProtoMessage> initializers, ProtoMessage input, ProtoMessage output) => ProtoMessage.Of(
    [
        .. nodes.Select(node => new Message(1, node)),
        new Text(2, name),
        .. initializers.Select(tensor => new Message(5, tensor)),
        new Message(11, input),
        new Message(12, output),
    ]);

    /// <summary><c>NodeProto</c>: input 1, output 2, name 3, op_type 4, attribute 5.</summary>
    public static ProtoMessage Node(string operation, IEnumerable<string> inputs, string output, params IEnumerable<ProtoMessage> attributes) => ProtoMessage.Of(
    [
        .. inputs.Select(input => new Text(1, input)),
        new Text(2, output),
        new Text(3, output),
        new Text(4, operation),
        .. attributes.Select(attribute => new Message(5, attribute)),
    ]);

    /// <summary><c>AttributeProto</c>: name 1, ints 8, type 20.</summary>
    public static ProtoMessage IntegersAttribute(string name, params IEnumerable<long> values) => ProtoMessage.Of(
    [
        new Text(1, name),
        .. values.Select(value => new Integer(8, value)),
        new Integer(20, Integers),
    ]);

    /// <summary><c>TensorProto</c> of doubles: dims 1, data_type 2, name 8, raw_data 9. No dimensions: a single number.</summary>
    public static ProtoMessage Tensor(string name, Reals values, int start, params IEnumerable<int> dimensions) => ProtoMessage.Of(
    [
        .. dimensions.Select(dimension => new Integer(1, dimension)),
        new Integer(2, Double),
        new Text(8, name),
        new Doubles(9, values, start, dimensions.Aggregate(1, (count, dimension) => count * dimension)),
    ]);

    /// <summary><c>TensorProto</c> of one integer in a row of its own: int64_data 7.</summary>
    public static ProtoMessage IntegerTensor(string name, long value) =>
        ProtoMessage.Of(new Integer(1, 1), new Integer(2, Int64), new Integer(7, value), new Text(8, name));

    /// <summary>
    /// <c>ValueInfoProto</c> of doubles <c>[batch × width]</c>, for any batch: name 1, type 2; in it tensor_type 1 (elem_type 1, shape 2), in that
    /// dim 1 (dim_value 1 or dim_param 2).
    /// </summary>
    public static ProtoMessage Rows(string name, int width)
    {
        var shape = ProtoMessage.Of(
            new Message(1, ProtoMessage.Of(new Text(2, "batch"))),
            new Message(1, ProtoMessage.Of(new Integer(1, width))));
        return ProtoMessage.Of(
            new Text(1, name),
            new Message(2, ProtoMessage.Of(new Message(1, ProtoMessage.Of(new Integer(1, Double), new Message(2, shape))))));
    }
}
