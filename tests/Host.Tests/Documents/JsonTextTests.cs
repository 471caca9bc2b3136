using System.Text;
using System.Text.Json;

namespace Functional.Host.Tests;

public static class JsonTextTests
{
    private static readonly Gen<string> Words = Gen.OneOf(Gen.String, Gen.Const("İı ß 🐍 \u2028\"\\\u0000\u001f\t\n"))
        .Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    private static readonly double[] Awkward = [0.0, -0.0, 1e-5, 1e21, double.Epsilon, double.MaxValue, 0.1];

    private static readonly Gen<double> Numbers = Gen.OneOf(Gen.Double.Where(double.IsFinite), Gen.Int[0, Awkward.Length - 1].Select(i => Awkward[i]));

    [TestCase("", "train.json: the document is empty.*")]
    [TestCase(" \n", "train.json: the document is empty.*")]
    [TestCase("{", "train.json:1:2: the document ends before an object is closed. Add the missing '}'.")]
    [TestCase("{\"a\":1", "train.json:1:7: the document ends before an object is closed. Add the missing '}'.")]
    [TestCase("[1,", "train.json:1:4: the document ends before an array is closed. Add the missing ']'.")]
    [TestCase("{\"a\":", "train.json:1:6: the document ends where a value should stand. Is the file complete?")]
    [TestCase("{\"a\":1,}", "train.json:1:7: a comma stands before the closing '}'. JSON has no trailing commas: remove it.")]
    [TestCase("[1,\n 2,\n]", "train.json:2:3: a comma stands before the closing ']'. JSON has no trailing commas: remove it.")]
    [TestCase("[1,,2]", "train.json:1:4: two commas follow each other.*")]
    [TestCase("[,1]", "train.json:1:2: a value is missing before this comma.*")]
    [TestCase("{\"a\":}", "train.json:1:6: a value is missing here. Write it after the colon.")]
    [TestCase("{\"a\" 1}", "train.json:1:6: a colon is missing after a key.*")]
    [TestCase("[1 2]", "train.json:1:4: a comma is missing here. Separate entries by commas.")]
    [TestCase("[1:2]", "train.json:1:3: a colon stands where a comma should.*")]
    [TestCase("// x\n{}", "train.json:1:1: JSON has no comments. Remove it.")]
    [TestCase("{ \"a\": 1 /* x */ }", "train.json:1:10: JSON has no comments. Remove it.")]
    [TestCase("{a:1}", "train.json:1:2: a key should stand here, not a. Keys stand in double quotes.")]
    [TestCase("{'a':1}", "train.json:1:2: text stands in single quotes. JSON knows double quotes only.")]
    [TestCase("[NaN]", "train.json:1:2: NaN is no JSON number. Numbers are finite here.")]
    [TestCase("[-Infinity]", "train.json:1:2: -Infinity is no JSON number. Numbers are finite here.")]
    [TestCase("[0x10]", "train.json:1:2: 0x10 is no JSON number. Write it like 15, -0.5 or 1e-3.")]
    [TestCase("[01]", "train.json:1:2: 01 is no JSON number.*")]
    [TestCase("[+1]", "train.json:1:2: +1 is no JSON number.*")]
    [TestCase("[1_000]", "train.json:1:2: 1_000 is no JSON number.*")]
    [TestCase("[True]", "train.json:1:2: True is no JSON value. JSON writes true, false and null.")]
    [TestCase("[tanh]", "train.json:1:2: tanh is no JSON value. Text stands in double quotes;*")]
    [TestCase("{}{}", "train.json:1:3: something stands after the end of the document.*")]
    [TestCase("[}", "train.json:1:2: '}' closes nothing that is open here. Close the array with ']' first.")]
    [TestCase("[\"abc", "train.json:1:2: text begins here and is never closed.*")]
    [TestCase("[\"a\nb\"]", "train.json:1:2: text begins here and is not closed on its line.*")]
    [TestCase("[\"\\x\"]", "train.json:1:3: a backslash begins no escape that JSON knows.*")]
    [TestCase("[\"🐍\tb\"]", "train.json:1:4: the control character U+0009 stands in text.*")]
    [TestCase("{\"x\": [1e999]}", "train.json:1:8: x[0]: 1e999 is not a finite number.*")]
    [TestCase("[\"\\ud800\"]", "train.json:1:2: the text holds half of a surrogate pair*")]
    [TestCase("{\"a\":{\"b\":1,\r\n\"b\":2}}", "train.json:2:1: a.b: the key 'b' stands here a second time. The first is at line 1: keep one of them.")]
    public static void A_text_that_is_no_JSON_is_refused_in_words(string text, string expected)
    {
        var lines = Docs.Lines(Docs.Parse(text));
        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(lines[0], expected.EndsWith('*') ? Does.StartWith(expected[..^1]) : Is.EqualTo(expected));
    }

