using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>What the header of a safetensors file says of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dtype">The name of its type; it need not be one that is read.</param>
/// <param name="Shape">The sizes as they are written.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last, not below <paramref name="Begin"/>.</param>
internal sealed record TensorHeader(string Name, string Dtype, ImmutableArray<long> Shape, long Begin, long End)
{
    /// <summary>Up to here a number of JSON is whole and exact; no file is that long.</summary>
    private const long Largest = 1L << 53;

    private const string Hint = "A tensor is {\"dtype\": \"F64\", \"shape\": [2, 3], \"data_offsets\": [0, 48]}.";

    public static Validation<Problem, TensorHeader> Read(Member member) =>
        Fields.Of(new(member.Value, Shown.Text(member.Name)), Hint).Bind(fields =>
            (fields.Required("dtype", Hint).Bind(spot => spot.Text(Hint)),
             fields.Required("shape", Hint).Bind(Wholes),
             fields.Required("data_offsets", Hint).Bind(Offsets),
             fields.Only("dtype", "shape", "data_offsets"))
            .Apply((dtype, shape, offsets, _) => new TensorHeader(member.Name, dtype, shape, offsets.Begin, offsets.End)));

    /// <summary>The tensor in the bytes behind the header, which hold it.</summary>
    public Validation<Problem, NumberArray> In(string where, ReadOnlyMemory<byte> data)
    {
        if (TypeOf(Dtype) is not { } type)
            return InFile.Refuse<NumberArray>(where, $"elements of the type '{Shown.Text(Dtype)}' are not read", "Known: F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL.");
        var bytes = data[(int)Begin..(int)End];
        return NumberArray.ShapeOf(where, Shape, type.Size, bytes.Length).Bind(known => known.Bytes == bytes.Length
            ? NumberArray.Create(where, known.Shape, type, bytes)
            : InFile.Refuse<NumberArray>(where, $"{bytes.Length} bytes are set apart for {NumberArray.ShapeText(known.Shape)}, which needs {known.Bytes}", "The file is damaged: get it again."));
    }

    private static Validation<Problem, (long Begin, long End)> Offsets(Spot spot) => Wholes(spot).Bind(pair => pair is [var begin, var end] && begin <= end
        ? Prelude.Success<Problem, (long Begin, long End)>((begin, end))
        : spot.Refuse<(long Begin, long End)>("a first and a last offset are needed here", Hint));

    private static Validation<Problem, ImmutableArray<long>> Wholes(Spot spot) => spot.Tree is JsonTree.Array { Items: var items }
        ? Gathered.All(Enumerable.Range(0, items.Length).Select(i => spot.Item(i).Whole(0, Largest)))
        : spot.Needs<ImmutableArray<long>>("an array", Hint);

    private static ElementType? TypeOf(string dtype) => dtype switch
    {
        "F64" => ElementType.Double,
        "F32" => new(ElementKind.Float, 4),
        "F16" => new(ElementKind.Float, 2),
        "BF16" => new(ElementKind.Brain, 2),
        "I64" => new(ElementKind.Signed, 8),
        "I32" => new(ElementKind.Signed, 4),
        "I16" => new(ElementKind.Signed, 2),
        "I8" => new(ElementKind.Signed, 1),
        "U64" => new(ElementKind.Unsigned, 8),
        "U32" => new(ElementKind.Unsigned, 4),
        "U16" => new(ElementKind.Unsigned, 2),
        "U8" => new(ElementKind.Unsigned, 1),
        "BOOL" => new(ElementKind.Bool, 1),
        _ => null,
    };
}
