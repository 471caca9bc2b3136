using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Functional.Host.Tests;

/// <summary>
/// A folder where commands are given inputs that do harm, many at once. What must never be is collected: an exception, a bug's exit code, a line on standard error that
/// is neither an error nor a note, a place in code, files half written, more than five seconds.
/// </summary>
internal sealed partial class Grounds : IDisposable
{
    private static readonly int[] Codes = [0, 2, 3, 4, 6, 7, 130];

    private readonly ConcurrentQueue<string> _lies = new();
    private readonly ConcurrentDictionary<int, int> _ends = new();
    private readonly Playground _playground = new();
    private readonly long _before = Environment.WorkingSet;
    private readonly Timer _watch;
    private long _peak;
    private long _slowest;

    public Grounds() => _watch = new(_ => _peak = Math.Max(_peak, Environment.WorkingSet), null, 0, 10);

    public string Folder => _playground.Folder;

    public string this[string file] => Path.Combine(Folder, file);

    /// <summary>Does the same with each number, on all cores; fails where anything was not as it must be.</summary>
    public void Try(int copies, Action<int> attempt)
    {
        Parallel.For(0, copies, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            if (_lies.Count < 10)
                attempt(seed);
        });
        TestContext.Out.WriteLine($"{copies} copies; ends: {string.Join(", ", _ends.OrderBy(e => e.Key).Select(e => $"{e.Key}: {e.Value}"))}; slowest {_slowest} ms; memory {_before >> 20} MB, at most {_peak >> 20} MB");
        Assert.That(_lies, Is.Empty, string.Join("\n", _lies));
        Assert.That(_peak - _before, Is.LessThan(512L << 20), "memory");
    }

    /// <summary>Gives a command; <paramref name="input"/> tells what it was fed, should it go wrong.</summary>
    public int Give(int seed, Func<string> input, params string[] words)
    {
        var clock = Stopwatch.StartNew();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1.5));
        try
        {
            var said = _playground.Run(patience.Token, words);
            var lines = said.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var fault = !Codes.Contains(said.Code) ? "its exit code"
                : lines.Any(l => !l.StartsWith("error: ", StringComparison.Ordinal) && !l.StartsWith("note: ", StringComparison.Ordinal)) ? "a line that is no error and no note"
                : Frame().IsMatch(said.Error + said.Out) ? "a place in code"
                : said.Code is 2 or 3 or 4 && words[0] != "inspect" && !lines.Any(l => l.StartsWith("error: ", StringComparison.Ordinal)) ? "no word of why"
                : lines.Length > 60 ? "endless complaints"
                : null;
            if (fault is not null)
                Lie(seed, input, words, $"{fault}: {said.Code} {Cut(said.Error)}");
            _ends.AddOrUpdate(said.Code, 1, (_, n) => n + 1);
            return said.Code;
        }
        catch (Exception e)
        {
            Lie(seed, input, words, e.ToString());
            return -1;
        }
        finally
        {
            var took = clock.ElapsedMilliseconds;
            _slowest = Math.Max(_slowest, took);
            if (Damage.Great && took > 5000)
                Lie(seed, input, words, $"{took} ms");
        }
    }

    /// <summary>Trains, and asks something of what was recorded; where nothing was, nothing may be left.</summary>
    public void Train(int seed, Random random, Func<string> input, params string[] words)
    {
        var store = $"s{seed}";
        var code = Give(seed, input, [.. words, "--as", "r", "--store", store]);
        var files = Directory.Exists(this[store]) ? Directory.GetFiles(this[store]) : [];
        var isRun = code is 0 or 7 or 130;
        if (files.Any(f => Path.GetExtension(f) != ".run") || (!isRun && files.Length > 0))
            Lie(seed, input, words, $"left behind: {string.Join(", ", files.Select(Path.GetFileName))}");
        if (isRun && files.Length == 1)
            Ask(seed, random, input, "r", store);
        if (Directory.Exists(this[store]))
            Directory.Delete(this[store], recursive: true);
    }

    /// <summary>One of the questions a person asks of a run.</summary>
    public void Ask(int seed, Random random, Func<string> input, string run, string store)
    {
        string[][] all =
        [
            ["show", run], ["show", $"{run}@1"], ["replay", run], ["inspect", run], ["evaluate", run], ["log", run], ["predict", run, "--csv", "t.csv"], ["predict", run, "--input", "1,2"],
            ["export", run, "-o", $"o{seed}.npz"], ["export", run, "-o", $"o{seed}.csv"], ["export", run, "-o", $"o{seed}.onnx"], ["export", run, "-o", $"o{seed}.safetensors"],
            ["export", run, "-o", $"o{seed}.parquet"], ["export", run, "-o", $"o{seed}.json"], ["probe", run, "loss"], ["ledger", run], ["diff", $"{run}@first", $"{run}@last"], ["watch", run, "loss > prev.loss"],
            ["resume", run, "--steps", "1"], ["fork", run, "--steps", "1", "--as", "f"],
        ];
        var words = all[random.Next(all.Length)];
        var code = Give(seed, input, [.. words, "--store", store]);
        var left = Directory.GetFiles(Folder, $"o{seed}.*");
        if (left.Length > (code == 0 && words[0] == "export" ? 1 : 0) || left.Any(f => f.EndsWith(".part", StringComparison.Ordinal)))
            Lie(seed, input, words, $"left behind: {string.Join(", ", left.Select(Path.GetFileName))}");
        foreach (var file in left)
            File.Delete(file);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _playground.Dispose();
    }

    [GeneratedRegex(@"   at [A-Z][A-Za-z0-9]*\.")]
    private static partial Regex Frame();

    private void Lie(int seed, Func<string> input, string[] words, string what) => _lies.Enqueue($"copy {seed}: {string.Join(' ', words)}: {what}\nfed with {Cut(input())}");

    private static string Cut(string text) => text.Length > 3000 ? text[..3000] + "…" : text;

    public static string Hex(byte[] bytes) => Encoding.UTF8.GetString(bytes).Contains('\uFFFD', StringComparison.Ordinal) ? Convert.ToHexString(bytes) : Encoding.UTF8.GetString(bytes);
}