    [Test]
    public static void Encodings_are_named()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Docs.Lines(JsonText.Parse("x", Encoding.Unicode.GetBytes("{\"a\":1}"))), Is.EqualTo(new[] { "x: the document is UTF-16 text. Save it as UTF-8." }));
            Assert.That(Docs.Lines(JsonText.Parse("x", [0xFF, 0xFE, 0x7B, 0])), Is.EqualTo(new[] { "x: the document is UTF-16 text. Save it as UTF-8." }));
            Assert.That(Docs.Lines(JsonText.Parse("x", Encoding.Latin1.GetBytes("[\n\"aä\"]"))), Is.EqualTo(new[] { "x:2:3: the byte 0xE4 is not UTF-8 text. Save the document as UTF-8." }));
            Assert.That(JsonText.Write(Docs.Value(JsonText.Parse("x", [0xEF, 0xBB, 0xBF, .. "[1]"u8]))), Is.EqualTo("[1]"), "a byte order mark is no character");
            Assert.That(Docs.Lines(JsonText.Parse("x", new byte[JsonText.MaxBytes + 1]))[0], Does.StartWith("x: the document has 67108865 bytes. At most"));
        });
    }

    [Test]
    public static void Nesting_ends_at_64()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Docs.Lines(Docs.Parse(new string('[', 64) + new string(']', 64))), Is.Empty);
            Assert.That(Docs.Lines(Docs.Parse(new string('[', 10_000)))[0], Does.StartWith("train.json:1:65: values are nested more than 64 deep."));
            Assert.That(Docs.Lines(Docs.Parse(string.Concat(Enumerable.Repeat("{\"a\":", 10_000))))[0], Does.StartWith("train.json:1:321: values are nested"));
        });
    }

    [Test]
    public static void A_value_remembers_where_it_stands()
    {
        var tree = (JsonTree.Object)Docs.Value(Docs.Parse("{\r\n  \"ä🐍\": [1,\r    \"x\"]\n}"));
        var items = ((JsonTree.Array)tree.Members[0].Value).Items;
        Assert.That(
            new[] { tree.Place, tree.Members[0].Place, tree.Members[0].Value.Place, items[1].Place }.Select(p => p.ToString()),
            Is.EqualTo(new[] { "train.json:1:1", "train.json:2:3", "train.json:2:9", "train.json:3:5" }));
    }

    [Test]
    public static void Written_text_reads_back_to_the_same_bits() =>
        Gen.Select(Words.Array[0, 5], Numbers.Array[0, 5]).Sample((words, numbers) =>
        {
            var tree = Json.Object(
                ("words", Json.Array(words.Select(Json.Text))), ("numbers", Json.Array(numbers.Select(Json.Number))), ("flag", Json.Flag(true)));
            var text = JsonText.Write(tree);
            using var other = JsonDocument.Parse(text);
            return JsonText.Write(Docs.Value(Docs.Parse(text))) == text
                && other.RootElement.GetProperty("words").EnumerateArray().Select(e => e.GetString()).SequenceEqual(words)
                && other.RootElement.GetProperty("numbers").EnumerateArray().Select(e => BitConverter.DoubleToInt64Bits(e.GetDouble()))
                    .SequenceEqual(numbers.Select(BitConverter.DoubleToInt64Bits));
        });

    [Test]
    public static void What_the_library_reads_this_reads_and_the_other_way_round() =>
        Gen.Char["{}[]:,\"\\ \n0123456789.eE+-truefalsnu/*'d\u0007ä"].Array[0, 12].Sample(
            characters =>
            {
                var text = new string(characters);
                return Docs.Lines(Docs.Parse(text)).Count == 0 == IsJson(text);
            },
            iter: 100_000);

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new() { AllowDuplicateProperties = false });
            return Finite(document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Finite(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => double.IsFinite(element.GetDouble()),
        JsonValueKind.Array => element.EnumerateArray().All(Finite),
        JsonValueKind.Object => element.EnumerateObject().All(member => Finite(member.Value)),
        _ => true,
    };
}
