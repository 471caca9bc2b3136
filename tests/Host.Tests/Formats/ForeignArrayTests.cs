using System.IO.Compression;

namespace Functional.Host.Tests;

/// <summary>Files that others write, built byte by byte: every type, both byte orders, every version and form.</summary>
public class ForeignArrayTests
{
    private static readonly TestCaseData[] NumPyTypes =
    [
        Elements("<f8", "000000000000F8BF", -1.5), Elements(">f8", "BFF8000000000000", -1.5), Elements("=f8", "000000000000F8BF", -1.5),
        Elements("<f4", "0000C0BF", -1.5), Elements(">f4", "BFC00000", -1.5), Elements("<f2", "00BE", -1.5), Elements(">f2", "BE00", -1.5), Elements("<f2", "0100", 5.960464477539063e-8),
        Elements("|i1", "80", -128), Elements("<i2", "FEFF", -2), Elements(">i2", "FFFE", -2), Elements("<i4", "00000080", -2147483648), Elements(">i4", "80000000", -2147483648),
        Elements("<i8", "FEFFFFFFFFFFFFFF", -2), Elements(">i8", "FFFFFFFFFFFFFFFE", -2), Elements("<i8", "0000000000002000", 9007199254740992),
        Elements("|u1", "FF", 255), Elements("<u2", "FEFF", 65534), Elements(">u2", "FFFE", 65534), Elements("<u4", "FFFFFFFF", 4294967295), Elements(">u4", "FFFFFFFE", 4294967294),
        Elements("<u8", "0000000000000080", 9223372036854775808), Elements(">u8", "8000000000000000", 9223372036854775808),
        Elements("|b1", "01", 1), Elements("|b1", "00", 0),
    ];

    private static readonly TestCaseData[] TensorTypes =
    [
        Elements("F64", "000000000000F8BF", -1.5), Elements("F32", "0000C0BF", -1.5), Elements("F16", "00BE", -1.5), Elements("BF16", "C0BF", -1.5),
        Elements("I64", "FEFFFFFFFFFFFFFF", -2), Elements("I32", "FEFFFFFF", -2), Elements("I16", "FEFF", -2), Elements("I8", "FE", -2),
        Elements("U64", "FE00000000000000", 254), Elements("U32", "FEFFFFFF", 4294967294), Elements("U16", "FEFF", 65534), Elements("U8", "FE", 254), Elements("BOOL", "01", 1),
    ];

    private static readonly TestCaseData[] IdxTypes =
    [
        Elements("08", "FE", 254), Elements("09", "FE", -2), Elements("0B", "FFFE", -2), Elements("0C", "FFFFFFFE", -2), Elements("0D", "BFC00000", -1.5), Elements("0E", "BFF8000000000000", -1.5),
    ];

    [TestCaseSource(nameof(NumPyTypes))]
    public void Every_type_of_NumPy_is_the_number_it_means(string descr, string hex, double value) =>
        Assert.That(Arrays.Values(Npy.Read("f.npy", Arrays.Npy(Arrays.Header(descr, "()"), Convert.FromHexString(hex)))), Is.EqualTo(new[] { value }));

    [TestCaseSource(nameof(TensorTypes))]
    public void Every_type_of_safetensors_is_the_number_it_means(string dtype, string hex, double value)
    {
        var bytes = Convert.FromHexString(hex + hex);
        var file = Docs.Value(Safetensors.Read("f.st", Arrays.Safetensors($$$"""{"a":{"dtype":"{{{dtype}}}","shape":[2],"data_offsets":[0,{{{bytes.Length}}}]},"__metadata__":{"k":"v"}}   """, bytes)));
        Assert.That(Arrays.Values(file.Find("a")), Is.EqualTo(new[] { value, value }));
    }

    [TestCaseSource(nameof(IdxTypes))]
    public void Every_type_of_IDX_is_the_number_it_means(string code, string hex, double value) =>
        Assert.That(Arrays.Values(Idx.Read("f.idx", Convert.FromHexString($"0000{code}020000000100000002{hex}{hex}"))), Is.EqualTo(new[] { value, value }));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Every_version_and_spelling_of_the_header_is_read(int version)
    {
        foreach (var header in new[]
        {
            "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }          ",
            "{'shape': (2,1), 'fortran_order':True,'descr':'<f8'}",
            "{\"shape\": (2L, 1L), \"fortran_order\": False, \"descr\": \"<f8\"}",
        })
            Assert.That(Arrays.Values(Npy.Read("f.npy", Arrays.Npy(header, Arrays.Doubles(-0.0, 2), (byte)version))), Is.EqualTo(new[] { -0.0, 2 }), header);
    }

    [TestCase(CompressionLevel.NoCompression)]
    [TestCase(CompressionLevel.SmallestSize)]
    public void Entries_of_a_ZIP_file_may_be_packed_and_others_stand_beside_them(CompressionLevel level)
    {
        var file = Docs.Value(Npz.Read("f.npz", Arrays.Npz(
            level,
            ("a.npy", Arrays.Npy(Arrays.Header("<f8", "(2,)"), Arrays.Doubles(1, 2))),
            ("readme.txt", [1, 2]),
            ("objects.npy", Arrays.Npy(Arrays.Header("|O", "(2,)"), [0x80])))));
        Assert.Multiple(() =>
        {
            Assert.That(file.Names, Is.EqualTo(new[] { "a", "objects" }));
            Assert.That(Arrays.Values(file.Find("a")), Is.EqualTo(new double[] { 1, 2 }));
        });
    }

    private static TestCaseData Elements(string type, string hex, double value) => new(type, hex, value);
}
