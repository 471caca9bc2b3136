namespace Functional.Host.Tests;

/// <summary>What <c>plugins</c> and <c>plugins show</c> print of a recipe: columns, other words, notes, and nothing where nothing is said.</summary>
public sealed class CardTests
{
    private static readonly string[] Optimizers = ["adam", "adamw", "adamax", "nadam", "radam", "asgd", "adadelta", "lion", "rmsprop", "rprop"];

    private Playground _playground = null!;

    [SetUp]
    public void Begin() => _playground = new Playground();

    [TearDown]
    public void End() => _playground.Dispose();

    [Test]
    public void Every_column_of_settings_begins_at_one_place_however_long_the_cells() => Assert.Multiple(() =>
    {
        foreach (var card in PluginCard.All(Docs.Catalogue).Where(c => !c.Settings.IsEmpty))
        {
            using var text = new StringWriter { NewLine = "\n" };
            card.Write(text, 80);
            var rows = text.ToString().Split("  settings\n")[1].Split("\n\n")[0].Split('\n');
            Assert.That(rows, Has.Length.EqualTo(card.Settings.Length), card.Name);
            Assert.That(rows.Zip(card.Settings, (row, s) => row.LastIndexOf("  " + s.Help, StringComparison.Ordinal)).Distinct().ToList(), Has.Count.EqualTo(1).And.All.GreaterThan(0), card.Name);
        }
    });

    [Test]
    public void Summaries_in_the_list_begin_at_one_place()
    {
        using var text = new StringWriter { NewLine = "\n" };
        var cards = PluginCard.All(Docs.Catalogue);
        PluginCard.List(text, cards);
        var lines = text.ToString().Split('\n');
        Assert.That(cards.Select(c => lines.First(l => l.StartsWith($"  {c.Name} ", StringComparison.Ordinal) && l.EndsWith(c.About.Summary, StringComparison.Ordinal)).IndexOf("  " + c.About.Summary, StringComparison.Ordinal)).Distinct().ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Another_word_for_a_setting_is_shown_and_known()
    {
        var setting = _playground.Run("plugins", "show", "cosine", "--json").Json.GetProperty("plugins")[0].GetProperty("settings")[0];
        Assert.Multiple(() =>
        {
            Assert.That(_playground.Run("plugins", "show", "cosine").Out, Does.Contain("steps from the highest rate to the lowest (also tMax)"));
            Assert.That((setting.GetProperty("name").GetString(), setting.GetProperty("aliases").ToString()), Is.EqualTo(("maxSteps", "[\"tMax\"]")));
            Assert.That(_playground.Run("plugins", "eval", "cosine", "--steps", "2", "--set", "tmax=3").Errors, Is.EqualTo(["--set: tmax: cosine has no setting 'tmax'. Did you mean 'tMax'?"]));
            Assert.That(_playground.Run("plugins", "eval", "cosine", "--steps", "2", "--set", "colour=3").Error, Does.Contain("Known: etaMin, maxSteps, startFactor, warmupSteps."));
        });
    }

    [Test]
    public void Negative_bounds_and_kinks_have_the_minus_sign_of_print() => Assert.Multiple(() =>
    {
        Assert.That(_playground.Run("plugins", "show", "hardtanh").Out, Does.Contain("  range  −1 … 1\n  kinks  −1, 1\n"));
        Assert.That(_playground.Run("plugins", "show", "elu").Out, Does.Contain("  range  −1 … ∞\n"));
        Assert.That(_playground.Run("plugins", "show", "log-sigmoid").Out, Does.Contain("  range  −∞ … 0\n"));
    });

    [Test]
    public void A_plugin_that_says_nothing_of_itself_has_no_empty_lines_for_it()
    {
        var dll = Stranger.Activation(_playground.Folder, "Silent", "z", "1", key: "silent");
        var lines = _playground.Run("plugins", "show", "silent", "--plugin", dll).Out.Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(lines[0], Is.EqualTo("silent   activation"));
            Assert.That(lines.Where(l => l.Length > 0), Has.None.EqualTo("  "));
            Assert.That(lines[1..3], Is.EqualTo(["", "  A value   B slope"]), "the curve is the first thing to say");
            Assert.That(lines[Array.FindIndex(lines, l => l.StartsWith("  from Silent", StringComparison.Ordinal)) - 1], Is.Empty);
        });
    }

