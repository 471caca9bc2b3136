using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// The format of Hugging Face (https://huggingface.co/docs/safetensors): the length of the header in 8 bytes, the header in JSON, the tensors.
/// As the format demands: names stand there once, and the tensors cover the rest of the file, without holes and without overlapping.
/// </summary>
internal static class Safetensors
{
    private const string MetadataKey = "__metadata__";

    private const string Damaged = "The file is damaged or no .safetensors file: get it again.";

    /// <summary>Tensors begin at a multiple of this.</summary>
    private const int Alignment = 8;

    /// <summary>The tensors in <paramref name="bytes"/>: views on them, each looked at when it is asked for.</summary>
    /// <param name="file">What to call the file in sentences.</param>
    /// <param name="bytes">All of it.</param>
    public static Validation<Problem, ArrayFile> Read(string file, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < 8)
            return InFile.Refuse<ArrayFile>(file, "the file ends within its header", Damaged);
        // The format allows 100 MB; our own reader of JSON is stricter.
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span);
        if (length > JsonText.MaxBytes)
            return InFile.Refuse<ArrayFile>(file, $"a header of {length} bytes is announced", $"At most {JsonText.MaxBytes} are read. {Damaged}");
        if (length > (ulong)bytes.Length - 8)
            return InFile.Refuse<ArrayFile>(file, "the file ends within its header", Damaged);
        var (header, data) = (bytes.Slice(8, (int)length), bytes[(8 + (int)length)..]);
        if (!header.Span.StartsWith("{"u8))
            return InFile.Refuse<ArrayFile>(file, "the header does not begin with '{'", Damaged);
        return JsonText.Parse($"{file}, header", header.Span)
            .Bind(tree => Gathered.All(((JsonTree.Object)tree).Members.Where(m => m.Name != MetadataKey).Select(TensorHeader.Read)))
            .Bind(tensors => Covering(file, tensors, data.Length))
            .MapFail(problem => problem with { IsInData = true })
            .Map(tensors => Opened(file, tensors, data));
    }

    /// <summary>Writes doubles; the names come in the order given, each once.</summary>
    /// <param name="stream">Need not seek.</param>
    /// <param name="metadata">Texts about the file.</param>
    /// <param name="tensors">Names, shapes and where the numbers lie in a run of numbers.</param>
    public static void Write(Stream stream, IEnumerable<(string Key, string Value)> metadata, IReadOnlyList<(string Name, ImmutableArray<int> Shape, Reals Flat, int Offset, int Length)> tensors)
    {
        var members = new List<(string, JsonTree)> { (MetadataKey, Json.Object(metadata.Select(m => (m.Key, Json.Text(m.Value))))) };
        var end = 0L;
        foreach (var (name, shape, _, _, length) in tensors)
        {
            var begin = end;
            end += (long)length * sizeof(double);
            members.Add((name, Json.Object(
                ("dtype", Json.Text("F64")),
                ("shape", Json.Array(shape.Select(size => Json.Number(size)))),
                ("data_offsets", Json.Array([Json.Number(begin), Json.Number(end)])))));
        }

        var header = Encoding.UTF8.GetBytes(JsonText.Write(Json.Object(members)));
        var padding = -header.Length & (Alignment - 1);
        var start = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(start, header.Length + padding);
        stream.Write([.. start, .. header, .. Enumerable.Repeat((byte)' ', padding)]);
        foreach (var (_, _, flat, offset, length) in tensors)
            Npy.WriteDoubles(stream, flat.AsSpan(offset, length));
    }

    private static Validation<Problem, ImmutableArray<TensorHeader>> Covering(string file, ImmutableArray<TensorHeader> tensors, int available)
    {
        var end = 0L;
        foreach (var tensor in tensors.OrderBy(t => t.Begin).ThenBy(t => t.End))
        {
            if (tensor.Begin != end)
                return InFile.Refuse<ImmutableArray<TensorHeader>>(
                    $"{file}: {Shown.Text(tensor.Name)}", FormattableString.Invariant($"the tensor begins at byte {tensor.Begin} and what comes before it ends at {end}"), $"Tensors leave no holes and do not overlap. {Damaged}");
            end = tensor.End;
        }

        return end == available
            ? Success<Problem, ImmutableArray<TensorHeader>>(tensors)
            : InFile.Refuse<ImmutableArray<TensorHeader>>(file, FormattableString.Invariant($"the tensors need {end} bytes and {available} are there"), "The file is cut short or damaged: get it again.");
    }

    private static ArrayFile Opened(string file, ImmutableArray<TensorHeader> tensors, ReadOnlyMemory<byte> data)
    {
        var known = tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        return new(file, [.. tensors.Select(t => t.Name)], name => known[name].In($"{file}: {Shown.Text(name)}", data));
    }
}
