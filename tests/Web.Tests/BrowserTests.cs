using System.Text.Json;
using Functional.Tests;

namespace Functional.Web.Tests;

/// <summary>
/// The page in a real browser, used as a person uses it. What it shows at a step is what <c>show RUN@N --json</c> says, digit for digit.
/// Left out where no browser is installed.
/// </summary>
[NonParallelizable]
public static class BrowserTests
{
    private static Visitor? _visitor;

    /// <summary>What can be operated and has nothing to be called by.</summary>
    private const string Nameless = "[...document.querySelectorAll('button, input, select, textarea, canvas[role], svg[role], [role=button], [role=region]')].filter(e => !(e.getAttribute('aria-label') || e.tagName !== 'SELECT' && e.textContent.trim() || [...e.labels ?? []].some(l => l.textContent.trim()))).map(e => e.outerHTML.slice(0, 200))";

    private static Browser Page => _visitor!.Page;

    private static Playground Ground => _visitor!.Ground;

    [OneTimeSetUp]
    public static void Open() => _visitor = Visitor.Arrives();

    /// <summary>Every test begins where nobody has been yet.</summary>
    [SetUp]
    public static void Begin() => At("#run=article&step=0");

    [OneTimeTearDown]
    public static void Close() => _visitor?.Dispose();

    [TearDown]
    public static void Nothing_is_complained_about() => Assert.That(_visitor!.Complaints(), Is.Empty);

    [Test]
    public static void It_opens_on_the_article_at_its_first_step()
    {
        At("");
        ShowsStep(0);
        Assert.That(Page.Text(".shape"), Does.Contain("3 inputs → 1 sigmoid"));
    }

    [Test]
    public static void The_slider_is_dragged_and_everything_shows_the_step_under_it()
    {
        var (x, y, width) = Page.Place("#step");
        Page.Mouse("mousePressed", x - width / 3, y);
        foreach (var part in Enumerable.Range(-3, 7))
            Page.Mouse("mouseMoved", x + part * width / 10, y);
        Page.Mouse("mouseReleased", x + 3 * width / 10, y);
        var step = Step();
        Assert.That(step, Is.InRange(1000, 99_999));
        ShowsStep(step);
    }

    [Test]
    public static void It_goes_where_it_is_told_and_steps_by_keys()
    {
        Go(31_415);
        Page.Key("ArrowRight");
        ShowsStep(31_416);
        Page.Key("ArrowLeft");
        Page.Key("ArrowLeft");
        ShowsStep(31_414);
        Page.Key("End");
        ShowsStep(100_000);
        Page.Key("Home");
        ShowsStep(0);
    }

    [Test]
    public static void It_plays_forwards_and_back()
    {
        Go(5000);
        Page.Click("[data-act=play]");
        Page.Until("Number(document.querySelector('.big').textContent.replace(/[S,]/g, '')) > 5010");
        Page.Click("[data-act=back]");
        Page.Until("Number(document.querySelector('.big').textContent.replace(/[S,]/g, '')) < 5005");
        Page.Click("[data-act=back]");
        ShowsStep(Step());
    }

    [Test]
    public static void A_condition_finds_the_step_at_which_it_first_holds()
    {
        ShowsStep(0);
        Page.Key("n");
        Page.Until("document.querySelector('.big').textContent === 'S161'");
        ShowsStep(161);
    }

