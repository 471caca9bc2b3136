using System.Collections.Concurrent;
using System.Globalization;

namespace Functional.Host.Tests;

/// <summary>
/// Files cut off or changed anywhere: whatever can still be read is right, and the rest is refused in words. FUNCTIONAL_BREAKAGES=100000 before
/// the command that runs the tests asks for so many copies of each kind.
/// </summary>
public static class BrokenFileTests
{
    /// <summary>Copies of each kind where nobody asks for another number.</summary>
    private const int Many = 2000, Few = 300;

    private static readonly Breakage[] Closed = [new(), new(fork: true)];

    /// <summary>One whose numbers are all in the log, and one whose log was copied into the file now and then.</summary>
    private static readonly Breakage[] Killed = [new(killed: true), new(killed: true, pagesAhead: 9), new(fork: true, killed: true)];

    [Test]
    public static void A_file_cut_off_anywhere() => Break(Many, Closed, (random, run) => (CutOff(random, run.File), []));

    [Test]
    public static void A_file_with_a_bit_flipped_anywhere() => Break(Many, Closed, (random, run) => (Flipped(random, run.File), []));

    [Test]
    public static void A_file_with_a_byte_changed_anywhere() => Break(Few, Closed, (random, run) => (Changed(random, run.File), []));

    [Test]
    public static void A_file_with_a_page_of_nothing() => Break(Few, Closed, (random, run) =>
    {
        var changed = run.File.ToArray();
        changed.AsSpan(random.Next(changed.Length / 4096) * 4096, 4096).Clear();
        return (changed, []);
    });

    [Test]
    public static void A_log_cut_off_anywhere() => Break(Few, Killed, (random, run) => (run.File, CutOff(random, run.Log)));

    [Test]
    public static void A_log_with_a_bit_flipped_anywhere() => Break(Few, Killed, (random, run) => (run.File, Flipped(random, run.Log)));

    [Test]
    public static void A_file_broken_beside_its_log() => Break(Few, Killed, (random, run) => (random.Next(2) == 0 ? CutOff(random, run.File) : Flipped(random, run.File), run.Log));

    [Test]
    public static void A_sound_copy_is_read_to_its_end() => Break(1, [.. Closed, .. Killed], (_, run) => (run.File, run.Log), mustOpen: true);

    private static byte[] CutOff(Random random, byte[] bytes) => bytes[..random.Next(bytes.Length)];

    private static byte[] Flipped(Random random, byte[] bytes)
    {
        var changed = bytes.ToArray();
        changed[Somewhere(random, bytes)] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    private static byte[] Changed(Random random, byte[] bytes)
    {
        var changed = bytes.ToArray();
        changed[Somewhere(random, bytes)] ^= (byte)random.Next(1, 256);
        return changed;
    }

    /// <summary>Half of the time where something is written: most of so small a file is empty space.</summary>
    private static int Somewhere(Random random, byte[] bytes)
    {
        var at = random.Next(bytes.Length);
        while (random.Next(2) == 0 && bytes[at] == 0)
            at = random.Next(bytes.Length);
        return at;
    }

    private static void Break(int copies, Breakage[] runs, Func<Random, Breakage, (byte[] File, byte[] Log)> breaks, bool mustOpen = false)
    {
        using var folder = new TemporaryFolder();
        var (lies, opened) = (new ConcurrentBag<string>(), 0);
        Parallel.For(0, (mustOpen ? copies : Asked(copies)) * (mustOpen ? runs.Length : 1), new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var (random, run, path) = (new Random(seed), runs[seed % runs.Length], folder[$"{seed}.run"]);
            var (file, log) = breaks(random, run);
            File.WriteAllBytes(path, file);
            if (log.Length > 0)
                File.WriteAllBytes(path + "-wal", log);
            var judged = run.Judge(path, random);
            foreach (var lie in judged.Lies)
                lies.Add($"copy {seed}: {lie}");
            if (judged.Opened)
                Interlocked.Increment(ref opened);
            foreach (var left in Directory.GetFiles(folder.Path, $"{seed}.run*"))
                File.Delete(left);
        });
        Assert.That(lies, Is.Empty);
        if (mustOpen)
            Assert.That(opened, Is.EqualTo(runs.Length));
        TestContext.Out.WriteLine($"{opened} could be opened");
    }

    private static int Asked(int copies) =>
        int.TryParse(Environment.GetEnvironmentVariable("FUNCTIONAL_BREAKAGES"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : copies;
}
