using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

/// <summary>Rows out of files of arrays.</summary>
public class ArraysPartTests
{
    private static readonly byte[] X = Arrays.Npy(Arrays.Header("|u1", "(3, 2)"), [1, 2, 3, 4, 5, 6]);

    private static readonly byte[] Y = Arrays.Npy(Arrays.Header(">i2", "(3,)"), [0, 7, 0, 3, 0, 7]);

    private static readonly byte[] Images = Arrays.Written(s => Idx.Write(s, [3, 1, 2], [1, 2, 3, 4, 5, 6]));

    private static readonly byte[] Digits = Arrays.Written(s => Idx.Write(s, [3], [7, 3, 7]));

    private static readonly TestCaseData[] Sound =
    [
        new("""{"npz": "d.npz"}""", "half-sse", """{"npz":"d.npz","inputs":"x","targets":"y"}""", "x[0] x[1] | y |", "1 2 | 7; 3 4 | 3; 5 6 | 7"),
        new("""{"npz": "d.npz"}""", "cross-entropy", """{"npz":"d.npz","inputs":"x","targets":"y"}""", "x[0] x[1] | y | 3 7", "1 2 | 1; 3 4 | 0; 5 6 | 1"),
        new("""{"npz": "d.npz", "classes": true}""", "half-sse", """{"npz":"d.npz","inputs":"x","targets":"y","classes":true}""", "x[0] x[1] | y | 3 7", "1 2 | 1; 3 4 | 0; 5 6 | 1"),
        new("""{"npz": "two.npz"}""", "half-sse", """{"npz":"two.npz","inputs":"arr_0","targets":"arr_1"}""", "arr_0[0] arr_0[1] | arr_1 |", "1 2 | 7; 3 4 | 3; 5 6 | 7"),
        new("""{"npz": "two.npz", "inputs": "arr_1"}""", "half-sse", """{"npz":"two.npz","inputs":"arr_1","targets":"arr_0"}""", "arr_1 | arr_0[0] arr_0[1] |", "7 | 1 2; 3 | 3 4; 7 | 5 6"),
        new("""{"npy": {"inputs": "x.npy", "targets": "y.npy"}}""", "mse", """{"npy":{"inputs":"x.npy","targets":"y.npy"}}""", "x[0] x[1] | y |", "1 2 | 7; 3 4 | 3; 5 6 | 7"),
        new("""{"idx": {"images": "i.idx", "labels": "l.idx.gz"}}""", "mse", """{"idx":{"images":"i.idx","labels":"l.idx.gz"},"classes":true}""", "pixel[0,0] pixel[0,1] | label | 3 7", "1 2 | 1; 3 4 | 0; 5 6 | 1"),
        new("""{"idx": {"images": "i.idx", "labels": "l.idx.gz"}, "classes": false}""", "mse", """{"idx":{"images":"i.idx","labels":"l.idx.gz"},"classes":false}""", "pixel[0,0] pixel[0,1] | label |", "1 2 | 7; 3 4 | 3; 5 6 | 7"),
    ];

