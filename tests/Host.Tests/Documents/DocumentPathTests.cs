namespace Functional.Host.Tests;

public static class DocumentPathTests
{
    private static JsonTree Sound => Docs.Value(Docs.Parse(Docs.Sound));

    [TestCase("steps", "5", "\"steps\":5,")]
    [TestCase("network.layers[0].activation", "relu", "{\"units\":2,\"activation\":\"relu\"}")]
    [TestCase("network.layers[0].activation.slope", "0.1", "\"activation\":{\"name\":\"tanh\",\"slope\":0.1}")]
    [TestCase("network.layers[1].bias", "false", "\"activation\":\"sigmoid\",\"bias\":false}")]
    [TestCase("optimizer", "{\"name\":\"adam\"}", "\"optimizer\":{\"name\":\"adam\"},")]
    [TestCase("data.inputs[2][1]", "-0", "[1,-0]]")]
    [TestCase("name", "a", "\"name\":\"a\"}")]
    [TestCase("initial[\"seed\"]", "9", "\"seed\":9}")]
    [TestCase("x.y", "null", "\"x\":{\"y\":null}}")]
    [TestCase("[\"a.b\\\"\"]", "1", "\"a.b\\\"\":1}")]
    public static void Set_puts_a_value_in_its_place(string path, string value, string expected) =>
        Assert.That(JsonText.Write(Docs.Value(DocumentPath.Set(Sound, path, DocumentPath.ParseValue("--set", value)))), Does.Contain(expected));

    [TestCase("", "--set: the path has no key at character 1.*")]
    [TestCase("network..layers", "--set: network..layers: the path has no key at character 9.*")]
    [TestCase("network.layers[x]", "--set: network.layers[x]: the path has no item number (0, 1, 2, …) at character 16.*")]
    [TestCase("network.layers[0", "--set: network.layers[0: the path has a '[' that is never closed at character 15.*")]
    [TestCase("a]", "--set: a]: the path has a ']' without its '[' at character 2.*")]
    [TestCase("data.inputs[0]x", "--set: data.inputs[0]x: the path has 'x' where '.' or '[' should stand at character 15.*")]
    [TestCase("network.layers[2].units", "--set: network.layers[2]: there is no item 2. network.layers has the items 0 to 1.")]
    [TestCase("layer[0]", "--set: layer: there is no 'layer' in the document. Known: *")]
    [TestCase("steps.x", "--set: steps.x: steps is the number 100 and has no keys.*")]
    [TestCase("batch[0]", "--set: batch[0]: batch is an object and has no numbered items.*")]
    public static void A_path_that_leads_nowhere_is_refused_in_words(string path, string expected)
    {
        var lines = Docs.Lines(DocumentPath.Set(Sound, path, DocumentPath.ParseValue("--set", "1")));
        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(lines[0], expected.EndsWith('*') ? Does.StartWith(expected[..^1]) : Is.EqualTo(expected));
    }

    [TestCase("1.5", "1.5")]
    [TestCase("true", "true")]
    [TestCase("\"x\"", "\"x\"")]
    [TestCase("{\"a\":[1,2]}", "{\"a\":[1,2]}")]
    [TestCase("tanh", "\"tanh\"")]
    [TestCase("", "\"\"")]
    [TestCase("1,5", "\"1,5\"")]
    [TestCase("NaN", "\"NaN\"")]
    [TestCase("1e999", "\"1e999\"")]
    [TestCase("0x10", "\"0x10\"")]
    [TestCase("007", "\"007\"")]
    public static void A_value_is_JSON_where_it_is_JSON_else_text(string text, string expected) =>
        Assert.That(JsonText.Write(DocumentPath.ParseValue("--set", text)), Is.EqualTo(expected));

    [TestCase("1,5")]
    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase("1e999")]
    [TestCase("-1")]
    public static void A_bad_rate_from_the_command_line_is_refused_with_its_range(string value)
    {
        var changed = DocumentPath.Set(Sound, "optimizer.learningRate", DocumentPath.ParseValue("--set", value));
        var lines = Docs.Lines(changed.Bind(tree => Composer.Compose(tree, Docs.Catalogue, LanguageExt.Option<PreparedData>.None)));
        Assert.That(lines, Is.EqualTo(new[]
        {
            $"--set: optimizer.learningRate: learningRate of sgd cannot be {(value == "-1" ? value : $"'{value}'")}. Give a number ≥ 0.",
        }));
    }

    [Test]
    public static void Every_path_that_a_sentence_prints_can_be_set() =>
        Gen.Int[0, 1_000_000].Sample(pick =>
        {
            var paths = Paths(Sound, "").ToList();
            var path = paths[pick % paths.Count];
            var changed = Docs.Value(DocumentPath.Set(Sound, path, DocumentPath.ParseValue("--set", "\"here\"")));
            return Paths(changed, "").Contains(path)
                && JsonText.Write(changed).Split("\"here\"").Length == 2
                && JsonText.Write(Docs.Value(DocumentPath.Set(changed, path, At(Sound, path)))) == JsonText.Write(Sound);
        });

    [Test]
    public static void Random_paths_are_taken_or_refused_never_thrown_at() =>
        Gen.Char["network.layers[0]activation\"\\\ud800 ä"].Array[0, 20].Sample(
            characters =>
            {
                var result = DocumentPath.Set(Sound, new string(characters), DocumentPath.ParseValue("--set", "1"));
                return result.IsFail || Docs.Lines(Docs.Parse(JsonText.Write(Docs.Value(result)))).Count == 0;
            },
            iter: 20_000);

    [Test]
    public static void Every_key_can_be_taken_out_and_nothing_else_goes() =>
        Gen.Int[0, 1_000_000].Sample(pick =>
        {
            var paths = Paths(Sound, "").Where(p => !p.EndsWith(']')).ToList();
            var path = paths[pick % paths.Count];
            var left = Paths(Docs.Value(DocumentPath.Remove(Sound, path, "--unset")), "");
            return left.SequenceEqual(Paths(Sound, "").Where(p => p != path && !p.StartsWith(path + ".", StringComparison.Ordinal) && !p.StartsWith(path + "[", StringComparison.Ordinal)));
        });

    [Test]
    public static void Random_paths_are_taken_out_or_refused_never_thrown_at() =>
        Gen.Char["network.layers[0]activation\"\\\ud800 ä"].Array[0, 20].Sample(
            characters => DocumentPath.Remove(Sound, new string(characters), "--unset").IsFail || characters.Length > 0,
            iter: 5_000);

    internal static IEnumerable<string> Paths(JsonTree tree, string path) => (tree switch
    {
        JsonTree.Object o => o.Members.SelectMany(m => Paths(m.Value, DocumentPath.Child(path, m.Name))),
        JsonTree.Array a => a.Items.SelectMany((item, i) => Paths(item, DocumentPath.Child(path, i))),
        _ => [],
    }).Concat(path.Length > 0 ? [path] : []);

    private static JsonTree At(JsonTree tree, string path)
    {
        var found = Find(tree, "", path);
        return found ?? throw new AssertionException(path);
    }

    private static JsonTree? Find(JsonTree tree, string at, string path) => at == path ? tree : tree switch
    {
        JsonTree.Object o => o.Members.Select(m => Find(m.Value, DocumentPath.Child(at, m.Name), path)).FirstOrDefault(found => found is not null),
        JsonTree.Array a => a.Items.Select((item, i) => Find(item, DocumentPath.Child(at, i), path)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
