namespace Functional.Host.Tests;

public static class CsvReadingTests
{
    [TestCase("a;b;c\n1,5;2,5;3\n4,5;5;6\n", "1.5 2.5 → 3 | 4.5 5 → 6", "fields are separated by ';'", "the first line holds the names of the columns", "numbers have a decimal comma")]
    [TestCase("1,5;2,5\n", "1.5 → 2.5", "fields are separated by ';'", "the first line is a row, so the columns are called column1 to column2", "numbers have a decimal comma")]
    [TestCase("1,5\n2,6\n", "1 → 5 | 2 → 6", "fields are separated by ','", "the first line is a row, so the columns are called column1 to column2")]
    [TestCase("a\tb\n1,234\t0,5\n", "1.234 → 0.5", "fields are separated by tabs", "the first line holds the names of the columns", "numbers have a decimal comma")]
    [TestCase("a|b\n1.234|2\n", "1.234 → 2", "fields are separated by '|'", "the first line holds the names of the columns", "numbers have a decimal point: '1.234' is 1.234, not 1234")]
    [TestCase("a,b\n\"1,5\",2\n", "1.5 → 2", "fields are separated by ','", "the first line holds the names of the columns", "numbers have a decimal comma")]
    [TestCase("a,b\n 5 ,\t7\n\n8,\"9\"", "5 → 7 | 8 → 9", "fields are separated by ','", "the first line holds the names of the columns", "1 empty line was passed over, the first is line 3")]
    [TestCase("\"a \"\"x\"\"\",\"b\nc\"\r\n1,2\r\n", "1 → 2", "fields are separated by ','", "the first line holds the names of the columns")]
    public static void How_a_file_is_written_is_found_out_and_said(string text, string rows, params string[] notes)
    {
        var data = Csvs.Read(text);
        Assert.That(Csvs.Shown(data), Is.EqualTo(rows));
        Assert.That(data.Notes, Is.EqualTo(notes));
    }

    [Test]
    public static void Names_may_hold_quotes_and_line_ends() =>
        Assert.That(Csvs.Read("\"a \"\"x\"\"\",\"b\nc\"\r\n1,2\r\n").InputNames.Single(), Is.EqualTo("a \"x\""));

    [Test]
    public static void Eight_hundred_digits_are_a_number() =>
        Assert.That(Csvs.Shown(Csvs.Read($"a,b\n0.{new string('3', 800)},2\n")), Is.EqualTo("0.3333333333333333 → 2"));

    [TestCase("x,k\n1,b\n2,a\n3,B\n4,b\n", "", "1 → 2 | 2 → 1 | 3 → 0 | 4 → 2", "B a b")]
    [TestCase("x,k\n1,10\n2,9\n3,-1\n4,3.5\n", "\"classes\": true", "1 → 3 | 2 → 2 | 3 → 0 | 4 → 1", "-1 3.5 9 10")]
    [TestCase("x,k\n1,1\n2,1.0\n3,0\n", "\"classes\": true", "1 → 1 | 2 → 1 | 3 → 0", "0 1")]
    [TestCase("x,k\n1,10\n2,9\n", "", "1 → 10 | 2 → 9", "")]
    [TestCase("x,k\n1,10\n2,9\n3,x\n", "\"classes\": true", "1 → 0 | 2 → 1 | 3 → 2", "10 9 x")]
    [TestCase("k,x\nb,1\na,2\n", "\"target\": 1", "1 → 1 | 2 → 0", "a b")]
    [TestCase("1,red\n2,blue\n", "", "1 → 1 | 2 → 0", "blue red")]
    public static void Labels_become_classes_in_order(string text, string keys, string rows, string classes)
    {
        var data = Csvs.Read(text, keys);
        Assert.That(Csvs.Shown(data), Is.EqualTo(rows));
        Assert.That(string.Join(" ", data.Classes), Is.EqualTo(classes));
    }

    [Test]
    public static void One_class_and_a_target_among_the_inputs_are_warned_of()
    {
        Assert.That(Csvs.Read("x,k\n1,a\n2,a\n").Notes, Does.Contain("warning: all rows are of one class, 'a': there is nothing to tell apart"));
        Assert.That(Csvs.Read("x,k\n1,2\n2,3\n", "\"inputs\": [\"x\", \"k\"]").Notes, Does.Contain("warning: 'k' is a target and an input too: the network is told the answer"));
    }