    private static readonly TestCaseData[] Unsound =
    [
        Bad("""{"npz": "none.npz"}""", "none.npz: there is no such file. A path is relative to the document."),
        Bad("""{"npz": "x.npy"}""", "x.npy: this is no .npz file: it does not begin as a ZIP file does. Write one with numpy.savez."),
        Bad("""{"npz": "d.npz", "inputs": "X"}""", "d.npz: there is no array 'X'. Did you mean 'x'?"),
        Bad("""{"npz": "d.npz", "inputs": "y"}""", "d.npz: y: inputs and targets are the same array. Write {\"npz\": \"data.npz\", \"inputs\": \"x\", \"targets\": \"y\"}."),
        Bad("""{"npz": "three.npz", "targets": "b"}""", "three.npz: it is not said which array holds the inputs. Write \"inputs\": NAME. The file holds a, b, c."),
        Bad("""{"npz": 1, "input": "x"}""", "train.json:1:9: data.npz: text is needed here, not the number 1. *", "train.json:1:12: data.input: there is no key 'input' here. Did you mean 'inputs'?"),
        Bad("""{"npz": "d.npz", "classes": "yes"}""", "train.json:1:29: data.classes: true or false is needed here, not the text 'yes'. Write it without quotes."),
        Bad("""{"npy": {"inputs": "x.npy", "targets": "y4.npy"}}""", "y4.npy: there are 4 rows of targets and 3 rows of inputs. Give a row of targets for each row of inputs."),
        Bad("""{"npy": {"inputs": "nan.npy", "targets": "y.npy"}}""", "nan.npy: NaN at [1] is not a finite number. Training needs finite numbers."),
        Bad("""{"npy": {"inputs": "empty.npy", "targets": "one.npy"}}""", "empty.npy: an array of the shape [0 × 3] has no rows of numbers. *", "one.npy: an array of the shape [] has no rows of numbers. *"),
        Bad("""{"npy": {"inputs": "x.npy", "targets": "x.npy"}, "classes": true}""", "x.npy: a row of targets has 2 numbers. A class is one whole number a row; for rows of numbers write \"classes\": false."),
        Bad("""{"npy": {"inputs": "x.npy", "targets": "part.npy"}, "classes": true}""", "part.npy: row 0 has the class 0.5. Classes are whole numbers, 0 or more.", "part.npy: row 2 has the class -1. Classes are whole numbers, 0 or more."),
        Bad("""{"npy": "x.npy"}""", "train.json:1:9: data.npy: an object is needed here, not the text 'x.npy'. Write {\"npy\": {\"inputs\": \"x.npy\", \"targets\": \"y.npy\"}}."),
        Bad("""{"idx": {"images": "i.idx"}}""", "train.json:1:9: data.idx.labels: the key 'labels' is missing. *"),
        Bad("""{"idx": {"images": "x.npy", "labels": "none"}}""", "none: there is no such file. A path is relative to the document.", "x.npy: this is no IDX file: *"),
    ];

    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Files()
    {
        _folder = new();
        void Save(string name, byte[] bytes) => File.WriteAllBytes(_folder[name], bytes);
        Save("x.npy", X);
        Save("y.npy", Y);
        Save("d.npz", Arrays.Npz(default, ("y.npy", Y), ("x.npy", X)));
        Save("two.npz", Arrays.Npz(default, ("arr_0.npy", X), ("arr_1.npy", Y)));
        Save("three.npz", Arrays.Npz(default, ("a.npy", X), ("b.npy", Y), ("c.npy", Y)));
        Save("y4.npy", Arrays.Npy(Arrays.Header("|u1", "(4,)"), [1, 2, 3, 4]));
        Save("nan.npy", Arrays.Npy(Arrays.Header("<f8", "(3,)"), Arrays.Doubles(1, double.NaN, double.PositiveInfinity)));
        Save("part.npy", Arrays.Npy(Arrays.Header("<f8", "(3,)"), Arrays.Doubles(0.5, 1, -1)));
        Save("empty.npy", Arrays.Npy(Arrays.Header("<f8", "(0, 3)"), []));
        Save("one.npy", Arrays.Npy(Arrays.Header("<f8", "()"), Arrays.Doubles(1)));
        Save("i.idx", Images);
        Save("l.idx.gz", Arrays.Gzip(Digits));
    }

    [OneTimeTearDown]
    public void NoFiles() => _folder.Dispose();

