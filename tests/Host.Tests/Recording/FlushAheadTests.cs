namespace Functional.Host.Tests;

/// <summary>What goes to the disk while it is written is the file that would have gone there at its end.</summary>
internal static class FlushAheadTests
{
    private const int Piece = 300_000;

    [Test]
    public static void A_file_that_grows_while_it_is_flushed_is_whole_and_its_own([Values(0, 1, 9, 20)] int pieces)
    {
        using var folder = new TemporaryFolder();
        var path = folder["growing"];
        var written = new byte[pieces * Piece];
        new Random(pieces).NextBytes(written);
        using (var ahead = new FlushAhead(path))
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            for (var at = 0; at < written.Length; at += Piece)
            {
                RandomAccess.Write(file, written.AsSpan(at, Piece), at);
                ahead.Grown();
            }

            ahead.Finish();
        }

        File.Move(path, folder["moved"]);
        Assert.That(File.ReadAllBytes(folder["moved"]), Is.EqualTo(written));
    }

    [Test]
    public static void One_that_is_given_up_can_be_taken_away_at_once()
    {
        using var folder = new TemporaryFolder();
        var path = folder["given up"];
        using var ahead = new FlushAhead(path);
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            RandomAccess.Write(file, new byte[8 * Piece], 0);
        ahead.Grown();
        File.Delete(path);
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }
}
