using System.Text;

namespace Functional.Host.Tests;

/// <summary>What a person reads when a file of rows is wrong: line, column, name of the column, fact, advice; word for word.</summary>
public static class BadCsv
{
    private static readonly TestCaseData[] Table =
    [
        Bad("empty", "", "", "train.json:1:18: data.csv: the file 't.csv' is empty (or a pipe or a device, which cannot be read twice). A file of data is text with a row on each line."),
        Bad("only line ends", "\n\r\n\n", "", "t.csv: the file has no rows. It holds nothing but empty lines."),
        Bad("only names", "a,b\n", "", "t.csv: the file has names of columns and no rows. Give one row at least."),
        Bad("one column", "a\n1\n2\n", "", "train.json:1:10: data: the file has one column. *"),
        Bad("ragged", "a,b\n1,2\n3\n4,5,6\n", "",
            "t.csv:3: the row has 1 field and the first has 2. Give every row as many; a field that holds ',' stands in quotes.",
            "t.csv:4: the row has 3 fields and the first has 2. Give every row as many; a field that holds ',' stands in quotes."),
        Bad("text", "a,b\n1,2\n3,4\nx,5\n", "", "t.csv:4:1: a: 'x' is no number. Give a number such as -1.5 or 2e-3."),
        Bad("text, behind an accent and a quoted line end", "a,é,b\n1,1,2\n1,\"\n7\",2\n1,x,2\n", "",
            "t.csv:3:3: é: '\n7' *".Replace("\n", "\\u000a", StringComparison.Ordinal), "t.csv:5:3: é: 'x' is no number. *"),
        Bad("a column of text", "name,a,b\nAnna,1,2\nBea,3,4\n", "",
            "t.csv:2:1: name: 'Anna' is no number. The column holds no number at all: leave it out by naming the others in \"inputs\"."),
        Bad("numbers and text in the target", "a,b\n1,2\n3,x\n4,5\n", "",
            "t.csv:3:3: b: 'x' is no number. Other cells of this target are numbers: mend it, or say \"classes\": true if they are labels."),
        Bad("an empty cell", "a,b\n1,2\n,3\n", "", "t.csv:3:1: a: the cell is empty. Give a number, or say what to do with missing ones: \"missing\": \"drop\" or \"mean\"."),
        Bad("NA", "a,b\n1,2\nNA,3\n", "", "t.csv:3:1: a: 'NA' stands for a missing value. *"),
        Bad("null", "a,b\n1,2\nnull,3\n", "", "t.csv:3:1: a: 'null' stands for a missing value. *"),
        Bad("NaN", "a,b\n1,2\nNaN,3\n", "", "t.csv:3:1: a: 'NaN' stands for a missing value. *"),
        Bad("a missing target", "a,b\n1,2\n3,\n", "\"missing\": \"mean\"",
            "t.csv:3:3: b: the cell is empty. A target must not be missing: give it, or leave such rows out with \"missing\": \"drop\"."),
        Bad("inf", "a,b\n1,2\ninf,3\n", "", "t.csv:3:1: a: 'inf' is not finite. Give a number, or leave the row out."),
        Bad("too large", "a,b\n1,2\n1e400,3\n", "", "t.csv:3:1: a: '1e400' is beyond the largest double, 1.8e308. Give it in larger units."),
        Bad("too small", "a,b\n1,2\n1e-400,3\n", "", "t.csv:3:1: a: '1e-400' is so near to 0 that a double would hold 0. Write 0 if that will do."),
        Bad("hexadecimal", "a,b\n1,2\n0x10,3\n", "", "t.csv:3:1: a: '0x10' is hexadecimal. Write it in decimal digits."),
        Bad("underscores", "a,b\n1,2\n1_000,3\n", "", "t.csv:3:1: a: '1_000' has thousands separators. Write numbers without them: 1234567."),
        Bad("groups of thousands", "a;b\n1;2\n1,234,567;3\n", "", "t.csv:3:1: a: '1,234,567' has thousands separators. *"),
        Bad("groups and decimals", "a;b\n1;2\n1.234,5;3\n", "", "t.csv:3:1: a: '1.234,5' has thousands separators. *"),
        Bad("blanks between groups", "a;b\n1;2\n1\u00A0234;3\n", "", "t.csv:3:1: a: '1\u00A0234' has thousands separators. *"),
        Bad("a thousand or one and a little", "a;b\n1;2\n1,234;3\n", "",
            "t.csv:3:1: '1,234' can be 1.234 or 1234, and no other number of the file tells which. Say \"decimal\": \",\" if it is 1.234; else write numbers without thousands separators."),
        Bad("the same with a point between semicolons", "a;b\n1;2\n1.234;3\n", "",
            "t.csv:3:1: '1.234' can be 1.234 or 1234, and no other number of the file tells which. Say \"decimal\": \".\" *"),
        Bad("thousands beside decimals", "a;b\n1.5;2\n1,234;3\n", "",
            "t.csv:3:1: '1,234' has a comma although '1.5' at t.csv:2:1 has a decimal point. Write numbers without thousands separators."),
        Bad("thousands points beside decimal commas", "a;b\n1,5;2\n1.234;3\n", "",
            "t.csv:3:1: '1.234' has a point although '1,5' at t.csv:2:1 has a decimal comma. Write numbers without thousands separators."),
        Bad("both decimal signs", "a;b\n1.5;2\n1,5;3\n", "", "t.csv:3:1: '1,5' has a decimal comma, and '1.5' at t.csv:2:1 a decimal point. Write all numbers in one way."),
        Bad("another decimal sign than was said", "a;b\n1,5;2\n", "\"decimal\": \".\", \"header\": true", "t.csv:2:1: a: '1,5' has a decimal comma although this file has a decimal point. *"),
        Bad("two ways to part fields", "a,b;c,d;e\nx,y;z,v;w\n", "", "t.csv: its fields can be separated by ',' or by ';'. Say which: \"delimiter\": \",\"."),
        Bad("an unclosed quote", "a,b\n1,2\n3,\"4\n5,6\n", "", "t.csv:3:3: the quote that opens here is never closed. Close it, or remove it."),
        Bad("a stray quote", "a,b\n1,2\n3,4\"\n", "", "t.csv:3:4: a quote stands inside a field that does not begin with one. *"),
        Bad("text behind a quote", "a,b\n1,2\n3,\"4\"5\n", "", "t.csv:3:6: something stands between the closing quote and the end of the field. *"),
        Bad("NUL", "a,b\n1,2\n3,\u00004\n", "", "t.csv:3:3: a NUL byte stands here: the file is no text, or it is in UTF-16. Save it as UTF-8."),
        Bad("two columns of one name", "a,b,a\n1,2,3\n", "", "t.csv: the columns 1 and 3 are both called 'a'. Give each column a name of its own."),
        Bad("a column without a name", ",a,b\n0,1,2\n1,2,3\n", "", "t.csv: column 1 has no name. Give it one, or leave it out by naming the others in \"inputs\"."),
        Bad("no such column", "sepal,petal,kind\n1,2,3\n", "\"target\": \"kin\"", "train.json:1:37: data.target: the file has no column 'kin'. Did you mean 'kind'?"),
        Bad("no such number of a column", "a,b\n1,2\n", "\"target\": 3", "train.json:1:37: data.target: the file has no column 3. Columns are counted from 1 to 2."),
        Bad("columns counted from 0", "a,b\n1,2\n", "\"target\": 0", "train.json:1:37: data.target: the file has no column 0. Columns are counted from 1 to 2."),
        Bad("a column twice", "a,b\n1,2\n", "\"inputs\": [\"a\", 1]", "train.json:1:43: data.inputs[1]: the column 'a' stands here a second time. Name each column once."),
        Bad("no input left", "a,b\n1,2\n", "\"target\": [\"a\", \"b\"]", "train.json:1:10: data: all columns of the file are targets, and none is left as input. Name fewer targets."),
        Bad("two targets with classes", "a,b,c\n1,2,3\n", "\"target\": [\"a\", \"b\"], \"classes\": true",
            "train.json:1:60: data.classes: there are 2 targets, and classes stand in one. Name one target, or leave out \"classes\"."),
        Bad("text where numbers were promised", "a,b\n1,x\n", "\"classes\": false", "t.csv:2:3: b: 'x' is no number. The column holds no number at all: say \"classes\": true if it holds labels."),
        Bad("an unknown key, a wrong decimal and a word for missing", "a,b\n1,2\n", "\"tarjet\": 1, \"decimal\": \";\", \"missing\": \"dropp\", \"delimiter\": \"ab\"",
            "train.json:1:89: data.delimiter: a delimiter is needed here, not the text 'ab'. *",
            "train.json:1:51: data.decimal: a decimal sign is needed here, not the text ';'. Write \".\" or \",\".",
            "train.json:1:67: data.missing: there is no way 'dropp' of treating missing cells. Did you mean 'drop'?",
            "train.json:1:27: data.tarjet: there is no key 'tarjet' here. Did you mean 'target'?"),
        Bad("every row misses something", "a,b\n1,\n,2\n", "\"missing\": \"drop\"", "t.csv: every row has a missing value. Give one row at least."),
        Bad("no mean", "a,b,c\n1,,3\n2,NA,4\n", "\"missing\": \"mean\"", "t.csv: b: the column has no number whose mean could stand in for missing ones. *"),
        Bad("terminal escapes", "a,b\n1,2\n\u001b[31m,3\n", "", "t.csv:3:1: a: '\\u001b[31m' is no number. *"),
    ];