    [Test]
    public static void A_weight_leads_to_its_formula_and_on_to_the_numbers_it_came_from()
    {
        Go(1);
        var shown = Shown("article", 1);
        Page.Click("[data-sel='layer0.weights[1,0]'] text");
        Page.Until("document.querySelector('[data-panel]')?.dataset.panel === 'layer0.weights[1,0]'");
        Assert.That(Page.Text("[data-exact=value]"), Is.EqualTo(Digits(shown.GetProperty("parameters").GetProperty("layer0.weights")[1][0])));
        Page.Until("[...document.querySelectorAll('.panel .links .link')].some(l => l.textContent === 'updates.layer0.weights[1,0]')");
        Page.Ask("[...document.querySelectorAll('.panel .links .link')].find(l => l.textContent === 'updates.layer0.weights[1,0]').click()");
        Page.Until("document.querySelector('[data-panel]').dataset.panel === 'updates.layer0.weights[1,0]'");
        Assert.Multiple(() =>
        {
            Assert.That(Page.Text("[data-exact=value]"), Is.EqualTo(Digits(shown.GetProperty("updates").GetProperty("layer0.weights")[1][0])));
            Assert.That(Page.Text(".panel"), Does.Contain(Digits(shown.GetProperty("gradients").GetProperty("layer0.weights")[1][0])));
        });
        Page.Key("Escape");
    }

    [TestCase("updates.layer0.weights[1,2]", 7, 7), TestCase("slots.v.layer1.bias[0]", 8, 7), TestCase("slots.t[0]", 8, 7)]
    public static void Any_optimizer_tells_its_arithmetic_as_show_does(string sel, long step, long made)
    {
        if (Ground.Run("runs").Out.Contains("clipped", StringComparison.Ordinal) is false)
            Assert.That(Ground.Run("train", "xor", "--optimizer", "adam", "--set", "clip.norm=0.05", "--steps", "20", "--as", "clipped").Error, Is.Empty);
        At($"#run=clipped&step={step}&view=network&sel={sel}");
        Page.Until("document.querySelectorAll('.told section').length === 2");
        var parameter = sel.Contains("layer", StringComparison.Ordinal) ? sel[sel.IndexOf("layer", StringComparison.Ordinal)..] : "layer0.weights[0,0]";
        var parts = Ground.Run("show", $"clipped@{made}", "--parameter", parameter, "--json").Json.GetProperty("parts").EnumerateArray().ToList();
        string[] said = [.. parts.SelectMany(p => p.GetProperty("lines").EnumerateArray()).Select(l => $"{l.GetProperty("name").GetString()}: {l.GetProperty("text").GetString()}")];
        Assert.That(said, Has.Length.EqualTo(9));
        Assert.Multiple(() =>
        {
            Assert.That(Page.Ask("[...document.querySelectorAll('.told-lines tr')].map(r => `${r.cells[0].textContent.trim()}: ${r.cells[1].textContent.replace(/\\s+/g, ' ').trim()}`)").EnumerateArray().Select(l => l.GetString()), Is.EqualTo(said));
            Assert.That(Page.Ask("document.querySelectorAll('.told-lines [aria-current]').length").GetInt32(), Is.EqualTo(1));
            Assert.That(Page.Text(".told-lines [aria-current]"), Does.EndWith(Page.Text("[data-exact=value]")));
        });

        Page.Ask("[...document.querySelectorAll('.told-lines .num')].find(n => n.title.startsWith('slots.m.')).click()");
        Page.Until("document.querySelector('[data-panel]').dataset.panel.startsWith('slots.m.')");
    }

    [Test]
    public static void The_loss_is_told_and_what_it_passes_back()
    {
        Assert.That(Ground.Run("train", "xor", "--loss", "huber", "--set", "network.layers[1].activation=tanh", "--steps", "5", "--as", "with-huber").Error, Is.Empty);
        var said = Ground.Run("show", "with-huber@2", "--parameter", "loss", "--json").Json;
        const string lines = "[...document.querySelectorAll('.told-lines tr')].map(r => `${r.cells[0].textContent.trim()}: ${r.cells[1].textContent.replace(/\\s+/g, ' ').trim()}`)";
        static string[] Lines(JsonElement told) => [.. told.EnumerateArray().Select(l => $"{l.GetProperty("name").GetString()}: {l.GetProperty("text").GetString()}")];

        At("#run=with-huber&step=2&view=network&sel=loss");
        Page.Until("document.querySelectorAll('.told-lines tr').length > 4");
        Assert.That(Page.Ask(lines).EnumerateArray().Select(l => l.GetString()), Is.EqualTo(Lines(said.GetProperty("parts")[0].GetProperty("lines"))));

        At("#run=with-huber&step=2&view=network&sel=layer1.delta[3,0]");
        Page.Until("document.querySelector('.told-lines tr')?.textContent.includes('passed back')");
        Assert.That(Page.Ask(lines).EnumerateArray().Select(l => l.GetString()), Is.EqualTo(Lines(said.GetProperty("passed")[3][0])));
    }

