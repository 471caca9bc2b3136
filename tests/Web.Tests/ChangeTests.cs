using System.Text.Json;
using Functional.Tests;

namespace Functional.Web.Tests;

/// <summary>Change something, in a real browser: what is written there is what the command line would have been told. Left out where no browser is installed.</summary>
[NonParallelizable]
public static class ChangeTests
{
    private static Visitor? _visitor;

    private static Browser Page => _visitor!.Page;

    private static Playground Ground => _visitor!.Ground;

    [OneTimeSetUp]
    public static void Open() => _visitor = Visitor.Arrives();

    [SetUp]
    public static void Begin() => _visitor!.At("#run=article&step=0");

    [OneTimeTearDown]
    public static void Close() => _visitor?.Dispose();

    [TearDown]
    public static void Nothing_is_complained_about() => Assert.That(_visitor!.Complaints(), Is.Empty);

    /// <summary>The fork begins with the recorded state in which that one weight is another.</summary>
    [Test]
    public static void A_weight_gets_another_value_in_its_panel()
    {
        Look("#run=article&step=300&sel=layer0.weights[1,0]");
        Page.Write("[name=another]", "0.5");
        Page.Key("Enter", "\r");
        Parted("article-at-300", "S300");
        var (before, after) = (_visitor!.Shown("article", 300).GetProperty("parameters"), _visitor.Shown("article-at-300", 300).GetProperty("parameters"));
        Assert.Multiple(() =>
        {
            Assert.That(Page.Text("[data-exact=value]"), Is.EqualTo("0.5"));
            Assert.That(Weights(after), Is.EqualTo((double[])[Weights(before)[0], 0.5, Weights(before)[2]]));
            Assert.That(Changes("article-at-300"), Is.EqualTo((string[])["layer0.weights[1,0] = 0.5"]));
        });
    }

    /// <summary>Several at once, written as somebody writes them.</summary>
    [Test]
    public static void Weights_get_other_values_by_the_form()
    {
        _visitor!.At("#run=article&step=400&view=change");
        Page.Write("[name=edit]", "layer0.weights[0,0]= 1,  layer0.weights[ 2, 0 ] =−0.25");
        Page.Click("form.form button.primary");
        Parted("article-at-400", "S400");
        Assert.Multiple(() =>
        {
            Assert.That(Weights(_visitor.Shown("article-at-400", 400).GetProperty("parameters")), Is.EqualTo((double[])[1, Weights(_visitor.Shown("article", 400).GetProperty("parameters"))[1], -0.25]));
            Assert.That(Changes("article-at-400"), Is.EqualTo((string[])["layer0.weights[0,0] = 1", "layer0.weights[2,0] = -0.25"]));
        });
    }

    /// <summary>Row 2 is 1 0 1; with 1 0.5 1 in its place the fork is the one that the command line makes.</summary>
    [Test]
    public static void A_number_of_a_row_gets_another_value_in_its_panel()
    {
        Look("#run=article&step=500&row=2&sel=inputs[2,1]");
        Page.Write("[name=another]", "0.5");
        Page.Click(".another button.primary");
        Parted("article-at-500", "S501");
        Ground.Run("fork", "article@500", "--set", "data.inputs[2][1]=0.5", "--as", "typed");
        Assert.Multiple(() =>
        {
            Assert.That(Page.Text("[data-exact=value]"), Is.EqualTo("0.5"));
            Assert.That(_visitor!.Shown("article-at-500", 100_000).GetProperty("fingerprint").GetString(), Is.EqualTo(_visitor.Shown("typed", 100_000).GetProperty("fingerprint").GetString()));
        });
    }

    [Test]
    public static void A_panel_leads_to_the_form_with_the_number_filled_in()
    {
        Look("#run=article&step=600&row=3&sel=targets[3,0]");
        Page.Write("[name=another]", "0.75");
        Page.Click(".another button[type=button]");
        Page.Until("document.querySelector('[name=rows]')?.value === 'targets[3,0] = 0.75' && document.activeElement.name === 'rows'");
        Page.Write("[name=learningRate]", "0.5");
        Page.Click("#tab-network");
        Page.Until("document.querySelector('.picture')");
        Page.Click("#tab-change");
        Page.Write("[name=steps]", "50");
        Page.Click("form.form button.primary");
        Parted("article-at-600", "S601");
        Assert.That(Ground.Run("fork", "article@600", "--set", "data.targets[3][0]=0.75", "--set", "optimizer.learningRate=0.5", "--steps", "50", "--as", "typed-too", "--json").Json.GetProperty("last").GetProperty("fingerprint").GetString(),
            Is.EqualTo(_visitor!.Shown("article-at-600", 650).GetProperty("fingerprint").GetString()));
    }

