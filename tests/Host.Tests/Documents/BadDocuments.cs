namespace Functional.Host.Tests;

/// <summary>What a person reads when a document is wrong: place, key path, fact, advice; word for word.</summary>
public static class BadDocuments
{
    private const string Data = """{ "inputs": [[0, 1], [1, 0], [1, 1]], "targets": [[0], [1], [1]] }""";

    private const string Batch = """{ "size": 2, "shuffle": true, "seed": 7 }""";

    private const string Initial = """{ "scheme": "numpy-uniform", "seed": 123 }""";

    private static readonly TestCaseData[] Table =
    [
        Bad("strategy: misspelt", "\"tanh\"", "\"sigmod\"",
            "train.json:3:56: network.layers[0].activation: no activation is called 'sigmod'. Did you mean 'sigmoid'?"),
        Bad("strategy: a type name", "\"tanh\"", "\"System.Diagnostics.Process, System\"",
            "train.json:3:56: network.layers[0].activation: no activation is called 'System.Diagnostics.Process, System'. Known: *"),
        Bad("strategy: a path", "\"tanh\"", "\"../../evil.dll\"",
            "train.json:3:56: network.layers[0].activation: no activation is called '../../evil.dll'. Known: *"),
        Bad("strategy: terminal escapes", "\"tanh\"", "\"\\u001b[31mx\"",
            "train.json:3:56: network.layers[0].activation: no activation is called '\\u001b[31mx'. Known: *"),
        Bad("strategy: an object without a name", "\"tanh\"", "{}",
            "train.json:3:56: network.layers[0].activation.name: the key 'name' is missing. Write a name, or an object such as *"),
        Bad("strategy: a number", "\"tanh\"", "7",
            "train.json:3:56: network.layers[0].activation: the name of an activation is needed here, not the number 7. Write a name, or *"),
        Bad("setting: unknown", "\"momentum\"", "\"momentun\"",
            "train.json:5:66: optimizer.momentun: sgd has no setting 'momentun'. Did you mean 'momentum'?"),
        Bad("setting: out of range", "0.9", "2",
            "train.json:5:66: optimizer.momentum: momentum of sgd cannot be 2. Give a number ≥ 0 and < 1."),
        Bad("setting: decimal comma", "0.9", "\"1,5\"",
            "train.json:5:66: optimizer.momentum: momentum of sgd cannot be '1,5'. Give a number ≥ 0 and < 1."),
        Bad("setting: an array", "0.9", "[1]",
            "train.json:5:66: optimizer.momentum: momentum of sgd cannot be [1]. Give a number ≥ 0 and < 1."),
        Bad("setting: a negative learning rate", "0.5, \"mom", "-1, \"mom",
            "train.json:5:49: optimizer.learningRate: learningRate of sgd cannot be -1. Give a number ≥ 0."),
        Bad("setting: contradictory", "\"momentum\": 0.9", "\"nesterov\": true",
            "train.json:5:66: optimizer.nesterov: nesterov of sgd needs a momentum above 0 and no dampening. Set momentum, *"),
        Bad("layer: no units", "\"units\": 2", "\"units\": 0",
            "train.json:3:39: network.layers[0].units: a whole number is needed here, not the number 0. Give one from 1 to 134217728."),
        Bad("layer: a billion units", "\"units\": 2", "\"units\": 1000000000",
            "train.json:3:39: network.layers[0].units: a whole number is needed here, not the number 1000000000. Give one from 1 to 134217728."),
        Bad("layer: too large for memory", "\"units\": 2", "\"units\": 100000000",
            "train.json:3:26: network.layers: the network would have 400000001 parameters. At most 134217728 fit in memory: use fewer units."),
        Bad("layer: as many units as targets", "\"units\": 1", "\"units\": 3",
            "train.json:3:77: network.layers[1].units: the last layer has 3 units and a row has 1 target. Give the last layer 1 unit."),
        Bad("layer: misspelt key", "\"units\": 2", "\"untis\": 2",
            "train.json:3:28: network.layers[0].units: the key 'units' is missing. Say how many numbers leave the layer: \"units\": 4.",
            "train.json:3:30: network.layers[0].untis: there is no key 'untis' here. Did you mean 'units'?"),
        Bad("layers: none", "{ \"units\": 2, \"activation\": \"tanh\" }, { \"units\": 1, \"activation\": \"sigmoid\" }", "",
            "train.json:3:26: network.layers: the array is empty. Write {\"layers\": [{\"units\": 4, \"activation\": \"tanh\"}]}."),
        Bad("key: misspelt", "\"optimizer\"", "\"optimiser\"",
            "train.json:1:1: optimizer: the key 'optimizer' is missing. Write {\"name\": \"sgd\", \"learningRate\": 0.1}.",
            "train.json:5:3: optimiser: there is no key 'optimiser' here. Did you mean 'optimizer'?"),
        Bad("key: twice", "\"steps\": 100", "\"steps\": 100, \"steps\": 200",
            "train.json:9:17: steps: the key 'steps' stands here a second time. The first is at line 9: keep one of them."),
        Bad("clip: a word", "\"steps\": 100", "\"steps\": 100, \"clip\": {\"norm\": \"x\"}",
            "train.json:9:34: clip.norm: a number is needed here, not the text 'x'. Give one above 0."),
        Bad("clip: to nothing", "\"steps\": 100", "\"steps\": 100, \"clip\": {\"value\": 0}",
            "train.json:9:35: clip.value: a number is needed here, not the number 0. Give one above 0."),
        Bad("clip: by both", "\"steps\": 100", "\"steps\": 100, \"clip\": {\"value\": 1, \"norm\": 1}",
            "train.json:9:25: clip: norm and value exclude each other. Keep one of them."),
        Bad("clip: by neither", "\"steps\": 100", "\"steps\": 100, \"clip\": {}",
            "train.json:9:25: clip: it is not said what is clipped. Write {\"norm\": 1} or {\"value\": 0.5}."),
        Bad("clip: misspelt key", "\"steps\": 100", "\"steps\": 100, \"clip\": {\"nrom\": 1}",
            "train.json:9:25: clip: it is not said what is clipped. Write {\"norm\": 1} or {\"value\": 0.5}.",
            "train.json:9:26: clip.nrom: there is no key 'nrom' here. Did you mean 'norm'?"),
        Bad("clip: a number", "\"steps\": 100", "\"steps\": 100, \"clip\": 1",
            "train.json:9:25: clip: an object is needed here, not the number 1. Write {\"norm\": 1} or {\"value\": 0.5}."),
        Bad("regularization: unknown key", "\"steps\": 100", "\"steps\": 100, \"regularization\": {\"l2\": 1, \"l3\": 1}",
            "train.json:9:45: regularization.l3: there is no key 'l3' here. Did you mean *"),
        Bad("regularization: negative", "\"steps\": 100", "\"steps\": 100, \"regularization\": {\"l1\": -1, \"l2\": \"0,1\"}",
            "train.json:9:42: regularization.l1: a number is needed here, not the number -1. Give one ≥ 0.",
            "train.json:9:52: regularization.l2: a number is needed here, not the text '0,1'. Give one ≥ 0."),
        Bad("regularization: empty", "\"steps\": 100", "\"steps\": 100, \"regularization\": {}",
            "train.json:9:35: regularization: it is not said how strong the pull is. Write {\"l1\": 0.001}, {\"l2\": 0.01} or both."),
        Bad("skip: a number", "\"steps\": 100", "\"steps\": 100, \"skip\": 5",
            "train.json:9:25: skip: an array is needed here, not the number 5. Write pairs of a first and a last step: [[100, 199]]."),
        Bad("skip: no pair", "\"steps\": 100", "\"steps\": 100, \"skip\": [5, [6], [7, 8, 9], [1.5, \"x\"]]",
            "train.json:9:26: skip[0]: a pair of steps is needed here, not the number 5. Write pairs of a first and a last step: [[100, 199]].",
            "train.json:9:29: skip[1]: a pair of steps is needed here, not an array. Write pairs of a first and a last step: [[100, 199]].",
            "train.json:9:34: skip[2]: a pair of steps is needed here, not an array. Write pairs of a first and a last step: [[100, 199]].",
            "train.json:9:46: skip[3][0]: a whole number is needed here, not the number 1.5. Give one from 0 to 1000000000000.",
            "train.json:9:51: skip[3][1]: a whole number is needed here, not the text 'x'. Give one from 0 to 1000000000000."),
        Bad("skip: turned round", "\"steps\": 100", "\"steps\": 100, \"skip\": [[9, 3], \"5..4\"]",
            "train.json:9:26: skip[0]: the range 9..3 ends before it begins. Turn it round: 3..9.",
            "train.json:9:34: skip[1]: the range 5..4 ends before it begins. Turn it round: 4..5."),
        Bad("skip: misspelt", "\"steps\": 100", "\"steps\": 100, \"skpi\": [[5, 6]]",
            "train.json:9:17: skpi: there is no key 'skpi' here. Did you mean 'skip'?"),
        Bad("dropRows: no such row", "\"steps\": 100", "\"steps\": 100, \"dropRows\": [0, 3]",
            "train.json:9:33: dropRows[1]: there is no row 3. Rows go from 0 to 2."),
        Bad("dropRows: all of them", "\"steps\": 100", "\"steps\": 100, \"dropRows\": [2, 0, 1, 1]",
            "train.json:9:29: dropRows: no row is left to learn from. Leave at least one that a batch has."),
        Bad("dropRows: nonsense", "\"steps\": 100", "\"steps\": 100, \"dropRows\": [\"1\", -1]",
            "train.json:9:30: dropRows[0]: a whole number is needed here, not the text '1'. Give one from 0 to 2147483647.",
            "train.json:9:35: dropRows[1]: a whole number is needed here, not the number -1. Give one from 0 to 2147483647."),
        Bad("dropRows: nothing", "\"steps\": 100", "\"steps\": 100, \"dropRows\": []",
            "train.json:9:29: dropRows: the array is empty. Write row numbers: [2]."),
        Bad("batch: larger than the data", "\"size\": 2", "\"size\": 4",
            "train.json:7:22: batch.size: a batch of 4 rows cannot be made from 3. Give a size from 1 to 3."),
        Bad("batch: no such row", Batch, "{\"rows\": [[0, 7], [1]]}",
            "train.json:7:22: batch.rows[0]: there is no row 7. Rows go from 0 to 2."),
        Bad("batch: neither this nor that", Batch, "\"half\"",
            "train.json:7:12: batch: \"full\" or an object is needed here, not the text 'half'. Write \"full\", *"),
        Bad("initial: seed too large", "\"seed\": 123", "\"seed\": 4294967296",
            "train.json:8:51: initial.seed: seed of numpy-uniform cannot be 4294967296. Give a whole number from 0 to 4294967295."),
        Bad("initial: parameters of another shape and name", Initial,
            "{\"parameters\": {\"layer0.weights\": [[1, 2]], \"layer0.bais\": [1, 2], \"layer1.weights\": [[1], [2]], \"layer1.bias\": [0]}}",
            "train.json:8:29: initial.parameters[\"layer0.bias\"]: the key 'layer0.bias' is missing. Give 2 numbers: one for each unit of layer 0.",
            "train.json:8:48: initial.parameters[\"layer0.weights\"]: layer0.weights has 1 × 2 numbers. Give 2 × 2 numbers: a row for each input of layer 0, with a number for each unit.",
            "train.json:8:58: initial.parameters[\"layer0.bais\"]: there is no key 'layer0.bais' here. Did you mean 'layer0.bias'?"),
        Bad("steps: a fraction", "\"steps\": 100", "\"steps\": 1.5",
            "train.json:9:12: steps: a whole number is needed here, not the number 1.5. Give one from 1 to 1000000000000."),
        Bad("steps: astronomical", "\"steps\": 100", "\"steps\": 9999999999999999999",
            "train.json:9:12: steps: a whole number is needed here, not the number 1E+19. Give one from 1 to 1000000000000."),
        Bad("steps: null", "\"steps\": 100", "\"steps\": null",
            "train.json:9:12: steps: a whole number is needed here, not null. Give one from 1 to 1000000000000."),
        Bad("record: keep", "\"keep\": 5", "\"keep\": \"all\"",
            "train.json:10:23: record.keep: \"every\", \"auto\" or a whole number is needed here, not the text 'all'. Write *"),
        Bad("record: budget", "64MB", "9999999999GB",
            "train.json:10:36: record.budget: a size is needed here, not the text '9999999999GB'. Write a whole number with its unit, from \"1KB\" to \"1024GB\"."),
        Bad("data: ragged", "[1, 0]", "[1]",
            "train.json:2:32: data.inputs[1]: row 1 has 1 number and row 0 has 2. Give every row the same number of values."),
        Bad("data: a word among numbers", "[1, 0]", "[1, \"NA\"]",
            "train.json:2:36: data.inputs[1][1]: a number is needed here, not the text 'NA'."),
        Bad("data: an empty row", "[1, 0]", "[]",
            "train.json:2:32: data.inputs[1]: row 1 is empty. A row is an array of numbers."),
        Bad("data: fewer targets than inputs", "[[0], [1], [1]]", "[[0], [1]]",
            "train.json:2:60: data.targets: there are 2 rows of targets and 3 rows of inputs. Give a row of targets for each row of inputs."),
        Bad("data: unknown set", Data, "{\"source\": \"artcle\"}",
            "train.json:2:22: data.source: no data set is called 'artcle'. Did you mean 'article'?"),
        Bad("data: a setting the set has not", Data, "{\"source\": \"xor\", \"noise\": 1}",
            "train.json:2:38: data.noise: xor has no setting 'noise'. There are none."),
        Bad("data: an unknown scaling", Data, "{\"source\": \"xor\", \"scale\": \"z-score\"}",
            "train.json:2:38: data.scale: no scaling is called 'z-score'. Write \"none\", \"standard\" or \"minmax\"."),
        Bad("data: all rows to be tried on", Data, "{\"source\": \"xor\", \"test\": 1}",
            "train.json:2:37: data.test: a number is needed here, not the number 1. Give one above 0 and below 1."),
        Bad("data: test rows without a share", Data, "{\"source\": \"xor\", \"test\": {\"seed\": 1}}",
            "train.json:2:37: data.test: the data has neither a source nor a file nor inputs and targets. *",
            "train.json:2:38: data.test.seed: there is no key 'seed' here. *"),
        Bad("data: test rows scaled otherwise", Data, "{\"source\": \"xor\", \"test\": {\"source\": \"xor\", \"scale\": \"minmax\"}}",
            "train.json:2:64: data.test.scale: 'scale' is said of all rows at once. Say it one level higher, beside \"test\"."),
        Bad("data: test rows of another shape", Data, "{\"source\": \"xor\", \"test\": {\"source\": \"article\"}}",
            "train.json:2:37: data.test: test rows have 3 numbers and 1 as targets and training rows have 2 numbers and 1 as targets. Give both the same columns."),
        Bad("name: a path", "\"steps\": 100", "\"steps\": 100, \"name\": \"../x\"",
            "train.json:9:25: name: a run's name cannot hold '/'. Use 1 to 100 letters (a to z), digits, *"),
        Bad("name: hidden", "\"steps\": 100", "\"steps\": 100, \"name\": \".x\"",
            "train.json:9:25: name: a run's name cannot begin with '.'. Use *"),
        Bad("name: up", "\"steps\": 100", "\"steps\": 100, \"name\": \"a..b\"",
            "train.json:9:25: name: a run's name cannot hold '..'. Use *"),
        Bad("name: a device", "\"steps\": 100", "\"steps\": 100, \"name\": \"con.x\"",
            "train.json:9:25: name: 'con.x' is no file name on Windows. Use *"),
    ];