    [TestCase("tanh", "1 - (-A)² = S", "(e^Z - e^-Z) / (e^Z + e^-Z) = A")]
    [TestCase("leaky-relu", "1 where Z > 0, else slope = S", "Z where Z > 0, else slope × Z = A")]
    [TestCase("a * x + sin(x)", "the derivative of f at Z, by the chain rule = S", "0.5 × (Z) + sin(Z) = A")]
    [TestCase("softmax", "the slopes of the whole row, added up = S", "e^Z / (the sum of e^z over the row) = A")]
    public static void Every_activation_is_filled_in_with_its_own_arithmetic(string activation, string slope, string value)
    {
        var (name, said) = ($"filled-{activation.Length}", activation.Contains('x') && activation.Contains('*') ? $"{{\"formula\": \"{activation}\", \"a\": 0.5}}" : activation);
        Assert.That(Ground.Run("train", "xor", "--set", $"network.layers[0].activation={said}", "--steps", "3", "--as", name).Error, Is.Empty);
        var shown = Shown(name, 1).GetProperty("layers")[0];
        string At(string what) => Digits(shown.GetProperty(what)[1][2]);
        foreach (var (kind, template) in ((string, string)[])[("slope", slope), ("activations", value)])
        {
            BrowserTests.At($"#run={name}&step=1&view=network&sel=layer0.{kind}[1,2]");
            Page.Until($"document.querySelector('[data-panel]')?.dataset.panel === 'layer0.{kind}[1,2]'");
            var (z, a) = (At("preActivations"), At("activations"));
            var expected = template.Replace("e^-Z", $"e^{(z[0] == '-' ? z[1..] : "-" + z)}", StringComparison.Ordinal)
                .Replace("(-A)²", a[0] == '-' ? $"({a})²" : $"{a}²", StringComparison.Ordinal)
                .Replace("Z", z, StringComparison.Ordinal).Replace("= A", $"= {a}", StringComparison.Ordinal).Replace("= S", $"= {At("slope")}", StringComparison.Ordinal);
            Assert.That(Page.Text(".panel .line").ReplaceLineEndings(" "), Is.EqualTo(expected.Replace("0.5 × ", "0.5 * ", StringComparison.Ordinal)));
        }
    }

    [TestCase(0L), TestCase(161L), TestCase(77_777L), TestCase(100_000L)]
    public static void The_table_has_every_digit(long step)
    {
        Go(step);
        Page.Click("#tab-optimizer");
        Page.Until("document.querySelector('[data-table=optimizer] tbody tr')");
        ShowsStep(step);
        var shown = Shown("article", step);
        for (var i = 0; i < 3; i++)
        {
            var cells = Page.Ask($"[...document.querySelector(\"tr[data-parameter='layer0.weights[{i},0]']\").cells].slice(1).map(c => c.textContent.trim())");
            Assert.That(cells.EnumerateArray().Select(c => c.GetString()), Is.EqualTo(
                ((string[])["parameters", "gradients", "updates", "next"]).Select(part => shown.GetProperty(part) is { ValueKind: JsonValueKind.Object } there ? Digits(there.GetProperty("layer0.weights")[i][0]) : "–")));
        }
    }