    [Test]
    public void The_formulas_card_has_the_whole_language_and_the_form_of_a_document()
    {
        var card = _playground.Run("plugins", "show", "formula");
        Assert.Multiple(() =>
        {
            Assert.That(card.Out, Does.Contain("Every other name in it is a setting beside it: {\"formula\": \"a * x\", \"a\": 0.1}"));
            Assert.That(card.Out, Does.Contain("abs, cos, erf, exp, expm1, log, log1p, max, min, pow, sigmoid, sign, sin, softplus, sqrt, tanh."));
            Assert.That(card.Out, Does.Contain("Constants: e, pi.").And.Contain("ln is log, z is x."));
            Assert.That(_playground.Run("plugins", "show", "formula", "--json").Json.GetProperty("plugins")[0].GetProperty("notes").GetString(), Does.Contain("setting beside it"));
        });
    }

    [Test]
    public void Hardsigmoid_is_the_one_of_MobileNetV3() =>
        Assert.That(_playground.Run("plugins", "show", "hardsigmoid").Out, Does.Contain("MobileNetV3, arXiv:1905.02244").And.Not.Contain("BinaryConnect"));

    /// <summary>A letter that a formula reads must be one it defines, or θ, or a setting's name: then the card can be worked by hand.</summary>
    [TestCaseSource(nameof(Optimizers))]
    public void An_optimizers_formula_speaks_in_the_names_of_its_settings_and_defines_its_letters(string name)
    {
        var about = Docs.Catalogue.Optimizers.Recipes[name].About.Formula;
        Assert.Multiple(() =>
        {
            Assert.That(about, Does.Not.Match("α|β|ε"), "a setting by its name");
            Assert.That(about, Does.Contain("(g is the gradient"));
            foreach (var letter in (string[])["m", "v", "m̂", "v̂", "ρₜ", "ρ∞", "r", "μₜ", "Πₜ", "μ", "η", "ax", "δ", "d", "u", "ḡ", "b", "size"])
                if (System.Text.RegularExpressions.Regex.IsMatch(about, $@"(?<![\p{{L}}\p{{M}}]){letter}(?![\p{{L}}\p{{M}}∞₀-₉ₜ])"))
                    Assert.That(about, Does.Match($@"(?<![\p{{L}}\p{{M}}]){letter} [=←]"), letter);
        });
    }

    [TestCase(5, "plugins eval: mish is an activation, not a loss. Write --kind activation, or leave it out.", "eval", "mish", "--kind", "loss")]
    [TestCase(2, "--kind: there is no kind 'banana'. Known: activation, initializer, loss, optimizer, schedule.", "eval", "mish", "--kind", "banana")]
    [TestCase(2, "--kind: there is no kind 'optimiser'. Did you mean 'optimizer'?", "eval", "adam", "--kind", "optimiser")]
    [TestCase(2, "functional plugins show: 'extra' is one word too many. See 'functional plugins show --help'.", "show", "mish", "extra")]
    [TestCase(5, "plugins show: no plugin is called '1 + 2'. A formula speaks of x: x / (1 + exp(-x)).", "show", "1 + 2")]
    public void A_slip_is_met_with_what_helps(int code, string sentence, params string[] arguments)
    {
        var said = _playground.Run(["plugins", .. arguments]);
        Assert.That((said.Code, said.Errors[0]), Is.EqualTo((code, sentence)));
    }

    [TestCase("2 * z", "1", false, "what was computed with it can be replayed, but it is not what it should be.")]
    [TestCase("z + ++Door.Calls", "1", true, "do not trust a history that was computed with it.")]
    public void A_history_is_distrusted_only_where_an_essential_law_is_broken(string value, string derivative, bool essential, string conclusion)
    {
        var dll = Stranger.Activation(_playground.Folder, essential ? "Counting" : "Askew", value, derivative, fields: "public static double Calls;");
        var laws = _playground.Run("plugins", "check", dll, "--cases", "100", "--json").Json.GetProperty("laws").EnumerateArray().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(_playground.Run("plugins", "check", dll, "--cases", "100").Out, Does.Contain(conclusion));
            Assert.That(laws.Any(law => law.GetProperty("essential").GetBoolean() && !law.GetProperty("holds").GetBoolean()), Is.EqualTo(essential));
            Assert.That(laws.Any(law => !law.GetProperty("holds").GetBoolean()), Is.True);
        });
    }
}
