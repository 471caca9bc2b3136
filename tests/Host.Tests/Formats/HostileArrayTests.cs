using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using Functional.Core;
using LanguageExt;

namespace Functional.Host.Tests;

/// <summary>Damaged files and files made to do harm: always a sentence or a right result, never an exception, and no memory that is not there.</summary>
public class HostileArrayTests
{
    private static readonly byte[] Plain = Arrays.Written(s => Npy.Write(s, [2, 3], [1, -2, 3, -4, 5, -6]));

    private static readonly byte[] Tensors = Arrays.Written(s => Safetensors.Write(s, [("run", "r")], [("a", [2], Reals.Of(1, 2), 0, 2), ("b", [1, 1], Reals.Of(3), 0, 1)]));

    private static readonly byte[] Images = Arrays.Written(s => Idx.Write(s, [2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]));

    private static readonly (string Name, byte[] Bytes, Action<byte[]> Read)[] Files =
    [
        ("npy", Plain, bytes => One(Npy.Read("f.npy", bytes))),
        ("npz, stored", Arrays.Written(s => Npz.Write(s, [("a", to => to.Write(Plain)), ("b", to => to.Write(Npy.Whole(7)))])), bytes => Arrays.ReadAll(Npz.Read("f.npz", bytes))),
        ("npz, deflated", Arrays.Npz(CompressionLevel.Optimal, ("a.npy", Plain), ("b.npy", Plain)), bytes => Arrays.ReadAll(Npz.Read("f.npz", bytes))),
        ("safetensors", Tensors, bytes => Arrays.ReadAll(Safetensors.Read("f.safetensors", bytes))),
        ("idx", Images, bytes => One(Idx.Read("f.idx", bytes))),
        ("idx.gz", Arrays.Gzip(Images), bytes => One(Idx.Read("f.idx.gz", bytes))),
        ("json", """{"parameters": {"a": [[1, 2], [3, 4]], "b": [1, -0.0, 1e-320]}}"""u8.ToArray(), bytes => Arrays.ReadAll(JsonArrays.Read("f.json", bytes))),
    ];

    private static IEnumerable<TestCaseData> EveryFile => Files.Select(f => new TestCaseData(f.Name) { TestName = $"{{m}}({f.Name})" });

    [TestCaseSource(nameof(EveryFile))]
    public void Cut_off_anywhere_it_is_a_sentence(string name)
    {
        var (_, bytes, read) = Files.Single(f => f.Name == name);
        for (var length = 0; length < bytes.Length; length++)
            read(bytes[..length]);
    }

    [TestCaseSource(nameof(EveryFile))]
    public void With_bytes_changed_it_is_a_sentence_or_an_array(string name)
    {
        var (_, bytes, read) = Files.Single(f => f.Name == name);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.OneOf(Gen.Byte, Arrays.Pick<byte>(0, 0x7F, 0x80, 0xFF, (byte)'9', (byte)'(', (byte)'{'))).Array[1, 4].Sample(changes =>
        {
            var changed = bytes.ToArray();
            foreach (var (at, value) in changes)
                changed[at] = value;
            read(changed);
        });
    }

    /// <summary>Of formats without a checksum a changed header may still mean something; of those with one, nothing that is changed in the elements passes.</summary>
    [Test]
    public void A_flipped_bit_in_what_has_a_checksum_is_found()
    {
        foreach (var (bytes, read) in new (byte[], Func<byte[], bool>)[]
        {
            (Arrays.Gzip(Images), bytes => Idx.Read("f.gz", bytes).Match(Succ: a => Arrays.Values(a).SequenceEqual([1, 2, 3, 4, 5, 6, 7, 8]), Fail: _ => true)),
            (Arrays.Npz(CompressionLevel.NoCompression, ("a.npy", Plain)), bytes => Npz.Read("f.npz", bytes).Bind(f => f.Find("a")).Match(Succ: a => Arrays.Values(a).SequenceEqual([1, -2, 3, -4, 5, -6]), Fail: _ => true)),
        })
            for (var bit = 0; bit < bytes.Length * 8; bit++)
            {
                var changed = bytes.ToArray();
                changed[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.That(read(changed), Is.True, $"bit {bit} changed a number and nobody noticed");
            }
    }

    [Test]
    public void A_shape_beyond_the_file_takes_no_memory_before_it_is_refused()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var shape in new[] { "(2147483647, 2147483647, 2147483647, 2147483647)", "(4294967296, 4294967296)", "(9223372036854775807,)", "(99999999999999999999,)", "(-1,)", "(-2, -3)", "(1, 1, 1, 1, 1)", "(268435456,)", "(65536, 65536)" })
            Refused(Npy.Read("f.npy", Arrays.Npy(Arrays.Header("<f8", shape), Arrays.Doubles(1))));
        Refused(Npy.Read("f.npy", Arrays.Npy(Arrays.Header("<U1048575", "(1073741824, 1073741824, 1073741824, 1073741824)"), [])));
        Refused(Idx.Read("f.idx", Convert.FromHexString("00000E04FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20));
    }

    /// <summary>A small file that says it unpacks to gigabytes: by its own word in a ZIP file, by its content in gzip.</summary>
    [Test]
    public void A_bomb_is_refused()
    {
        var zip = Arrays.Npz(CompressionLevel.SmallestSize, ("a.npy", Plain));
        var directory = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(directory + 24), 0xFFFF_FFF0);
        Refused(Npz.Read("f.npz", zip).Bind(f => f.Find("a")));
        Assert.That(InFile.Unpack(new GZipStream(new MemoryStream(Arrays.Gzip(new byte[1 << 20])), CompressionMode.Decompress), (1 << 20) - 1), Is.Null);
    }

    [Test]
    public void Deep_and_endless_JSON_in_a_header_is_a_sentence()
    {
        foreach (var header in new[] { string.Concat(Enumerable.Repeat("{\"a\":", 100_000)), "{" + new string('[', 1_000_000), "{\"a\":" + new string('9', 1_000_000) + "}" })
            Refused(Safetensors.Read("f.safetensors", Arrays.Safetensors(header, [])));
        Refused(Npy.Read("f.npy", Arrays.Npy("{" + new string('(', 9000), [])));
        Refused(Npy.Read("f.npy", Arrays.Npy("{'descr': '" + new string('<', 9000), [])));
    }

    private static void One(Validation<Problem, NumberArray> array) => _ = array.Match(Succ: a => Arrays.Values(a).Length, Fail: Arrays.Problems);

    private static void Refused<T>(Validation<Problem, T> value) => Assert.That(value.Match(Succ: _ => 0, Fail: Arrays.Problems), Is.GreaterThan(0));
}