    /// <summary>A number in the table of all rows leads to the form, and is written there as it stands; another one beside it comes below.</summary>
    [Test]
    public static void A_number_of_the_table_is_written_into_the_form()
    {
        _visitor!.At("#run=article&step=700&view=data");
        foreach (var (cell, written) in ((string, string)[])[("tr:nth-child(4) td:nth-child(2) .num", "inputs[3,0] = 1"), ("tr:nth-child(2) td:nth-child(5) .num", "inputs[3,0] = 1\\ntargets[1,0] = 0")])
        {
            Page.Until("document.querySelector('.scores table')");
            Page.Click($"#view.data .numbers tbody {cell}");
            Page.Until($"document.querySelector('[name=rows]')?.value === '{written}' && document.activeElement.name === 'rows'");
            Page.Click("#tab-data");
        }

        _visitor.At("#run=article&step=700&view=data&locked=1");
        Page.Until("document.querySelector('#view.data .numbers tbody td')");
        Assert.That(Page.Ask("document.querySelectorAll('#view.data .numbers .num').length").GetInt32(), Is.Zero);
    }

    /// <summary>A feature, a scaled number, the last state, a teacher's link: nothing is offered that would mean something else, or nothing.</summary>
    [Test]
    public static void Another_value_is_offered_where_it_means_what_is_shown()
    {
        Ground.Run("train", "spiral", "--steps", "20", "--as", "spiral");
        Ground.Run("train", "wine", "--steps", "20", "--as", "wine");
        Ground.Run("train", "iris", "--steps", "20", "--as", "iris");
        Ground.Run("train", "moons", "--steps", "20", "--as", "moons");
        Assert.Multiple(() =>
        {
            foreach (var (at, offered) in ((string, bool)[])[("run=spiral&step=3&sel=inputs[0,1]", false), ("run=wine&step=3&sel=inputs[0,1]", false), ("run=iris&step=3&sel=inputs[0,1]", true), ("run=moons&step=3&sel=inputs[0,1]", true),
                ("run=iris&step=3&sel=layer0.bias[1]", true), ("run=iris&step=3&sel=gradients.layer0.bias[1]", false), ("run=iris&step=3&sel=loss", false), ("run=moons&step=20&sel=layer0.bias[1]", false), ("run=moons&step=3&locked=1&sel=layer0.bias[1]", false)])
            {
                Look($"#{at}");
                Assert.That(Page.Ask("document.querySelectorAll('[name=another]').length").GetInt32(), Is.EqualTo(offered ? 1 : 0), at);
            }
        });
    }

    /// <summary>Rows of a batch are other rows than those of the data; what is changed is the one that is looked at.</summary>
    [Test]
    public static void A_row_of_a_batch_is_found_in_the_data()
    {
        Ground.Run("train", Ground.Write("batches.json", """{ "name": "batches", "data": { "inputs": [[0, 0], [0, 1], [1, 0], [1, 1], [2, 5]], "targets": [[0], [1], [1], [0], [0]] }, "network": { "layers": [ { "units": 1, "activation": "sigmoid" } ] }, "batch": { "size": 2, "shuffle": true }, "loss": "half-sse", "optimizer": "sgd", "initial": { "scheme": "glorot-uniform", "seed": 1 }, "steps": 40 }"""));
        var step = Enumerable.Range(0, 30).First(s => _visitor!.Shown("batches", s).GetProperty("rows").EnumerateArray().Select(r => r.GetInt32()).ElementAtOrDefault(1) == 4);
        Look($"#run=batches&step={step}&row=1&sel=inputs[1,1]");
        Assert.That(Page.Text("[data-exact=value]"), Is.EqualTo("5"));
        Page.Write("[name=another]", "7");
        Page.Key("Enter", "\r");
        Parted($"batches-at-{step}", $"S{step + 1}");
        Assert.That(Changes($"batches-at-{step}"), Has.One.Contains("data.inputs[4][1]"));
    }

    private static void Look(string hash)
    {
        _visitor!.At(hash);
        Page.Until("document.querySelector('[data-panel] [data-exact=value]')");
    }

    /// <summary>The fork is looked at, beside its parent, and they are said to part here.</summary>
    private static void Parted(string fork, string step) =>
        Page.Until($"document.querySelector('.legend .name')?.textContent === '{fork}' && document.querySelector('.legend').textContent.includes('they part at {step}')");

    private static double[] Weights(JsonElement parameters) => [.. parameters.GetProperty("layer0.weights").EnumerateArray().Select(row => row[0].GetDouble())];

    private static string[] Changes(string run) =>
        [.. Ground.Run("runs", "--json").Json.GetProperty("runs").EnumerateArray().First(r => r.GetProperty("run").GetString() == run).GetProperty("changes").EnumerateArray().Select(c => c.GetString()!)];
}
