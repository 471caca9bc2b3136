using System.IO.Compression;
using System.Text;
using Functional.Core;
using LanguageExt;

namespace Functional.Host.Tests;

/// <summary>What a person reads of a file that is not as it should be, word for word.</summary>
public class ArraySentenceTests
{
    private static readonly byte[] Small = Arrays.Npy(Arrays.Header("<f8", "(2,)"), Arrays.Doubles(1, 2));

    private static readonly TestCaseData[] Table =
    [
        Npy("no magic", "hello, world"u8.ToArray(), "f.npy: this is no .npy file: it does not begin with '\\x93NUMPY'. Write one with numpy.save."),
        Npy("version", Arrays.Npy("", [], 4), "f.npy: the file has version 4.0 of the format. Versions 1.0, 2.0 and 3.0 are read."),
        Npy("cut in the header", Small[..40], "f.npy: the file ends within its header. The file is damaged or no .npy file: write it again with numpy.save."),
        Npy("objects", Arrays.Npy(Arrays.Header("|O", "(2,)"), [1]), "f.npy: the array holds Python objects. They could run code when they are read, so they are not: save numbers, with a dtype such as float64."),
        Npy("fields", Arrays.Npy("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", []), "f.npy: the array has rows of named fields. Save each field as an array of its own."),
        Npy("complex", Arrays.Npy(Arrays.Header("<c16", "(1,)"), []), "f.npy: elements of the type '<c16' are not read. Save them as float64, float32, float16, bool, or whole numbers of 8 to 64 bits."),
        Npy("an expression", Arrays.Npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1+1,), }", []), "f.npy: the shape '(1+1,)' is none. The file is damaged or no .npy file: write it again with numpy.save."),
        Npy("a call", Arrays.Npy("{'descr': f(), 'fortran_order': False, 'shape': (1,), }", []), "f.npy: the header '{'descr': f(), 'fortran_order': False, 'shape': (1,), }' is not what a .npy file begins with. The file is damaged or no .npy file: write it again with numpy.save."),
        Npy("a key twice", Arrays.Npy("{'shape': (1,), 'fortran_order': False, 'shape': (1,)}", []), "f.npy: the header '{'shape': (1,), 'fortran_order': False, 'shape': (1,)}' is not what a .npy file begins with. *"),
        Npy("too few bytes", Small[..^1], "f.npy: the shape [2] needs 16 bytes and 15 are there. The file is cut short or damaged: get it again."),
        Npy("too many bytes", [.. Small, 0], "f.npy: 1 bytes stand behind the elements of [2]. The file is damaged *"),
        Npy("overflow", Arrays.Npy(Arrays.Header("<f8", "(2147483647, 2147483647, 2147483647)"), []), "f.npy: the shape [2147483647 × 2147483647 × 2147483647] needs 79228162403583873202826248184 bytes and 0 are there. *"),
        Npy("a negative size", Arrays.Npy(Arrays.Header("<f8", "(-1,)"), []), "f.npy: no array has the shape [-1]. The file is damaged, or made to do harm."),
        Npy("five dimensions", Arrays.Npy(Arrays.Header("<f8", "(1, 1, 1, 1, 1)"), Arrays.Doubles(1)), "f.npy: the array has 5 dimensions. At most 4 are read."),
        Npy("no double", Arrays.Npy(Arrays.Header("<i8", "(1, 2)"), Convert.FromHexString("0000000000000000FFFFFFFFFFFFFF7F")), "f.npy: 9223372036854775807 at [0, 1] is no double. Whole numbers are exact up to 2^53: give smaller ones, or floating-point numbers."),
        Npy("no truth", Arrays.Npy(Arrays.Header("|b1", "(2,)"), [1, 2]), "f.npy: 2 at [1] is neither true nor false. A truth value is the byte 0 or 1."),
        Npz("no ZIP", Small, "f.npz: this is no .npz file: it does not begin as a ZIP file does. Write one with numpy.savez."),
        Npz("cut", Arrays.Npz(CompressionLevel.Optimal, ("a.npy", Small))[..^30], "f.npz: the ZIP file cannot be unpacked. Entries that are stored or deflated can be read. The file is damaged: write it again with numpy.savez."),
        Npz("twice", Arrays.Npz(CompressionLevel.Optimal, ("a.npy", Small), ("a.npy", Small)), "f.npz: the name 'a' stands in the file twice. The file is damaged: write it again with numpy.savez."),
        Npz("another name", Arrays.Npz(CompressionLevel.Optimal, ("b.npy", Small), ("text.npy", Host.Npy.Text("ü"))), "f.npz: there is no array 'a'. Did you mean 'b'?"),
        Npz("none near", Arrays.Npz(CompressionLevel.Optimal, ("other.npy", Small), ("\u001b[31m.npy", Small)), "f.npz: there is no array 'a'. The file holds other, \\u001b[31m."),
        Npz("text", Arrays.Npz(CompressionLevel.Optimal, ("a.npy", Host.Npy.Text("x"))), "f.npz: a: the array holds text, not numbers."),
        Npz("objects", Arrays.Npz(CompressionLevel.Optimal, ("a.npy", Arrays.Npy(Arrays.Header("|O", "()"), [1]))), "f.npz: a: the array holds Python objects. *"),
        Tensors("announced", Convert.FromHexString("FFFFFFFFFFFFFF7F7B7D"), "f.st: a header of 9223372036854775807 bytes is announced. At most 67108864 are read. The file is damaged or no .safetensors file: get it again."),
        Tensors("cut", Convert.FromHexString("0900000000000000") , "f.st: the file ends within its header. *"),
        Tensors("no object", Arrays.Safetensors("[1]", []), "f.st: the header does not begin with '{'. *"),
        Tensors("twice", Arrays.Safetensors("""{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[],"data_offsets":[1,2]}}""", [1, 2]), "f.st, header:1:53: a: the key 'a' stands here a second time. *"),
        Tensors("a hole", Arrays.Safetensors("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", [1, 2]), "f.st: a: the tensor begins at byte 1 and what comes before it ends at 0. Tensors leave no holes and do not overlap. *"),
        Tensors("an overlap", Arrays.Safetensors("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", [1, 2]), "f.st: b: the tensor begins at byte 1 and what comes before it ends at 2. *"),
        Tensors("behind the end", Arrays.Safetensors("""{"a":{"dtype":"U8","shape":[9],"data_offsets":[0,9]}}""", [1, 2]), "f.st: the tensors need 9 bytes and 2 are there. The file is cut short or damaged: get it again."),
        Tensors("another size", Arrays.Safetensors("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,2]}}""", [1, 2]), "f.st: a: 2 bytes are set apart for [1], which needs 1. The file is damaged: get it again."),
        Tensors("a strange type", Arrays.Safetensors("""{"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", [1]), "f.st: a: elements of the type 'F8_E4M3' are not read. Known: F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL."),
        Tensors("no offsets", Arrays.Safetensors("""{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0]}}""", [1]), "f.st, header:1:29: a.shape[0]: a whole number is needed here, not the number -1. *", "f.st, header:1:48: a.data_offsets: a first and a last offset are needed here. *"),
        Idx("no IDX", "PK.."u8.ToArray(), "f.idx: this is no IDX file: one begins with two zero bytes, a type and the number of dimensions. *"),
        Idx("no type", [0, 0, 7, 1], "f.idx: IDX has no type 0x07. Known: 0x08 (bytes), *"),
        Idx("cut in the header", [0, 0, 8, 3, 0, 0], "f.idx: the file ends within its header. Get the file again."),
        Idx("cut", [0, 0, 8, 1, 0, 0, 0, 3, 1], "f.idx: the shape [3] needs 3 bytes and 1 are there. The file is cut short or damaged: get it again."),
        Idx("too long", [0, 0, 8, 1, 0, 0, 0, 1, 1, 2, 3], "f.idx: 2 bytes stand behind the elements of [1]. Get the file again."),
        Idx("gzip, cut", Arrays.Gzip(new byte[9])[..12], "f.idx: the gzip file is cut short. Get it again, or unpack it with gunzip."),
        Idx("gzip, longer", [.. Arrays.Gzip([0, 0, 8, 1, 0, 0, 0, 1, 1]), 1, 2, 3], "f.idx: the gzip file does not end with the length and checksum of what is in it: it is cut short, damaged, or something stands behind its end. *"),
        Json("no parameters", "{\"weights\": []}", "f.json:1:1: parameters: the key 'parameters' is missing. Write {\"parameters\": {\"layer0.weights\": [[…]], \"layer0.bias\": […]}}."),
        Json("ragged", "{\"parameters\": {\"a\": [[1, 2], [3]]}}", "f.json:1:31: parameters.a[1]: row 1 has 1 number and row 0 has 2. Give every row the same number of values."),
        Json("not a number", "{\"parameters\": {\"a\": [1, \"NaN\"]}}", "f.json:1:26: parameters.a[1]: a number is needed here, not the text 'NaN'."),
    ];

    [TestCaseSource(nameof(Table))]
    public void It_is_said_where_and_what_and_what_to_do(Func<IReadOnlyList<string>> read, string[] expected)
    {
        var lines = read();
        Assert.That(lines, Has.Count.EqualTo(expected.Length), string.Join('\n', lines));
        foreach (var (line, sentence) in lines.Zip(expected))
            Assert.That(line, sentence.EndsWith('*') ? Does.StartWith(sentence[..^1]) : Is.EqualTo(sentence));
    }

    private static TestCaseData Npy(string name, byte[] bytes, params string[] lines) => Case($"npy: {name}", () => Host.Npy.Read("f.npy", bytes), lines);

    private static TestCaseData Npz(string name, byte[] bytes, params string[] lines) => Case($"npz: {name}", () => Host.Npz.Read("f.npz", bytes).Bind(f => f.Find("a")), lines);

    private static TestCaseData Tensors(string name, byte[] bytes, params string[] lines) => Case($"safetensors: {name}", () => Safetensors.Read("f.st", bytes).Bind(f => f.Find("a")), lines);

    private static TestCaseData Idx(string name, byte[] bytes, params string[] lines) => Case($"idx: {name}", () => Host.Idx.Read("f.idx", bytes), lines);

    private static TestCaseData Json(string name, string text, params string[] lines) => Case($"json: {name}", () => JsonArrays.Read("f.json", Encoding.UTF8.GetBytes(text)).Bind(f => f.Find("a")), lines);

    private static TestCaseData Case(string name, Func<Validation<Problem, NumberArray>> read, string[] lines) => new TestCaseData(() => Docs.Lines(read()), lines).SetArgDisplayNames(name);
}