    [TestCaseSource(nameof(Table))]
    public static void A_bad_document_is_refused_in_these_words(string piece, string other, string[] expected)
    {
        var lines = Docs.Lines(Docs.Compose(Docs.With(piece, other)));
        Assert.That(lines, Has.Count.EqualTo(expected.Length), string.Join("\n", lines));
        Assert.Multiple(() =>
        {
            foreach (var (line, words) in lines.Zip(expected))
                Assert.That(line, words.EndsWith('*') ? Does.StartWith(words[..^1]) : Is.EqualTo(words));
        });
    }

    [Test]
    public static void Every_problem_is_said_at_once_from_top_to_bottom()
    {
        var text = Docs.Sound.Replace("tanh", "tanx").Replace("0.9", "9").Replace("half-sse", "half-see").Replace("\"size\": 2", "\"size\": 40")
            .Replace("numpy-uniform", "numpy-unifrom").Replace("\"gamma\": 0.5", "\"gama\": 0.5").Replace("64MB", "64").Replace("steps", "stesp");
        Assert.That(
            Docs.Lines(Docs.Compose(text)).Select(line => line[..line.IndexOf(": ", 18, StringComparison.Ordinal)]),
            Is.EqualTo(new[]
            {
                "train.json:1:1: steps", "train.json:3:56: network.layers[0].activation", "train.json:4:11: loss", "train.json:5:66: optimizer.momentum",
                "train.json:6:57: schedule.gama", "train.json:7:22: batch.size", "train.json:8:26: initial.scheme", "train.json:9:3: stesp",
                "train.json:10:36: record.budget",
            }));
    }