    [TestCaseSource(nameof(Table))]
    public static void Is_met_with_a_sentence(string text, string keys, string[] expected) => Said(Csvs.Problems(Csvs.Bytes(text), keys), expected);

    [Test]
    public static void Other_encodings_are_named()
    {
        Said(Csvs.Problems([.. Csvs.Bytes("a,b\n1,2\n3,caf"), 0xE9, .. Csvs.Bytes("\n")]), "t.csv:3:6: the byte 0xE9 is not UTF-8: the file seems to be in Latin-1 or Windows-1252. Save it as UTF-8.");
        Said(Csvs.Problems([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a,b\n1,2\n")]), "t.csv:1:1: the file is in UTF-16. Save it as UTF-8.");
        Said(Csvs.Problems([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("a,b\n1,2\n")]), "t.csv:1:1: the file is in UTF-16. Save it as UTF-8.");
        Said(Csvs.Problems(Encoding.Unicode.GetBytes("a,b\n1,2\n")), "t.csv:1:2: a NUL byte stands here: the file is no text, or it is in UTF-16. Save it as UTF-8.");
    }

    [Test]
    public static void Twenty_sentences_of_a_sort_are_enough()
    {
        var lines = Csvs.Problems(Csvs.Bytes("a,b\n1,2\n" + string.Concat(Enumerable.Repeat("x,2\n", 1000))));
        Assert.That(lines, Has.Count.EqualTo(21));
        Assert.That(lines[20], Is.EqualTo("t.csv:23:1: a: there is more like this from here on. Mend these first."));
    }

    [Test]
    public static void More_classes_than_anybody_tells_apart_are_refused() => Said(
        Csvs.Problems(Csvs.Bytes("a,b\n" + string.Concat(Enumerable.Range(0, 10_001).Select(i => $"1,c{i}\n")))),
        "t.csv:10002:3: b: there are more than 10,000 different labels up to here. *");

    [Test]
    public static void Endless_lines_and_fields_are_refused()
    {
        Said(Docs.Lines(Endless("1")), "t.csv:1:1: the field has more than 65,536 bytes. *");
        Said(Docs.Lines(Endless("a,b\n1,\"")), "t.csv:2:3: the quote that opens here is not closed within 65,536 bytes. *");
        Said(Docs.Lines(Endless("1,")), "t.csv:1:200001: the row has more than 100,000 fields. *");
        Said(Docs.Lines(Endless(new string('1', 100) + ",")), "t.csv:1:1: the row has more than 8 MiB. *");
        Said(Docs.Lines(Endless("\0")), "t.csv:1:1: a NUL byte stands here: *");
    }

    [Test]
    public static void A_hundred_thousand_columns_are_read()
    {
        var rows = Docs.Value(Csvs.Table(Csvs.Bytes(string.Concat(Enumerable.Repeat(string.Join(',', Enumerable.Range(0, 100_000)) + "\n", 3))))).Rows;
        Assert.That((rows.Rows, rows.InputNames.Length, rows.TargetNames[0]), Is.EqualTo((3, 99_999, "column100000")));
    }

    [Test]
    public static void What_is_no_file_is_refused_without_waiting()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["folder.csv"]);
        Refused("no.csv", "the file 'no.csv' does not exist. The path is relative to the document.");
        Refused("folder.csv", "the file 'folder.csv' is a folder, not a file. *");
        Refused("", "the file '' *");
        Refused(@"a\u0000b", @"the file 'a\u0000b' does not exist. *");
        Refused(new string('x', 5000), "the file 'xxx*");
        if (OperatingSystem.IsWindows())
            return;
        using var made = System.Diagnostics.Process.Start("mkfifo", [folder["pipe.csv"]]);
        made.WaitForExit();
        Refused("pipe.csv", "the file 'pipe.csv' is empty (or a pipe or a device, which cannot be read twice). *");
        Refused("/dev/zero", "the file '/dev/zero' is empty (or a pipe or a device, which cannot be read twice). *");

        void Refused(string path, string expected)
        {
            var found = Csvs.InFolder(folder.Path, $"{{\"csv\": \"{path}\"}}");
            Said(Docs.Lines(found), "train.json:1:18: data.csv: " + expected);
            Assert.That(found.Match(Succ: _ => false, Fail: problems => problems.ForAll(p => p.IsInData)));
        }
    }

    [Test]
    public static void A_file_nobody_may_read_is_refused()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            Assert.Ignore("who may read everything is not refused");
            return;
        }

        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], "a,b\n1,2\n");
        File.SetUnixFileMode(folder["t.csv"], UnixFileMode.None);
        Said(Docs.Lines(Csvs.InFolder(folder.Path, "{\"csv\": \"t.csv\"}")), "train.json:1:18: data.csv: the file 't.csv' cannot be read. Check its name and its permissions.");
    }

    private static LanguageExt.Validation<Core.Problem, CsvTable> Endless(string piece)
    {
        var head = piece.Contains('\n', StringComparison.Ordinal) ? piece : "";
        return CsvTable.Read(new CsvSource("t.csv", () => new EndlessStream(Csvs.Bytes(head), Csvs.Bytes(head.Length > 0 ? "1" : piece))), new CsvWish(), Csvs.LastIsTarget);
    }

    internal static void Said(IReadOnlyList<string> lines, params string[] expected)
    {
        Assert.That(lines, Has.Count.EqualTo(expected.Length), string.Join("\n", lines));
        for (var i = 0; i < expected.Length; i++)
            if (expected[i].EndsWith('*'))
                Assert.That(lines[i], Does.StartWith(expected[i][..^1]));
            else
                Assert.That(lines[i], Is.EqualTo(expected[i]));
    }

    private static TestCaseData Bad(string name, string text, string keys, params string[] expected) => new TestCaseData(text, keys, expected).SetArgDisplayNames(name);

    /// <summary>A beginning, and then the same bytes for ever.</summary>
    private sealed class EndlessStream(byte[] head, byte[] piece) : Stream
    {
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++, _at++)
                buffer[offset + i] = _at < head.Length ? head[_at] : piece[(_at - head.Length) % piece.Length];
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
