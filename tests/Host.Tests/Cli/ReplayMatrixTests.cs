using System.Globalization;

namespace Functional.Host.Tests;

/// <summary>
/// One recording, replayed in processes of their own under other instructions, compilers, processors, cultures, numbers of threads and in
/// another folder: over 800,000 states, and no bit differs. The last fingerprints stand here, and stand for all before them, so that a
/// Debug build, a Release build and another processor prove the same history.
/// </summary>
public sealed class ReplayMatrixTests
{
    private const int AdamSteps = 4_000;

    private Playground _playground = null!;

    [OneTimeSetUp]
    public void Record()
    {
        _playground = new();
        Assert.That(Train("article"), Is.EqualTo("666192edda694907ab2a9baf6cd14720"));
        Assert.That(Train(_playground.Write("adam.json", Adam()), "--as", "adam"), Is.EqualTo("d223e5975ca7d5eee09be35a3b6bd7d1"));
    }

    [OneTimeTearDown]
    public void Remove() => _playground.Dispose();

    [TestCase("article", "", "DOTNET_EnableHWIntrinsic=0")]
    [TestCase("adam", "", "DOTNET_EnableHWIntrinsic=0")]
    [TestCase("adam", "", "DOTNET_EnableAVX512=0")]
    [TestCase("adam", "", "DOTNET_EnableAVX2=0")]
    [TestCase("article", "", "DOTNET_TieredCompilation=0")]
    [TestCase("article", "", "DOTNET_TieredPGO=0", "DOTNET_gcServer=1")]
    [TestCase("article", "", "DOTNET_PROCESSOR_COUNT=1")]
    [TestCase("article", "", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "TZ=Asia/Tokyo")]
    [TestCase("adam", "", "LANG=ar_SA.UTF-8", "LC_ALL=ar_SA.UTF-8")]
    [TestCase("article", "--threads 1", "DOTNET_ReadyToRun=0")]
    [TestCase("article", "--threads 3")]
    [TestCase("adam", "--threads 2", "DOTNET_TieredCompilation=0")]
    public void Replayed_in_another_world_every_bit_is_equal(string run, string words, params string[] variables) =>
        AreEqual(run, _playground.Start(variables.Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]), ["replay", run, "--json", .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]));

    [Test]
    public void Replayed_from_another_folder_every_bit_is_equal()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_playground.Folder, "läufe, kopiert 漢字 ’25")).FullName;
        File.Copy(_playground.PathOf("article"), Path.Combine(folder, "Kopie İ.run"));
        AreEqual("article", _playground.Start(new Dictionary<string, string>(), "replay", Path.Combine(folder, "Kopie İ.run"), "--json"));
    }

    private static void AreEqual(string run, Said said)
    {
        Assert.That((said.Code, said.Error), Is.EqualTo((0, "")));
        var (states, answer) = (run == "article" ? 100_001 : AdamSteps + 1, said.Json);
        Assert.That((answer.GetProperty("verified").GetInt64(), answer.GetProperty("equal").GetBoolean()), Is.EqualTo((states, true)));
    }

    private string? Train(params string[] words)
    {
        var said = _playground.Run(["train", .. words, "--json"]);
        Assert.That(said.Code, Is.Zero, said.Error);
        return said.Json.GetProperty("last").GetProperty("fingerprint").GetString();
    }

    /// <summary>4-9-3 in shuffled batches of 7 of 45 rows, a key frame each 100 steps.</summary>
    private static string Adam()
    {
        var rows = Enumerable.Range(0, 45).Select(row => string.Join(",", Enumerable.Range(0, 4).Select(i => ((row * 7 + i * 5 + row * row * (i + 1)) % 23 / 16.0).ToString(CultureInfo.InvariantCulture))));
        return $$"""
            { "data": { "inputs": [{{string.Join(",", rows.Select(r => $"[{r}]"))}}], "targets": [{{string.Join(",", Enumerable.Range(0, 45).Select(row => row * row % 3))}}] },
              "network": { "layers": [ { "units": 9, "activation": "tanh" }, { "units": 3, "activation": "identity" } ] },
              "loss": "cross-entropy", "optimizer": { "name": "adam", "learningRate": 0.003 }, "batch": { "size": 7, "shuffle": true, "seed": 4 },
              "initial": { "scheme": "glorot-uniform", "seed": 9 }, "steps": {{AdamSteps}}, "record": { "keep": 100 } }
            """;
    }
}
