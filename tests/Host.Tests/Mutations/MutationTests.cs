using System.IO.Compression;
using System.Text;

namespace Functional.Host.Tests;

/// <summary>
/// Damaged and hostile files through the whole program: a sentence or a right answer, never anything else. FUNCTIONAL_MUTATIONS=100000 before the command that
/// runs the tests asks for so many of each kind, and holds each of them to five seconds.
/// </summary>
[NonParallelizable]
public sealed class MutationTests
{
    private const string Rest = """ "network": {"layers": [{"units": 2, "activation": "identity"}]}, "loss": "mse", "optimizer": "adam", "steps": 3}""";

    private static readonly string[] Tables =
    [
        "a,b,c\n1,2.5,3\n3,4e-3,-1\n-5,6,2\n", "a;b;c\r\n1,5;2;3\r\n\"4,25\";5;6\r\n7;8;9\r\n", "\uFEFF1\t2\t3\n4\t5\t6\n7\t8\t9", "\"a\"\"q\",\"b\nc\",d\r1,2,3\r4,5,6\r", "a,b,kind\n1,2,x\n3,4,y\n5,NA,x\n6,7,y\n",
        "a,b,c\n0.123456789012345678901234567890,1e308,2\n1,2,3\n",
    ];

    private static readonly string[] Keys = ["", ",\"missing\":\"drop\"", ",\"missing\":\"mean\"", ",\"scale\":\"standard\"", ",\"scale\":\"minmax\",\"test\":0.4", ",\"classes\":true", ",\"target\":[1,2]", ",\"header\":true,\"decimal\":\",\""];

    private static readonly string[] Documents =
    [
        """{"data": {"csv": "t.csv", "target": "kind", "classes": true, "scale": "standard", "test": 0.3}, "network": {"layers": [{"units": 3, "activation": {"name": "leaky-relu", "slope": 0.1}}, {"units": 2, "activation": "identity", "bias": false}]}, "loss": {"name": "cross-entropy", "labelSmoothing": 0.1}, "optimizer": {"name": "adam", "learningRate": 0.1, "beta1": 0.9, "beta2": 0.99, "amsgrad": true}, "schedule": {"name": "one-cycle", "totalSteps": 10}, "batch": {"size": 2, "shuffle": true, "seed": 1}, "initial": {"scheme": "he-normal", "seed": 3}, "steps": 4, "until": "loss < 0.01"}""",
        """{"name": "n", "data": {"npz": "a.npz", "inputs": "x", "targets": "y"}, "network": {"layers": [{"units": 1, "activation": "tanh"}]}, "loss": {"name": "huber", "delta": 2}, "optimizer": {"name": "sgd", "learningRate": 0.1, "momentum": 0.9, "nesterov": true, "weightDecay": 0.01}, "regularization": {"l1": 0.1, "l2": 0.01}, "clip": {"norm": 1}, "steps": 4, "record": {"keep": 2, "budget": "1MB"}, "skip": [[1, 2]], "dropRows": [0]}""",
        """{"data": {"npy": {"inputs": "x.npy", "targets": "y.npy"}}, "network": {"layers": [{"units": 2, "activation": {"formula": "x * tanh(x)"}}, {"units": 1, "activation": "identity"}]}, "loss": "mae", "optimizer": {"name": "rmsprop", "learningRate": 0.01, "centered": true, "momentum": 0.5}, "batch": {"rows": [[0, 1], [2]]}, "schedule": {"name": "multi-step", "milestones": [1, 3], "gamma": 0.1}, "steps": 4}""",
        """{"data": {"idx": {"images": "i.gz", "labels": "l.gz"}}, "network": {"layers": [{"units": 2, "activation": "softmax"}]}, "loss": "binary-cross-entropy", "optimizer": {"name": "nadam", "learningRate": 0.01}, "schedule": {"name": "reduce-on-plateau"}, "steps": 3}""",
        """{"data": {"inputs": [[0, 1], [1, 0], [1, 1]], "targets": [0, 1, 1]}, "network": {"layers": [{"units": 2, "activation": "identity"}]}, "loss": "cross-entropy", "optimizer": {"name": "lion", "learningRate": 0.01}, "initial": {"parameters": {"layer0.weights": [[1, 2], [3, 4]], "layer0.bias": [0, 0]}}, "steps": 3}""",
        """{"data": {"source": "circle", "rows": 40, "noise": 10, "seed": 1, "features": ["x1", "x2", "x1^2", "sin(x2)"], "scale": "minmax", "test": {"fraction": 0.3, "seed": 2}}, "network": {"layers": [{"units": 4, "activation": "gelu"}, {"units": 2, "activation": "identity"}]}, "loss": "cross-entropy", "optimizer": {"name": "adagrad", "learningRate": 0.1}, "steps": 4}""",
        """{"data": {"source": "xor"}, "network": {"layers": [{"units": 2, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]}, "loss": "half-sse", "optimizer": {"name": "rprop", "learningRate": 0.1}, "initial": {"file": "start.npz"}, "steps": 4}""",
    ];

