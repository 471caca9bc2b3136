using Functional.Tests;

namespace Functional.Web.Tests;

/// <summary>What a person ends, writes wrong or leaves out, and what the page does then; in a real browser. Left out where no browser is installed.</summary>
[NonParallelizable]
public static class InterruptedTests
{
    private static Visitor? _visitor;

    private static Browser Page => _visitor!.Page;

    private static Playground Ground => _visitor!.Ground;

    [OneTimeSetUp]
    public static void Open() => _visitor = Visitor.Arrives();

    [OneTimeTearDown]
    public static void Close() => _visitor?.Dispose();

    [SetUp]
    public static void Begin() => _visitor!.At("#run=article&step=500&view=change");

    [TearDown]
    public static void Nothing_is_complained_about() => Assert.That(_visitor!.Complaints(), Is.Empty);

    /// <summary>The fork stays as far as it came: it is looked at, beside its parent, and says so.</summary>
    [Test]
    public static void A_training_is_stopped()
    {
        Page.Write("[name=activation0]", "tanh");
        Page.Write("[name=steps]", "300000000");
        Page.Click("form.form button.primary");
        Page.Until("Number(document.querySelector('.jobs progress')?.value) > 1000");
        Page.Until("document.querySelectorAll('.legend .name').length === 2");
        Page.Click(".jobs button");
        Page.Until("document.querySelector('.ending')?.textContent.startsWith('Interrupted, of S300,000,500 that were planned.')");
        Page.Until("document.querySelector('.legend')?.textContent.includes('they part at S501')");
        var last = Ground.Run("show", "article-at-500@last", "--json").Json.GetProperty("step").GetInt64();
        Assert.Multiple(() =>
        {
            Assert.That(last, Is.InRange(1500, 300_000_000));
            Assert.That(Page.Text(".of").Replace(",", ""), Is.EqualTo($" of {last}"));
            Assert.That(Page.Text(".ending"), Does.Contain("functional resume article-at-500 goes on"));
            Assert.That(Page.Ask("document.querySelector('.jobs').hidden").GetBoolean());
            Assert.That(_visitor!.Drawn("--line", "--other"), Is.All.GreaterThan(100), "the fork's curve and the original's");
        });
        Page.Key("End");
        _visitor!.ShowsStep(last, "article-at-500");
        Page.Click("#tab-runs");
        Page.Until("[...document.querySelectorAll('.runs tbody tr')].some(r => r.textContent.includes('article-at-500') && r.textContent.includes('interrupted'))");
    }

    /// <summary>The sentence of the command line is shown, nothing is begun, and what was written is still there to be mended.</summary>
    [TestCase("[name=activation0]", "tahn", "network.layers[0].activation: no activation is called 'tahn'. Did you mean 'tanh'?", "tanh")]
    [TestCase("[name=learningRate]", "1,5", "learningRate of sgd cannot be '1,5'", "1.5")]
    [TestCase("[name=rows]", "inputs[7,0] = 1", "data.inputs", "inputs[1,0] = 1")]
    [TestCase("[name=skip]", "600..", "600..", "600..610")]
    [TestCase("[name=drop]", "two", "whole number", "2")]
    [TestCase("[name=steps]", "many", "whole number", "20")]
    [TestCase("[name=name]", "article", "there is a run called 'article' already", "mended")]
    public static void What_is_written_wrong_is_said_and_can_be_mended(string field, string wrong, string sentence, string right)
    {
        if (field is "[name=steps]" or "[name=name]")
            Page.Write("[name=activation0]", "softsign");
        var before = Ground.Run("runs").Out;
        Page.Write(field, wrong);
        Page.Click("form.form button.primary");
        Page.Until("!document.querySelector('.problem').hidden");
        Assert.Multiple(() =>
        {
            Assert.That(Page.Text(".problem"), Does.Contain(sentence));
            Assert.That(Ground.Run("runs").Out, Is.EqualTo(before));
            Assert.That(Page.Ask($"document.querySelector('{field}').value").GetString(), Is.EqualTo(wrong));
            Assert.That(_visitor!.Complaints(), Has.One.Contains("400"), "the browser notes the refusal, and the page says no more");
        });
        Page.Click(".problem button");
        Page.Click(field);
        Page.Ask($"document.querySelector('{field}').select()");
        Page.Write(field, right, click: false);
        Page.Click("form.form button.primary");
        Page.Until("document.querySelectorAll('.legend .name').length === 2 && document.querySelector('.legend').textContent.includes('they part at')");
    }