    [TestCaseSource(nameof(Sound))]
    public void Rows_are_what_the_arrays_say_and_the_canonical_form_composes_to_itself(string data, string loss, string canonical, string names, string rows)
    {
        var part = Docs.Value(Read(data));
        var written = JsonText.Write(Json.Object(part.Canonical));
        var raw = Docs.Value(Rows(part, loss));
        Assert.Multiple(() =>
        {
            Assert.That(written, Is.EqualTo(canonical));
            Assert.That(JsonText.Write(Json.Object(Docs.Value(Read(written)).Canonical)), Is.EqualTo(canonical));
            Assert.That($"{string.Join(' ', raw.InputNames)} | {string.Join(' ', raw.TargetNames)} | {string.Join(' ', raw.Classes)}".TrimEnd(), Is.EqualTo(names));
            Assert.That(Text(raw), Is.EqualTo(rows));
            Assert.That(Text(raw), Is.EqualTo(rows), "a second time");
            Assert.That(raw.Notes, Has.Length.EqualTo(2).And.Some.Contains(data.Contains("idx", StringComparison.Ordinal) ? "pixel is uint8 [3 × 1 × 2]: each row is flattened to 2 numbers" : "is int16 [3]"));
            Assert.That(raw.Origin, Does.Match("^[a-z0-9.]+, SHA-256 [0-9a-f]{64}"));
        });
    }

    [TestCaseSource(nameof(Unsound))]
    public void What_is_wrong_is_said_all_at_once(string data, string[] expected)
    {
        var lines = Docs.Lines(Read(data).Bind(part => Rows(part, "half-sse")));
        Assert.That(lines, Has.Count.EqualTo(expected.Length), string.Join('\n', lines));
        foreach (var sentence in expected)
            Assert.That(lines.Any(line => sentence.EndsWith('*') ? line.StartsWith(sentence[..^1], StringComparison.Ordinal) : line == sentence), Is.True, $"{sentence}\n{string.Join('\n', lines)}");
    }

    [Test]
    public void A_test_set_has_the_classes_of_the_rows_to_learn_from()
    {
        File.WriteAllBytes(_folder["t.idx"], Arrays.Written(s => Idx.Write(s, [3], [9, 3, 9])));
        Assert.Multiple(() =>
        {
            Assert.That(Text(Docs.Value(IdxRows.Read(_folder.Path, "i.idx", "t.idx", classes: true, ["9", "cat", "3"]))), Is.EqualTo("1 2 | 0; 3 4 | 2; 5 6 | 0"));
            Assert.That(Docs.Lines(IdxRows.Read(_folder.Path, "i.idx", "t.idx", classes: true, ["3", "7"])), Is.EqualTo(new[] { "t.idx: row 0 has the class 9, which no row to learn from has. Known: 3, 7." }));
        });
    }

    /// <summary>Ten thousand images of bytes: read and gone through, they never are an array of doubles.</summary>
    [Test]
    public void Images_stay_bytes()
    {
        File.WriteAllBytes(_folder["many.idx"], Arrays.Written(s => Idx.Write(s, [10_000, 28, 28], new byte[10_000 * 784])));
        File.WriteAllBytes(_folder["many.labels"], Arrays.Written(s => Idx.Write(s, [10_000], new byte[10_000])));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var raw = Docs.Value(IdxRows.Read(_folder.Path, "many.idx", "many.labels", classes: true));
        var rows = 0;
        Docs.Value(raw.Visit((_, inputs, _) => rows += inputs.Length / 784));
        Assert.Multiple(() =>
        {
            Assert.That(rows, Is.EqualTo(10_000));
            Assert.That(raw.InputNames[^1], Is.EqualTo("pixel[27,27]"));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(12 << 20), "7.84 MB are the bytes themselves, and 62.7 MB would be doubles");
        });
    }

    private Validation<Problem, SourcePart> Read(string data) =>
        Docs.Parse(data).Bind(tree => Fields.Of(new(tree, "data"), "")).Bind(fields => ArraysPart.Read(fields, _folder.Path));

    private static Validation<Problem, RawData> Rows(SourcePart part, string loss) =>
        part.Rows(Success<Problem, string>(loss), Success<Problem, int>(1));

    private static string Text(RawData raw)
    {
        var text = new List<string>();
        Docs.Value(raw.Visit((row, inputs, targets) =>
        {
            Assert.That(row, Is.EqualTo(text.Count));
            text.Add($"{string.Join(' ', inputs.ToArray().Select(RealText.Of))} | {string.Join(' ', targets.ToArray().Select(RealText.Of))}");
        }));
        return string.Join("; ", text);
    }

    private static TestCaseData Bad(string data, params string[] lines) => new(data, lines);
}