    [Test]
    public static void Every_view_opens()
    {
        Go(1);
        foreach (var (view, sign) in ((string, string)[])[("hand", ".worked"), ("data", "table"), ("change", "form"), ("activations", ".curve .value"), ("runs", "tbody tr"), ("network", "svg .weight")])
        {
            Page.Click($"#tab-{view}");
            Page.Until($"document.querySelector('#view.{view} {sign}')");
            Assert.That(Page.Ask(Nameless).EnumerateArray().Select(n => n.GetString()), Is.Empty, view);
        }

        Page.Click("#tab-hand");
        Page.Until("document.querySelector('.worked').textContent.includes('sigmoid')");
        Assert.That(Page.Text(".worked").TrimEnd(), Is.EqualTo(Ground.Run("show", "article@1", "--row", "0").Out.TrimEnd()));
    }

    [Test]
    public static void A_fork_with_tanh_is_trained_beside_it_and_two_curves_are_seen()
    {
        Go(500);
        Page.Click("#tab-change");
        Page.Write("[name=activation0]", "tanh");
        Page.Click("form.form button.primary");
        Page.Until("document.querySelector('.legend')?.textContent.includes('they part at S501')");
        Assert.Multiple(() =>
        {
            Assert.That(Page.Ask("[...document.querySelectorAll('.legend .name')].map(n => n.textContent)").EnumerateArray().Select(n => n.GetString()), Is.EqualTo((string[])["article-at-500", "article"]));
            Assert.That(_visitor!.Drawn("--line", "--other"), Is.All.GreaterThan(100), "the fork's curve and the original's");
            Assert.That(Page.Text(".shape"), Does.Contain("tanh"));
            Assert.That(Ground.Run("runs").Out, Does.Contain("└ article-at-500"));
        });
    }

    /// <summary>The rows that were set aside have a line of their own, with exact numbers, and are told of in the Data view; where there are none, there is no line.</summary>
    [Test]
    public static void Test_rows_are_drawn_beside_and_told_of()
    {
        Ground.Run("train", "moons", "--as", "moons");
        Assert.That(Page.Ask("document.querySelectorAll('.legend').length").GetInt32(), Is.Zero);
        At("#run=moons&step=40&view=data");
        Page.Until("document.querySelector('.legend')?.textContent === 'training losstest loss'");
        Page.Until("document.querySelector('[data-exact=loss-test]') && document.querySelector('.scores caption').textContent === 'At S40'");
        var judged = Ground.Run("evaluate", "moons@40", "--json").Json;
        var (x, y, width) = Page.Place(".u-over");
        Page.Hover(x + width / 7, y);
        Page.Until("document.querySelector('.tip').textContent.includes('test')");
        var said = Page.Text(".tip").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var tried = said[^2].StartsWith('S') ? said[^2][1..] : said[0][1..];
        Assert.Multiple(() =>
        {
            Assert.That(_visitor!.Drawn("--line", "--test"), Is.All.GreaterThan(60));
            foreach (var set in (string[])["training", "test"])
            {
                Assert.That(Page.Text($"[data-exact=loss-{set}]"), Is.EqualTo(Digits(judged.GetProperty(set).GetProperty("loss"))));
                Assert.That(Page.Text($"[data-set={set}]"), Does.EndWith((100 * judged.GetProperty(set).GetProperty("accuracy").GetDouble()).ToString("0.0 '%'", System.Globalization.CultureInfo.InvariantCulture)));
            }

            Assert.That(said[^1], Is.EqualTo(Digits(Ground.Run("evaluate", $"moons@{tried}", "--json").Json.GetProperty("test").GetProperty("loss"))));
            Assert.That(said[1], Is.EqualTo("loss"));
            Assert.That(said[2], Is.EqualTo(Digits(Shown("moons", long.Parse(said[0][1..], System.Globalization.CultureInfo.InvariantCulture)).GetProperty("loss"))));
        });
    }