    private static readonly (string File, byte[] Bytes, string Data)[] Files =
    [
        ("npz", Arrays.Npz(CompressionLevel.Optimal, ("x.npy", Doubles("(3, 2)", 1, 2, 3, 4, 5, 6)), ("y.npy", Doubles("(3, 2)", 1, 0, 0, 1, 1, 1))), "{\"npz\": \"FILE\"}"),
        ("npz", Arrays.Npz(CompressionLevel.NoCompression, ("x.npy", Doubles("(3, 2)", 1, 2, 3, 4, 5, 6)), ("y.npy", Doubles("(3, 2)", 1, 0, 0, 1, 1, 1))), "{\"npz\": \"FILE\"}"),
        ("npy", Doubles("(3, 2)", 1, 2, 3, 4, 5, 6), "{\"npy\": {\"inputs\": \"FILE\", \"targets\": \"x.npy\"}}"),
        ("idx", Images, "{\"idx\": {\"images\": \"FILE\", \"labels\": \"l.gz\"}}"),
        ("gz", Arrays.Gzip(Images), "{\"idx\": {\"images\": \"FILE\", \"labels\": \"l.gz\"}}"),
        ("gz", Arrays.Gzip(Labels), "{\"idx\": {\"images\": \"i.gz\", \"labels\": \"FILE\"}}"),
        ("safetensors", Start("safetensors"), ""),
        ("npz", Start("npz"), ""),
        ("json", Start("json"), ""),
    ];

    private static byte[] Images => Arrays.Written(s => Idx.Write(s, [3, 1, 2], [1, 2, 3, 4, 5, 6]));

    private static byte[] Labels => Arrays.Written(s => Idx.Write(s, [3], [0, 1, 1]));

    private Grounds _grounds = null!;

    [SetUp]
    public void Begin()
    {
        _grounds = new();
        Write("t.csv", Encoding.UTF8.GetBytes("a,b,kind\n1,2,x\n3,4,y\n5,6,x\n7,9,y\n"));
        Write("a.npz", Arrays.Npz(CompressionLevel.Optimal, ("x.npy", Doubles("(3, 2)", 1, 2, 3, 4, 5, 6)), ("y.npy", Doubles("(3,)", 1, 0, 1))));
        Write("x.npy", Doubles("(3, 2)", 1, 2, 3, 4, 5, 6));
        Write("y.npy", Doubles("(3,)", 1, 0, 1));
        Write("i.gz", Arrays.Gzip(Images));
        Write("l.gz", Arrays.Gzip(Labels));
        foreach (var format in new[] { "npz", "safetensors", "json" })
            Write($"start.{format}", Start(format));
    }

    [TearDown]
    public void End() => _grounds.Dispose();

    [Test]
    public void Damaged_tables() => _grounds.Try(Damage.Asked(250), seed =>
    {
        var random = new Random(seed);
        var bytes = Damage.Of(Encoding.UTF8.GetBytes(Tables[random.Next(Tables.Length)]), random);
        Write($"t{seed}.csv", bytes);
        Write($"d{seed}.json", Encoding.UTF8.GetBytes($$"""{"data": {"csv": "t{{seed}}.csv"{{Keys[random.Next(Keys.Length)]}}}, {{Rest.Replace("\"units\": 2", $"\"units\": {random.Next(1, 4)}", StringComparison.Ordinal)}}"""));
        _grounds.Train(seed, random, () => Grounds.Hex(bytes), "train", $"d{seed}.json");
        Forget(seed);
    });

    [Test]
    public void Documents_damaged_in_their_bytes() => _grounds.Try(Damage.Asked(150), seed =>
    {
        var random = new Random(seed);
        var bytes = Damage.Of(Encoding.UTF8.GetBytes(Documents[random.Next(Documents.Length)]), random);
        Write($"d{seed}.json", bytes);
        _grounds.Train(seed, random, () => Grounds.Hex(bytes), "train", $"d{seed}.json", "--steps", "3");
        Forget(seed);
    });

