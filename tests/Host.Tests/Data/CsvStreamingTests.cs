using System.Globalization;
using Functional.Core;

namespace Functional.Host.Tests;

public static class CsvStreamingTests
{
    private const string Changed = "t.csv: the file is another than when it was looked through. Let it be while it is read, and start again.";

    private static readonly string[] Sound =
    [
        "a,b,c\n1,2.5,x\n3,4e-3,y\n-5,6,x\n", "a;b;c\r\n1,5;2;3\r\n\"4,25\";5;6\r\n", "\uFEFF1\t2\t3\n4\t5\t6", "\"a\"\"q\",\"b\nc\"|d\r1|2|3\r",
        "name,v\nAnna,1\nBea,NA\n", "a,b\n" + "0.123456789012345678901234567890,1e308\n", "x,y\n1,a\n2,b\n3,?\n",
    ];

    /// <summary>So many damaged files are tried; more where the environment says so.</summary>
    private static int Mutations => int.TryParse(Environment.GetEnvironmentVariable("FUNCTIONAL_MUTATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 3000;

    [TestCase("a,b\n1,2\n3,5\n")]
    [TestCase("a,b\n1,2\n")]
    [TestCase("a,b\n1,2\n3,4\n5,6\n")]
    [TestCase("a,b\n1,2\n3,4")]
    [TestCase("a,c\n1,2\n3,4\n")]
    [TestCase("a,b\n1,2\n3\n")]
    [TestCase("a,b\n1,2\nx,4\n")]
    [TestCase("a,b\n1,2\n,4\n")]
    [TestCase("a,b\n1,2\n\"3,4\n")]
    public static void A_file_that_changed_since_is_refused(string other)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], "a,b\n1,2\n3,4\n");
        var data = Docs.Value(Csvs.InFolder(folder.Path, "{\"csv\": \"t.csv\"}").Bind(Csvs.Rows));
        Assert.That(Csvs.Shown(data), Is.EqualTo("1 → 2 | 3 → 4"));
        File.WriteAllText(folder["t.csv"], other);
        BadCsv.Said(Docs.Lines(data.Visit((row, _, _) => Assert.That(row, Is.LessThan(2)))), Changed);
        File.Delete(folder["t.csv"]);
        BadCsv.Said(Docs.Lines(data.Visit((_, _, _) => { })), Changed);
    }

    /// <summary>A collection in between makes the counter jump by what was left of a block; so one of a few tries has to be even.</summary>
    [Test]
    public static void A_row_allocates_nothing()
    {
        var few = Docs.Value(Csvs.Table(Many(100))).Rows;
        var many = Docs.Value(Csvs.Table(Many(20_000))).Rows;
        Allocated(few);
        Allocated(many);
        Assert.That(Enumerable.Range(0, 5).Min(_ => Allocated(many) - Allocated(few)), Is.LessThan(1000));
    }

    [Test]
    public static void Looking_through_a_file_allocates_nothing_for_a_row()
    {
        var (few, many) = (Many(200), Many(20_200));
        Scanned(few);
        Scanned(many);
        Assert.That(Scanned(many) - Scanned(few), Is.LessThan(10_000));
    }

    [Test]
    public static void No_damage_is_an_exception()
    {
        var random = new Random(20);
        for (var i = 0; i < Mutations; i++)
        {
            var bytes = Damaged(Csvs.Bytes(Sound[random.Next(Sound.Length)]), random);
            var missing = (MissingCells)random.Next(3);
            try
            {
                Assert.That(Csvs.Table(bytes, new CsvWish(Missing: missing)).Match(Succ: table => IsSound(table.Rows), Fail: Speaks));
            }
            catch (Exception e) when (e is not (NUnit.Framework.AssertionException or OutOfMemoryException))
            {
                Assert.Fail($"{Convert.ToHexString(bytes)}: {e}");
            }
        }
    }

    private static bool IsSound(RawData data)
    {
        foreach (var (inputs, targets) in Csvs.All(data))
            Assert.That(inputs.Concat(targets).All(double.IsFinite));
        return true;
    }

    private static bool Speaks(LanguageExt.Seq<Problem> problems)
    {
        Assert.That(problems, Is.Not.Empty);
        foreach (var problem in problems)
            Assert.That(problem.ToString().Any(c => char.IsControl(c)), Is.False, problem.ToString());
        Assert.That(problems.ForAll(p => p.IsInData && p.What.Length > 0), string.Join("\n", problems));
        return true;
    }

    private static byte[] Damaged(byte[] sound, Random random)
    {
        var bytes = sound.ToList();
        for (var n = random.Next(1, 5); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, ",;\t|\"\n\r.-e0\0 "u8[random.Next(13)]); break;
                case 3: bytes.RemoveRange(at, bytes.Count - at); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 8), bytes.Count - at))); break;
                default: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Many(int rows) => Csvs.Bytes("a,b,c,k\n" + string.Concat(Enumerable.Range(0, rows).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"{i},{1.0 / (i + 1)},\"{i * 0.25}\",class{i % 7}\n"))));

    private static long Allocated(RawData data)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        data.Visit((_, _, _) => { });
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static long Scanned(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Csvs.Table(bytes);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