    [Test]
    public static void The_address_brings_everything_back()
    {
        At("#run=article&step=1&view=network&row=2&sel=layer0.delta[2,0]");
        Page.Until("document.querySelector('[data-panel]')?.dataset.panel === 'layer0.delta[2,0]'");
        Page.Reload();
        Page.Until("document.querySelector('[data-panel]')?.dataset.panel === 'layer0.delta[2,0]'");
        ShowsStep(1);
        Assert.That(Page.Text("[data-exact=value]"), Is.EqualTo(Digits(Shown("article", 1).GetProperty("layers")[0].GetProperty("delta")[2][0])));
    }

    [Test]
    public static void A_teachers_link_hides_what_changes_things()
    {
        At("#run=article&step=1&locked=1");
        Page.Until("document.querySelector('#tab-network')");
        ShowsStep(1);
        Assert.That(Page.Ask("document.querySelectorAll('#tab-change, #tab-runs').length").GetInt32(), Is.Zero);
    }

    /// <summary>What is behind it cannot be reached, by Tab or by the keys of time; closed, whoever opened it goes on where they were.</summary>
    [Test]
    public static void The_keys_are_listed_and_nothing_behind_the_list_moves()
    {
        Go(5);
        Page.Click("[aria-label='Keys (?)']");
        Page.Until("document.querySelector('dialog.help[open]') && document.activeElement.textContent === 'Close'");
        foreach (var key in (string[])["ArrowRight", "End", "3"])
            Page.Key(key);
        Assert.That(Page.Ask("document.elementFromPoint(20, 20).closest('dialog') !== null || document.elementFromPoint(20, 20) === document.documentElement").GetBoolean(), "nothing behind it is reached by the pointer");
        Page.Tell("Input.dispatchKeyEvent", new() { ["type"] = "keyDown", ["key"] = "Escape", ["windowsVirtualKeyCode"] = 27 });
        Page.Until("!document.querySelector('.help') && document.activeElement.getAttribute('aria-label') === 'Keys (?)'");
        ShowsStep(5);
        Assert.That(Page.Text("#view"), Does.Contain("Lines are weights"));
    }

    /// <summary>Narrow windows: the tab that is open and the panel of the number that was chosen come into sight.</summary>
    [Test]
    public static void On_a_telephone_what_was_chosen_is_seen()
    {
        At("#run=article&step=3&view=runs", 360, 740);
        Page.Until("(r => r.left >= 0 && r.right <= innerWidth)(document.querySelector('#tab-runs').getBoundingClientRect())");
        At("#run=article&step=3&view=optimizer", 360, 740);
        Page.Click("[data-parameter='layer0.weights[1,0]'] .num");
        Page.Until("document.querySelector('[data-panel=\"layer0.weights[1,0]\"]')?.getBoundingClientRect().top < innerHeight - 160");
        At("#run=article&step=3&view=network", 360, 740);
        Page.Until("(r => r.left >= 0 && r.right <= innerWidth)(document.querySelector('#tab-network').getBoundingClientRect())");
    }

    [TestCase(360, 740), TestCase(3840, 2160)]
    public static void It_fits_its_window(int width, int height)
    {
        At("#run=article&step=1&sel=gradients.layer0.weights[1,0]", width, height);
        Page.Until("document.querySelector('[data-panel]')");
        Assert.That(Page.Ask("document.documentElement.scrollWidth - document.documentElement.clientWidth").GetInt32(), Is.Zero);
    }

    private static void At(string hash, int width = 1280, int height = 1000) => _visitor!.At(hash, width, height);

    private static void Go(long step) => _visitor!.Go(step);

    private static void ShowsStep(long step) => _visitor!.ShowsStep(step);

    private static long Step() => long.Parse(Page.Text(".big").Replace("S", "").Replace(",", ""), System.Globalization.CultureInfo.InvariantCulture);

    private static JsonElement Shown(string run, long step) => _visitor!.Shown(run, step);

    private static string Digits(JsonElement number) => Visitor.Digits(number);
}
