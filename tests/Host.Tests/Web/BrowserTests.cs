using System.Text.Json;
using Functional.Tests;

namespace Functional.Host.Tests;

/// <summary>
/// The page in a real browser, used as a person uses it. What it shows at a step is what <c>show RUN@N --json</c> says, digit for digit.
/// Left out where no browser is installed.
/// </summary>
[NonParallelizable]
public static class BrowserTests
{
    private static readonly Playground Ground = new();
    private static Browser? _browser;
    private static Served? _served;

    /// <summary>What can be operated and has nothing to be called by.</summary>
    private const string Nameless = "[...document.querySelectorAll('button, input, select, textarea, canvas[role], svg[role], [role=button], [role=region]')].filter(e => !(e.getAttribute('aria-label') || e.tagName !== 'SELECT' && e.textContent.trim() || [...e.labels ?? []].some(l => l.textContent.trim()))).map(e => e.outerHTML.slice(0, 200))";

    private static Browser Page => _browser!;

    [OneTimeSetUp]
    public static void Open()
    {
        if (Browser.Find() is not { } path)
            Assert.Ignore("No Chromium is in PATH.");
        else
            _browser = Browser.Start(path);
        _served = new(Ground);
        Page.Go(_served.Url.ToString());
        Page.Until("document.querySelector('[data-exact=loss]')?.textContent.startsWith('0.')");
    }

    /// <summary>Every test begins where nobody has been yet.</summary>
    [SetUp]
    public static void Begin() => At("#run=article&step=0");

    [OneTimeTearDown]
    public static void Close()
    {
        _browser?.Dispose();
        _served?.Dispose();
        Ground.Dispose();
    }

    [TearDown]
    public static void Nothing_is_complained_about()
    {
        var complaints = Page.Complaints.ToArray();
        Page.Complaints.Clear();
        Assert.That(complaints, Is.Empty);
    }

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
            Assert.That(Drawn(), Is.All.GreaterThan(100), "the fork's curve and the original's");
            Assert.That(Page.Text(".shape"), Does.Contain("tanh"));
            Assert.That(Ground.Run("runs").Out, Does.Contain("└ article-at-500"));
        });
    }

    [Test]
    public static void The_address_brings_everything_back()
    {
        At("#run=article&step=1&view=network&row=2&sel=layer0.delta[2,0]");
        Page.Until("document.querySelector('[data-panel]')?.dataset.panel === 'layer0.delta[2,0]'");
        Page.Ask("location.reload()");
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

    [TestCase(360, 740), TestCase(3840, 2160)]
    public static void It_fits_its_window(int width, int height)
    {
        At("#run=article&step=1&sel=gradients.layer0.weights[1,0]", width, height);
        Page.Until("document.querySelector('[data-panel]')");
        Assert.That(Page.Ask("document.documentElement.scrollWidth - document.documentElement.clientWidth").GetInt32(), Is.Zero);
    }

    private static void At(string hash, int width = 1280, int height = 1000)
    {
        Page.Go($"{_served!.Origin}/{hash}", width, height);
        Page.Until("document.querySelector('[data-exact=loss]')?.textContent.startsWith('0.')");
    }

    private static void Go(long step)
    {
        Page.Ask("document.activeElement?.blur()");
        Page.Key("g", "g");
        Page.Until("document.activeElement.id === 'jump'");
        Page.Write("#jump", step.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Page.Key("Enter", "\r");
        ShowsStep(step);
    }

    /// <summary>How many points of the chart have the colour of the first curve, and of the second.</summary>
    private static int[] Drawn() => [.. Page.Ask("""
        (() => {
          const canvas = document.querySelector(".plot canvas"), { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return ["--line", "--other"].map(colour => {
            const wanted = getComputedStyle(document.documentElement).getPropertyValue(colour).trim(), [r, g, b] = [1, 3, 5].map(at => parseInt(wanted.slice(at, at + 2), 16));
            let found = 0;
            for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] > 200) found++;
            return found;
          });
        })()
        """).EnumerateArray().Select(n => n.GetInt32())];

    private static long Step() => long.Parse(Page.Text(".big").Replace("S", "").Replace(",", ""), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The step is named, and the loss beside it is its own.</summary>
    private static void ShowsStep(long step)
    {
        var loss = Digits(Shown("article", step).GetProperty("loss"));
        Page.Until($"document.querySelector('.big').textContent.replaceAll(',', '') === 'S{step}' && document.querySelector('[data-exact=loss]').textContent === '{loss}'");
    }

    private static JsonElement Shown(string run, long step) => JsonDocument.Parse(Ground.Run("show", $"{run}@{step}", "--json").Out).RootElement;

    /// <summary>A number as JSON has it: the digits themselves.</summary>
    private static string Digits(JsonElement number) => number.ValueKind == JsonValueKind.String ? number.GetString()! : number.GetRawText();
}
