using System.Security.Cryptography;
using Functional.Core;

namespace Functional.Host.Tests;

/// <summary>Runs that earlier builds recorded open for ever: the same text, the same numbers, and the same bits when they are computed again.</summary>
public static class GoldenRunTests
{
    private static readonly string[] Names = ["article-60", "minibatch", "fork"];

    [TestCaseSource(nameof(Names))]
    public static void All_that_is_in_it_is_what_the_text_beside_it_says(string name)
    {
        using var run = Runs.Open(PathOf(name));
        Assert.That(Described(run), Is.EqualTo(File.ReadAllLines(Path.ChangeExtension(PathOf(name), ".txt"))));
    }

    [TestCaseSource(nameof(Names))]
    public static void It_is_computed_again_bit_for_bit(string name)
    {
        using var run = Runs.Open(PathOf(name));
        var result = Runs.Replayed(run);
        Assert.That((result.Divergence.IsNone, result.Verified), Is.EqualTo((true, run.File.Last - run.File.First + 1)));
        Assert.That(run.Notes, Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public static void Every_command_reads_it_and_a_copy_in_a_read_only_folder_and_changes_neither(string name)
    {
        using var folder = new TemporaryFolder();
        File.Copy(PathOf(name), folder[name + ".run"]);
        Lock(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        foreach (var store in (string[])[Path.GetDirectoryName(PathOf(name))!, folder.Path])
        {
            var before = File.ReadAllBytes(Path.Combine(store, name + ".run"));
            Assert.Multiple(() =>
            {
                Assert.That(Runs.Type(store, "show", $"{name}@-3").Out, Does.Contain("fingerprint"));
                Assert.That(Runs.Type(store, "log", name, "--every", "10").Out.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.GreaterThan(4));
                Assert.That(Runs.Type(store, "diff", $"{name}@first", $"{name}@last").Code, Is.Zero);
                Assert.That(Runs.Type(store, "replay", name).Out, Does.Contain("every bit equal"));
                Assert.That(Runs.Type(store, "inspect", name).Out, Does.Contain($"Fine: {name} can be used here as it is"));
                Assert.That(File.ReadAllBytes(Path.Combine(store, name + ".run")), Is.EqualTo(before));
            });
        }

        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1), "reading leaves nothing beside it");
        Lock(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Test]
    public static void A_build_that_did_not_say_who_it_was_is_an_earlier_one()
    {
        using var old = Runs.Open(PathOf("article-60"));
        using var said = Runs.Open(PathOf("minibatch"));
        Assert.That((old.File.Header.Maker.IsNone, said.File.Header.Maker.Map(maker => maker.Architecture)), Is.EqualTo((true, LanguageExt.Prelude.Some("x64"))));
    }

    private static void Lock(TemporaryFolder folder, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Path, mode);
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", name + ".run");

    /// <summary>The lines of describe.py, from what the program reads.</summary>
    private static IEnumerable<string> Described(OpenedRun run)
    {
        var (file, data) = (run.File, Runs.Right(run.File.Data()).Training);
        foreach (var (key, value) in file.Header.Pairs.OrderBy(p => p.Key, StringComparer.Ordinal))
            yield return $"run {key} {value}";
        foreach (var s in Runs.Right(file.Stamps()))
            yield return $"stamp {s.Kind} | {s.Name} | {s.Id} | {s.Origin.Assembly} | {s.Origin.Version} | {s.Origin.Sha256}";
        foreach (var (part, values, width) in new[] { ("inputs", data.Inputs, data.InputWidth), ("targets", data.Targets, data.TargetWidth) })
            for (var row = 0; row < data.Rows; row++)
                yield return $"{part} {row} {Bits(values.AsSpan().Slice(row * width, width))}";
        for (var step = file.First; step <= file.Last; step++)
        {
            var moment = Runs.Right(file.MomentAt(step));
            yield return $"moment {step} {Bits([moment.Loss, moment.SumAbsoluteError])} {moment.Fingerprint}";
        }

        foreach (var state in file.StateSteps().ToList().Select(step => Runs.Right(file.StateAtOrBefore(step, run.Layout))))
            yield return $"state {state.Step} {Convert.ToHexStringLower(SHA256.HashData([.. Reals.BytesOf(state.Parameters.AsSpan()), .. Reals.BytesOf(state.Slots.AsSpan())]))}";
        var last = Runs.Right(run.StateAt(file.Last));
        yield return $"last {Bits([.. last.Parameters.AsSpan(), .. last.Slots.AsSpan()])}";
    }

    private static string Bits(ReadOnlySpan<double> numbers) =>
        string.Join(' ', numbers.ToArray().Select(x => BitConverter.DoubleToUInt64Bits(x).ToString("x16", System.Globalization.CultureInfo.InvariantCulture)));
}