    [Test]
    public static void An_empty_object_lacks_five_keys() =>
        Assert.That(Docs.Lines(Docs.Compose("{}")).Select(line => line.Split(' ')[1]), Is.EqualTo(new[] { "steps:", "data:", "network:", "loss:", "optimizer:" }));

    [Test]
    public static void Classes_under_cross_entropy_are_checked_row_by_row()
    {
        var text = Docs.With("[[0], [1], [1]]", "[1.5, -1, 1]").Replace("half-sse", "cross-entropy").Replace("\"units\": 1", "\"units\": 2").Replace("sigmoid", "identity");
        Assert.That(Docs.Lines(Docs.Compose(text)), Is.EqualTo(new[]
        {
            "train.json:2:61: data.targets[0]: row 0 has the class 1.5. The last layer has 2 units, so classes are whole numbers from 0 to 1.",
            "train.json:2:66: data.targets[1]: row 1 has the class -1. The last layer has 2 units, so classes are whole numbers from 0 to 1.",
        }));
    }

    [Test]
    public static void A_million_bad_keys_are_few_sentences()
    {
        var keys = string.Join(",", Enumerable.Range(0, 1_000_000).Select(i => $"\"k{i}\":{i}"));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Multiple(() =>
        {
            Assert.That(Docs.Lines(Docs.Compose($"{{{keys}}}")), Has.Count.LessThan(40));
            Assert.That(Docs.Lines(Docs.Compose(Docs.With("\"name\": \"sgd\"", $"\"name\": \"sgd\",{keys}"))), Has.Count.LessThan(40));
        });
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)), "each takes about a second");
    }

    private static TestCaseData Bad(string name, string piece, string other, params string[] expected) =>
        new TestCaseData(piece, other, expected).SetArgDisplayNames(name);
}
