using System.Collections.Immutable;
using System.IO.Compression;
using Functional.Core;

namespace Functional.Host.Tests;

public class FormatRoundTripTests
{
    [Test]
    public void A_npy_file_reads_back_to_the_same_bits() => Arrays.Any.Sample(a =>
    {
        var array = Docs.Value(Npy.Read("f.npy", Arrays.Written(s => Npy.Write(s, a.Shape, a.Values))));
        return array.Shape.SequenceEqual(a.Shape) && array.ToReals().Equals(Reals.Of(a.Values));
    });

    [Test]
    public void A_npz_file_reads_back_to_the_same_bits() => Arrays.Any.Array[0, 4].Sample(arrays =>
    {
        var bytes = Zipped(arrays);
        var file = Docs.Value(Npz.Read("f.npz", bytes));
        Assert.That(file.Names, Is.EqualTo(arrays.Select((_, i) => $"layer{i}.weights")));
        return bytes.AsSpan().SequenceEqual(Zipped(arrays))
            && arrays.Select((a, i) => (a, i)).All(t => Docs.Value(file.Find($"layer{t.i}.weights")).ToReals().Equals(Reals.Of(t.a.Values)));
    });

    [Test]
    public void A_safetensors_file_reads_back_to_the_same_bits() => Arrays.Any.Array[0, 4].Sample(arrays =>
    {
        var bytes = Arrays.Written(s => Safetensors.Write(s, [("run", "a \"b\" ü")], [.. arrays.Select((a, i) => ($"t{i}", a.Shape, Reals.Of(a.Values), 0, a.Values.Length))]));
        var file = Docs.Value(Safetensors.Read("f.safetensors", bytes));
        var data = 8 + BitConverter.ToInt64(bytes);
        Assert.That(data % 8, Is.Zero, "tensors lie aligned");
        return arrays.Select((a, i) => (a, i)).All(t =>
            Docs.Value(file.Find($"t{t.i}")) is var array && array.Shape.SequenceEqual(t.a.Shape) && array.ToReals().Equals(Reals.Of(t.a.Values)));
    });

    [Test]
    public void An_IDX_file_reads_back_packed_or_not() => Gen.Int[0, 5].Array[1, 4].SelectMany(shape => Gen.Byte.Array[shape.Aggregate(1, (n, size) => n * size)].Select(elements => (shape, elements))).Sample(a =>
    {
        var bytes = Arrays.Written(s => Idx.Write(s, [.. a.shape], a.elements));
        return new[] { bytes, Arrays.Gzip(bytes) }.All(file =>
            Docs.Value(Idx.Read("f.idx", file)) is var array && array.Shape.SequenceEqual(a.shape) && Arrays.Values(array).SequenceEqual(a.elements.Select(b => (double)b)));
    });

    [Test]
    public void Json_keeps_finite_bits_and_its_shapes() => Arrays.Bits.Where(double.IsFinite).Array[6].Sample(values =>
    {
        var text = $$$"""{"step": 7, "parameters": {"w": [[{{{string.Join(',', values[..3].Select(RealText.Of))}}}],[{{{string.Join(',', values[3..].Select(RealText.Of))}}}]], "b": [{{{RealText.Of(values[0])}}}]}}""";
        var file = Docs.Value(JsonArrays.Read("f.json", System.Text.Encoding.UTF8.GetBytes(text)));
        var (w, b) = (Docs.Value(file.Find("w")), Docs.Value(file.Find("b")));
        return w.Shape is [2, 3] && b.Shape is [1] && w.ToReals().Equals(Reals.Of(values));
    });

    /// <summary>The archive class of .NET finds the same in our ZIP files, wherever they end.</summary>
    [Test]
    public void Other_readers_of_ZIP_find_every_entry() => Gen.Byte.Array[0, 300].Array[0, 5].Sample(contents =>
    {
        var bytes = Arrays.Written(s =>
        {
            using var zip = new StoredZip(s);
            for (var i = 0; i < contents.Length; i++)
                zip.Add($"ä/{i}", to => to.Write(contents[i]));
        });
        using var read = new ZipArchive(new MemoryStream(bytes));
        return read.Entries.Select(e => e.FullName).SequenceEqual(contents.Select((_, i) => $"ä/{i}"))
            && read.Entries.Zip(contents).All(pair =>
            {
                using var stream = pair.Item1.Open();
                return InFile.Unpack(stream, 300)!.Value.Span.SequenceEqual(pair.Item2) && pair.Item1.LastWriteTime.Year == 1980;
            });
    });

    /// <summary>The index arithmetic against the plainest there is: the place of an element in Fortran order, from its indices.</summary>
    [Test]
    public void Fortran_order_is_the_same_array() => Gen.Int[0, 4].Array[0, 4].Sample(shape =>
    {
        var count = shape.Aggregate(1, (n, size) => n * size);
        var fortran = new double[count];
        for (var c = 0; c < count; c++)
        {
            var (rest, place) = (c, 0);
            for (var d = shape.Length - 1; d >= 0; d--)
            {
                place += rest % shape[d] * shape[..d].Aggregate(1, (n, size) => n * size);
                rest /= shape[d];
            }

            fortran[place] = c;
        }

        var text = $"({string.Join(", ", shape)}{(shape.Length == 1 ? "," : "")})";
        var array = Docs.Value(Npy.Read("f.npy", Arrays.Npy(Arrays.Header("<f8", text, "True"), Arrays.Doubles(fortran))));
        return Arrays.Values(array).SequenceEqual(Enumerable.Range(0, count).Select(i => (double)i));
    });

    private static byte[] Zipped((ImmutableArray<int> Shape, double[] Values)[] arrays) =>
        Arrays.Written(s => Npz.Write(s, arrays.Select((a, i) => ($"layer{i}.weights", (Action<Stream>)(to => Npy.Write(to, a.Shape, a.Values))))));
}