    [TestCase("[name=drop]", "2", "S501", "--drop-row", "2")]
    [TestCase("[name=skip]", "600 .. 699", "S601", "--skip", "600..699")]
    public static void What_is_left_out_makes_a_second_curve_and_the_first_difference_is_named(string field, string written, string parting, params string[] typed)
    {
        Page.Write(field, written);
        Page.Click("form.form button.primary");
        Page.Until($"document.querySelector('.legend')?.textContent.includes('they part at {parting}')");
        var fork = Page.Text(".legend .name");
        Ground.Run(["fork", "article@500", .. typed, "--as", $"typed{parting}"]);
        Assert.Multiple(() =>
        {
            Assert.That(Page.Ask("document.querySelectorAll('.legend .name').length").GetInt32(), Is.EqualTo(2));
            Assert.That(_visitor!.Drawn("--line", "--other"), Is.All.GreaterThan(100));
            Assert.That(Fingerprint(fork), Is.EqualTo(Fingerprint($"typed{parting}")));
        });
        Page.Ask("[...document.querySelectorAll('.legend button')][0].click()");
        _visitor!.ShowsStep(int.Parse(parting.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture), fork);
    }

    /// <summary>Whoever ends the program and goes on in the page is told what to do, keeps the step that is there, and sees no other fault.</summary>
    [Test]
    public static void The_program_is_ended_while_the_page_is_open()
    {
        if (Visitor.Arrives() is not { } other)
            return;
        using (other)
        {
            other.At("#run=article&step=500&view=change");
            other.Page.Write("[name=activation0]", "tanh");
            other.Page.Write("[name=steps]", "300000000");
            other.Page.Click("form.form button.primary");
            other.Page.Until("Number(document.querySelector('.jobs progress')?.value) > 1000");
            Assert.That(other.Served.Interrupt(), Is.Not.EqualTo(-1));
            other.Page.Until("document.querySelector('.problem').textContent.includes('goes on with: functional resume article-at-500')");
            Assert.That(other.Page.Ask("document.querySelector('.jobs').hidden").GetBoolean());
            other.Page.Click(".problem button");
            other.Page.Click("#tab-network");
            foreach (var act in (string[])["document.querySelector('[aria-label^=\"Last step\"]').click()", "document.querySelector('#tab-hand').click()", "document.querySelector('#tab-runs').click()"])
            {
                other.Page.Ask(act);
                other.Page.Until("!document.querySelector('.problem').hidden");
                Assert.That(other.Page.Text(".problem"), Does.StartWith("The program does not answer. Is it still running? Start it again with: functional ui"));
                other.Page.Click(".problem button");
            }

            other.Page.Until("document.querySelector('.big').textContent === 'S500'");
            Assert.That(other.Page.Text("[data-exact=loss]"), Is.EqualTo(Visitor.Digits(other.Shown("article", 500).GetProperty("loss"))), "a step keeps its own numbers");
            Assert.That(other.Complaints(), Is.Not.Empty.And.All.Contains("\"source\":\"network\""), "what the browser itself says of a program that is gone");
            Assert.That(other.Ground.Run("resume", "article-at-500", "--steps", "10").Code, Is.Zero);
        }
    }

    private static string Fingerprint(string run) => Ground.Run("show", $"{run}@last", "--json").Json.GetProperty("fingerprint").GetString()!;
}
