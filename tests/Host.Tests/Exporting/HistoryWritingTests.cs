using System.Text;

namespace Functional.Host.Tests;

/// <summary>Writing that ends early, whatever the reason: a sentence, and nothing half-written remains.</summary>
public static class HistoryWritingTests
{
    private static readonly string[] Extensions = [".csv", ".parquet", ".tfevents"];

    [Test]
    public static void A_disk_that_is_full_is_a_sentence([ValueSource(nameof(Extensions))] string extension)
    {
        if (!File.Exists("/dev/full"))
            Assert.Ignore("no device here that is always full");
        using var playground = Trained();
        File.WriteAllText(Path.Combine(playground.Folder, "a" + extension), "before");
        File.CreateSymbolicLink(Path.Combine(playground.Folder, "a" + extension + ".part"), "/dev/full");
        var said = playground.Run("export", "xor", "-o", "a" + extension);
        Assert.That((said.Code, said.Out, said.Errors.Count), Is.EqualTo((2, "", 1)), said.Error);
        Assert.That(said.Errors[0], Does.StartWith("--output: ").And.Contain("cannot be written. Free some space"));
        Left(playground, extension);
    }

    /// <summary>At any byte.</summary>
    [Test]
    public static void Wherever_writing_fails_nothing_remains([ValueSource(nameof(Extensions))] string extension)
    {
        using var playground = Trained();
        File.WriteAllText(Path.Combine(playground.Folder, "a" + extension), "before");
        var whole = Written(playground, extension, long.MaxValue, () => { });
        Assert.That(whole.IsRight);
        var length = new FileInfo(Path.Combine(playground.Folder, "a" + extension)).Length;
        File.WriteAllText(Path.Combine(playground.Folder, "a" + extension), "before");
        Gen.Long[0, length - 1].Sample(bytes =>
        {
            Runs.Refused(Written(playground, extension, bytes, () => throw new IOException("full")), ExitCode.Usage, "cannot be written");
            Left(playground, extension);
        }, iter: 20, threads: 1);
    }

    [Test]
    public static void Who_interrupts_before_the_first_step_has_what_stood_there([ValueSource(nameof(Extensions))] string extension)
    {
        using var playground = Trained();
        File.WriteAllText(Path.Combine(playground.Folder, "a" + extension), "before");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var said = playground.Run(stop.Token, "export", "xor", "-o", "a" + extension);
        Assert.That((said.Code, said.Out, said.Error), Is.EqualTo((130, "", "error: xor: interrupted at step 0.\n")));
        Left(playground, extension);
    }

    [Test]
    public static void Who_interrupts_in_the_middle_has_it_too([ValueSource(nameof(Extensions))] string extension)
    {
        using var playground = Trained();
        File.WriteAllText(Path.Combine(playground.Folder, "a" + extension), "before");
        using var stop = new CancellationTokenSource();
        var written = Written(playground, extension, 0, stop.Cancel, 70_000, stop.Token);
        Runs.Refused(written, ExitCode.Interrupted, "interrupted at step");
        Assert.That(Runs.Left(written).Problems[0].ToString(), Does.Not.Contain("step 0"));
        Left(playground, extension);
    }

    [Test]
    public static void The_table_is_the_same_in_every_culture()
    {
        using var playground = Trained();
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            foreach (var (culture, file) in (IEnumerable<(string, string)>)[("de-DE", "a.csv"), ("fa-IR", "b.csv"), ("", "c.csv")])
            {
                System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(culture);
                Assert.That(playground.Run("export", "xor", "-o", file).Code, Is.Zero);
            }
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }

        var tables = ((string[])["a.csv", "b.csv", "c.csv"]).Select(f => File.ReadAllText(Path.Combine(playground.Folder, f), Encoding.UTF8)).ToList();
        Assert.That(tables, Is.All.EqualTo(tables[0]));
        Assert.That(tables[0], Does.StartWith("step,loss,").And.EndsWith("\n").And.Not.Contain("\r"));
    }

    private static Playground Trained()
    {
        var playground = new Playground();
        Assert.That(playground.Run("train", "xor", "--steps", "200", "--set", "record.keep=9").Code, Is.Zero);
        return playground;
    }

    /// <summary>What stood there stands there, and nothing beside it.</summary>
    private static void Left(Playground playground, string extension)
    {
        Assert.That(File.ReadAllText(Path.Combine(playground.Folder, "a" + extension)), Is.EqualTo("before"));
        Assert.That(Directory.GetFileSystemEntries(playground.Folder, "a*").Select(Path.GetFileName), Is.EqualTo((string[])["a" + extension]));
    }

    /// <summary>The export as the command makes it, on a stream on which something happens after so many bytes.</summary>
    private static LanguageExt.Either<Failure, string> Written(
        Playground playground, string extension, long bytes, Action then, int steps = 0, CancellationToken interrupted = default)
    {
        if (steps > 0)
            Assert.That(playground.Run("train", "article", "--steps", $"{steps}", "--as", "long").Code, Is.Zero);
        using var run = Runs.Open(playground.PathOf(steps > 0 ? "long" : "xor"));
        var format = ExportFormats.All.Single(f => f.Extension == extension);
        var shell = new Shell(TextWriter.Null, TextWriter.Null, playground.Folder, false, Shell.DefaultWidth, interrupted);
        var exported = new Exported(run, run.File.Last, new(shell, new(playground.Folder), Docs.Catalogue));
        return OutputFile.Write("--output", Path.Combine(playground.Folder, "a" + extension), stream => format.Write(exported, new Happening(stream, bytes, then)));
    }

    /// <summary>A stream on which something happens once more than so many bytes come.</summary>
    private sealed class Happening(Stream inner, long bytes, Action then) : Stream
    {
        private long _written;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if ((_written += buffer.Length) > bytes)
                then();
            inner.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