    [Test]
    public static void Rows_that_miss_something_are_left_out_if_that_is_said()
    {
        var data = Csvs.Read("x,y,k\n1,2,a\n,3,b\n4,NA,a\n5,6,?\n7,8,b\n", "\"missing\": \"drop\"");
        Assert.That(Csvs.Shown(data), Is.EqualTo("1 2 → 0 | 7 8 → 1"));
        Assert.That(data.Notes, Does.Contain("3 rows with a missing value were left out, the first on line 3"));
    }

    [Test]
    public static void A_label_that_stands_only_in_rows_that_are_left_out_is_no_class() =>
        Assert.That(Csvs.Shown(Csvs.Read("x,k\n1,a\n,only\n2,b\n", "\"missing\": \"drop\"")), Is.EqualTo("1 → 0 | 2 → 1"));

    [Test]
    public static void The_mean_stands_in_for_what_is_missing_if_that_is_said()
    {
        var data = Csvs.Read("x,y\n1,2\nnull,3\n4,5\n", "\"missing\": \"mean\"");
        Assert.That(Csvs.Shown(data), Is.EqualTo("1 → 2 | 2.5 → 3 | 4 → 5"));
        Assert.That(data.Notes, Does.Contain("1 missing value is filled with the mean of the column, taken over all rows, those of a test too"));
    }

    [Test]
    public static void A_column_that_is_not_asked_for_may_hold_anything() =>
        Assert.That(Csvs.Shown(Csvs.Read("name,x,y\nAnna,1,2\n,3,4\n", "\"inputs\": [2]")), Is.EqualTo("1 → 2 | 3 → 4"));

    [Test]
    public static void The_origin_is_the_content() => Assert.That(
        Csvs.Read("1,2\n").Origin, Is.EqualTo($"t.csv, SHA-256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("1,2\n"u8))}"));

    [TestCase("a;b\n1,5;x\n2,5;y\n", "", """{"csv":"t.csv","target":"b","classes":true,"delimiter":";","decimal":",","header":true,"missing":"refuse"}""")]
    [TestCase("1\t2\t3\n", "\"target\": [1, 2], \"missing\": \"mean\"", """{"csv":"t.csv","target":["column1","column2"],"classes":false,"delimiter":"\t","decimal":".","header":false,"missing":"mean"}""")]
    [TestCase("a,b,c\n1,2,3\n", "\"inputs\": [2]", """{"csv":"t.csv","target":"c","inputs":["b"],"classes":false,"delimiter":",","decimal":".","header":true,"missing":"refuse"}""")]
    public static void The_canonical_form_composes_to_itself_and_gives_the_same_rows(string text, string keys, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], text);
        var first = Docs.Value(Csvs.InFolder(folder.Path, $"{{\"csv\": \"t.csv\"{(keys.Length > 0 ? ", " : "")}{keys}}}"));
        var written = JsonText.Write(Json.Object([.. first.Canonical]));
        var second = Docs.Value(Csvs.InFolder(folder.Path, written));
        Assert.That(written.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal), Is.EqualTo(expected));
        Assert.That(JsonText.Write(Json.Object([.. second.Canonical])), Is.EqualTo(written));
        Assert.That(Csvs.Shown(Docs.Value(Csvs.Rows(second))), Is.EqualTo(Csvs.Shown(Docs.Value(Csvs.Rows(first)))));
    }

    [Test]
    public static void Inputs_are_found_by_name_or_by_place()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["n.csv"], "id,b,a\nx,1,2\ny,3,4\n");
        File.WriteAllText(folder["p.csv"], "1;2,5\n");
        Assert.That(Csvs.Shown(Docs.Value(CsvRows.Open("--csv", folder.Path, "n.csv", ["a", "b"]))), Is.EqualTo("2 1 →  | 4 3 → "));
        Assert.That(Csvs.Shown(Docs.Value(CsvRows.Open("--csv", folder.Path, "p.csv", ["a", "b"]))), Is.EqualTo("1 2.5 → "));
        BadCsv.Said(Docs.Lines(CsvRows.Open("--csv", folder.Path, "n.csv", ["a", "c"])), "n.csv: the file has no column 'c'. Did you mean *");
        BadCsv.Said(Docs.Lines(CsvRows.Open("--csv", folder.Path, "p.csv", ["a"])), "p.csv: the file has 2 columns without names, and 1 are needed. Give names in the first line: a.");
        BadCsv.Said(Docs.Lines(CsvRows.Open("--csv", folder.Path, "q.csv", ["a"])), "--csv: the file 'q.csv' does not exist. *");
    }
}