    [Test]
    public void Documents_damaged_in_their_structure() => _grounds.Try(Damage.Asked(400), seed =>
    {
        var random = new Random(seed);
        var sound = random.Next(4) > 0 ? Documents[random.Next(Documents.Length)] : BuiltInDocuments.Find(BuiltInDocuments.Names[random.Next(BuiltInDocuments.Names.Length)])!.Text;
        var text = JsonText.Write(HostileDocument.Of(Docs.Value(JsonText.Parse("d", Encoding.UTF8.GetBytes(sound))), random));
        Write($"d{seed}.json", Encoding.UTF8.GetBytes(text));
        _grounds.Train(seed, random, () => text, "train", $"d{seed}.json");
        Forget(seed);
    });

    [Test]
    public void Damaged_files_of_arrays() => _grounds.Try(Damage.Asked(250), seed =>
    {
        var random = new Random(seed);
        var (format, sound, data) = Files[random.Next(Files.Length)];
        var (bytes, file) = (Damage.Of(sound, random), $"a{seed}.{format}");
        Write(file, bytes);
        Write($"d{seed}.json", Encoding.UTF8.GetBytes(data.Length > 0
            ? $$"""{"data": {{data.Replace("FILE", file, StringComparison.Ordinal)}}, {{Rest}}"""
            : $$"""{"data": {"source": "xor"}, "network": {"layers": [{"units": 2, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]}, "loss": "mse", "optimizer": "adam", "initial": {"file": "{{file}}"}, "steps": 3}"""));
        _grounds.Train(seed, random, () => $"{file} {Convert.ToHexString(bytes)}", "train", $"d{seed}.json");
        Forget(seed);
    });

    [Test]
    public void Damaged_run_files()
    {
        var sound = Documents.Where((_, i) => i is 0 or 1 or 5).Select((document, i) =>
        {
            Write("sound.json", Encoding.UTF8.GetBytes(document));
            Assert.That(_grounds.Give(0, () => document, "train", "sound.json", "--as", $"r{i}", "--store", "sound"), Is.Zero);
            return File.ReadAllBytes(_grounds[$"sound/r{i}.run"]);
        }).ToArray();
        _grounds.Try(Damage.Asked(250), seed =>
        {
            var random = new Random(seed);
            var bytes = sound[random.Next(sound.Length)].ToArray();
            for (var n = random.Next(1, 4); n > 0; n--)
                bytes[Somewhere(random, bytes)] ^= (byte)(random.Next(2) == 0 ? 1 << random.Next(8) : random.Next(1, 256));
            if (random.Next(8) == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            Directory.CreateDirectory(_grounds[$"s{seed}"]);
            Write($"s{seed}/r.run", bytes);
            _grounds.Ask(seed, random, () => $"a run file damaged by the seed {seed}", "r", $"s{seed}");
            Directory.Delete(_grounds[$"s{seed}"], recursive: true);
        });
    }

    /// <summary>Most of the time where something is written: most of so small a file is empty space.</summary>
    private static int Somewhere(Random random, byte[] bytes)
    {
        var at = random.Next(bytes.Length);
        while (random.Next(8) > 0 && bytes[at] == 0)
            at = random.Next(bytes.Length);
        return at;
    }

    private static byte[] Doubles(string shape, params double[] values) => Arrays.Npy(Arrays.Header("<f8", shape), Arrays.Doubles(values));

    /// <summary>A state of a small network, as it is exported.</summary>
    private static byte[] Start(string format)
    {
        using var playground = new Playground();
        playground.Write("d.json", Documents[^1].Replace("\"initial\": {\"file\": \"start.npz\"}, ", "", StringComparison.Ordinal));
        Assert.That(playground.Run("train", "d.json").Code, Is.Zero);
        Assert.That(playground.Run("export", "d", "-o", $"start.{format}").Code, Is.Zero);
        return File.ReadAllBytes(Path.Combine(playground.Folder, $"start.{format}"));
    }

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(_grounds[name], bytes);

    private void Forget(int seed)
    {
        foreach (var file in Directory.GetFiles(_grounds.Folder, $"?{seed}.*"))
            File.Delete(file);
    }
}
