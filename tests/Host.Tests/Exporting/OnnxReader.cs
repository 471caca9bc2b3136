using System.Buffers.Binary;
using System.Text;

namespace Functional.Host.Tests;

/// <summary>A protocol buffer message read by field number, knowing nothing of how it was written: integers as <c>ulong</c>, everything else as bytes.</summary>
internal sealed class WireMessage
{
    private readonly List<(int Number, object Value)> _fields = [];

    public WireMessage(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            if ((tag & 7) == 0)
            {
                _fields.Add(((int)(tag >> 3), Varint(ref bytes)));
                continue;
            }

            Assert.That(tag & 7, Is.EqualTo(2), "a wire type that ONNX files of ours have no use for");
            var length = (int)Varint(ref bytes);
            _fields.Add(((int)(tag >> 3), bytes[..length].ToArray()));
            bytes = bytes[length..];
        }
    }

    public IEnumerable<int> Numbers => _fields.Select(f => f.Number);

    public IReadOnlyList<WireMessage> Messages(int number) => [.. All(number).Select(v => new WireMessage((byte[])v))];

    public WireMessage Message(int number) => Messages(number).Single();

    public IReadOnlyList<string> Texts(int number) => [.. All(number).Select(v => Encoding.UTF8.GetString((byte[])v))];

    public string Text(int number) => Texts(number).Single();

    public IReadOnlyList<long> Integers(int number) => [.. All(number).Select(v => (long)(ulong)v)];

    public long Integer(int number) => Integers(number).Single();

    public byte[] Bytes(int number) => (byte[])All(number).Single();

    private IEnumerable<object> All(int number) => _fields.Where(f => f.Number == number).Select(f => f.Value);

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}

/// <summary>
/// An ONNX file read and computed by the letter of the operators' specification, with the functions of the platform. A value is a matrix
/// <c>[rows × columns]</c>; a single number is one of one row and one column, and a row is repeated for every row.
/// </summary>
internal sealed class OnnxReader
{
    private readonly WireMessage _graph;
    private readonly Dictionary<string, double[,]> _tensors = new(StringComparer.Ordinal);

    public OnnxReader(byte[] file)
    {
        Model = new(file);
        _graph = Model.Message(7);
        foreach (var tensor in _graph.Messages(5))
            _tensors.Add(tensor.Text(8), Matrix(tensor));
    }

    public WireMessage Model { get; }

    public IReadOnlyDictionary<string, string> Metadata => Model.Messages(14).ToDictionary(m => m.Text(1), m => m.Text(2));

    public IEnumerable<string> Operators => _graph.Messages(1).Select(n => n.Text(4));

    public IEnumerable<string> TensorNames => _tensors.Keys;

    /// <summary>The dimensions of the graph's input or output: a number, or the name of one.</summary>
    public string Shape(bool input)
    {
        var value = _graph.Message(input ? 11 : 12);
        var tensor = value.Message(2).Message(1);
        Assert.That(tensor.Integer(1), Is.EqualTo(11), "double");
        return $"{value.Text(1)}: {string.Join(" × ", tensor.Message(2).Messages(1).Select(d => d.Texts(2).Count > 0 ? d.Text(2) : d.Integer(1).ToString(System.Globalization.CultureInfo.InvariantCulture)))}";
    }

    public double[] Outputs(double[][] rows)
    {
        var known = new Dictionary<string, double[,]>(_tensors, StringComparer.Ordinal) { ["inputs"] = Of(rows.Length, rows[0].Length, (i, j) => rows[i][j]) };
        foreach (var node in _graph.Messages(1))
            known.Add(node.Text(2), Computed(node.Text(4), [.. node.Texts(1).Select(name => known[name])]));
        return [.. known["outputs"].Cast<double>()];
    }

    private static double[,] Computed(string operation, double[][,] x) => operation switch
    {
        "MatMul" => Of(x[0].GetLength(0), x[1].GetLength(1), (i, j) => Enumerable.Range(0, x[1].GetLength(0)).Sum(k => x[0][i, k] * x[1][k, j])),
        "ReduceMax" => Of(x[0].GetLength(0), 1, (i, _) => Row(x[0], i).Max()),
        "ReduceSum" => Of(x[0].GetLength(0), 1, (i, _) => Row(x[0], i).Sum()),
        "Where" => Broadcast(x, v => v[0] != 0 ? v[1] : v[2]),
        _ => Broadcast(x, v => Number(operation, v[0], v.Length > 1 ? v[1] : double.NaN)),
    };

    private static double Number(string operation, double a, double b) => operation switch
    {
        "Identity" => a,
        "Add" => a + b,
        "Sub" => a - b,
        "Mul" => a * b,
        "Div" => a / b,
        "Neg" => -a,
        "Abs" => Math.Abs(a),
        "Sqrt" => Math.Sqrt(a),
        "Min" => Math.Min(a, b),
        "Max" => Math.Max(a, b),
        "Pow" => Math.Pow(a, b),
        "Exp" => Math.Exp(a),
        "Log" => Math.Log(a),
        "Sin" => Math.Sin(a),
        "Cos" => Math.Cos(a),
        "Tanh" => Math.Tanh(a),
        "Sigmoid" => 1 / (1 + Math.Exp(-a)),
        "Less" => a < b ? 1 : 0,
        "Greater" => a > b ? 1 : 0,
        "LessOrEqual" => a <= b ? 1 : 0,
        "GreaterOrEqual" => a >= b ? 1 : 0,
        "And" => a * b,
        "Or" => Math.Max(a, b),
        "Xor" => a == b ? 0 : 1,
        "Not" => 1 - a,
        _ => throw new AssertionException($"operator set 17 has no {operation} that we write"),
    };

    private static double[,] Broadcast(double[][,] x, Func<double[], double> f) =>
        Of(x.Max(m => m.GetLength(0)), x.Max(m => m.GetLength(1)), (i, j) => f([.. x.Select(m => m[m.GetLength(0) == 1 ? 0 : i, m.GetLength(1) == 1 ? 0 : j])]));

    private static IEnumerable<double> Row(double[,] x, int row) => Enumerable.Range(0, x.GetLength(1)).Select(j => x[row, j]);

    private static double[,] Matrix(WireMessage tensor)
    {
        var dimensions = tensor.Integers(1);
        var (rows, columns) = (dimensions.Count > 1 ? (int)dimensions[0] : 1, dimensions.Count > 0 ? (int)dimensions[^1] : 1);
        if (tensor.Integer(2) == 7)
            return Of(rows, columns, (_, j) => tensor.Integers(7)[j]);
        Assert.That(tensor.Integer(2), Is.EqualTo(11), "double");
        var bytes = tensor.Bytes(9);
        Assert.That(bytes, Has.Length.EqualTo(8 * rows * columns));
        return Of(rows, columns, (i, j) => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8 * (i * columns + j))));
    }

    private static double[,] Of(int rows, int columns, Func<int, int, double> at)
    {
        var matrix = new double[rows, columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                matrix[i, j] = at(i, j);
        return matrix;
    }
}
