using Deque.AxeCore.Commons;
using Functional.Tests;

namespace Functional.Web.Tests;

/// <summary>
/// The page as axe-core sees it: every rule of WCAG 2.2 A and AA that a program can try, and what axe holds to be good practice. Each view, in
/// light and in dark, wide and narrow. Left out where no browser is installed.
/// </summary>
[NonParallelizable]
public static class AccessibilityTests
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly string[] Views = ["network", "hand", "data", "optimizer", "change", "activations", "runs"];

    private static Visitor? _visitor;

    private static Browser Page => _visitor!.Page;

    [OneTimeSetUp]
    public static void Open() => _visitor = Visitor.Arrives(ground =>
    {
        ground.Run("train", "article", "--as", "article");
        ground.Run("train", "moons", "--as", "moons");
        ground.Run("train", "digits", "--steps", "40", "--as", "digits");
        ground.Run("fork", "article@500", "--set", "network.layers[0].activation=tanh", "--as", "with-tanh");
        ground.Run("fork", "article@500", "--set", "network.layers[0].activation=identity", "--set", "optimizer.learningRate=100", "--as", "too-fast");
    });

    [OneTimeTearDown]
    public static void Close() => _visitor?.Dispose();

    [TearDown]
    public static void Nothing_is_complained_about() => Assert.That(_visitor!.Complaints(), Is.Empty);

    [Test]
    public static void Nobody_is_kept_out_of_a_view([ValueSource(nameof(Views))] string view, [Values("light", "dark")] string theme, [Values(1280, 360)] int width)
    {
        At($"#run=article&step=300&view={view}", theme, width);
        Page.Until($"document.querySelector('#view.{view} {(view is "hand" ? ".worked" : view is "network" ? "svg .weight" : view is "activations" ? ".activation .value" : "table tbody tr, form")}')");
        Fine();
    }

    /// <summary>A number explained, a picture of a plane, large layers, slow motion, two curves, a run that went wrong, a teacher's link.</summary>
    [TestCase("#run=article&step=300&sel=layer0.weights[1,0]", "[data-panel] .another")]
    [TestCase("#run=article&step=300&sel=gradients.layer0.weights[1,0]", "[data-panel] .terms")]
    [TestCase("#run=article&step=300&view=optimizer&sel=updates.layer0.weights[1,0]", "[data-panel]")]
    [TestCase("#run=moons&step=30&view=data", ".legend .line2")]
    [TestCase("#run=moons&step=30&row=3&sel=layer1.preActivations[3,0]", "[data-panel] .terms")]
    [TestCase("#run=digits&step=30", ".heats canvas")]
    [TestCase("#run=digits&step=30&view=optimizer", ".numbers tbody tr")]
    [TestCase("#run=article&step=300&phase=3", ".phases")]
    [TestCase("#run=with-tanh&step=700&with=article", ".legend .line1")]
    [TestCase("#run=too-fast&step=500", ".ending")]
    [TestCase("#run=article&step=300&locked=1", "svg .weight")]
    [TestCase("#run=article&step=100000&sel=layer0.weights[1,0]", "[data-panel]")]
    public static void Nobody_is_kept_out_of_what_can_be_opened(string hash, string sign)
    {
        foreach (var (theme, width) in ((string, int)[])[("light", 1280), ("dark", 360)])
        {
            At(hash, theme, width);
            Page.Until($"document.querySelector(\"{sign}\")");
            Fine();
        }
    }

    [TestCase("light"), TestCase("dark")]
    public static void Nobody_is_kept_out_of_the_keys_a_problem_or_an_answer(string theme)
    {
        At("#run=article&step=300&sel=layer0.weights[1,0]", theme, 1280);
        Page.Key("?", "?");
        Page.Until("document.querySelector('.help')");
        Fine();
        Page.Key("Escape");
        Page.Until("!document.querySelector('.help')");
        Page.Ask("document.querySelector('.panel .account button, .panel > button.small').click()");
        Page.Until("document.querySelector('.account tbody tr')");
        Page.Click("#tab-change");
        Page.Write("[name=activation0]", "tahn");
        Page.Click("form.form button.primary");
        Page.Until("!document.querySelector('.problem').hidden");
        _visitor!.Complaints();
        Fine();
        Page.Click(".problem button");
        Page.Click("#tab-network");
        Page.Until("document.querySelector('.account, .panel button.small')");
        Fine();
    }

    /// <summary>That axe runs at all in this page, and would say something.</summary>
    [Test]
    public static void What_keeps_somebody_out_is_found()
    {
        At("#run=article&step=300&view=runs", "light", 1280);
        Page.Ask("document.querySelector('#page').append(Object.assign(document.createElement('input'), { id: 'nameless' }))");
        Assert.That(Violations(), Has.Some.StartsWith("label (critical): #nameless"));
    }

    private static void At(string hash, string theme, int width)
    {
        Page.Tell("Emulation.setEmulatedMedia", new() { ["features"] = new[] { new Dictionary<string, string> { ["name"] = "prefers-color-scheme", ["value"] = theme } } });
        _visitor!.At(hash, width, 1000);
        Page.Until($"document.documentElement.dataset.theme === '{theme}'");
    }

    private static void Fine() => Assert.That(Violations(), Is.Empty);

    /// <summary>Each as <c>rule (impact): element   its markup</c>. The script is put into the page as a debugger puts it, past the policy of the page.</summary>
    private static string[] Violations()
    {
        Page.Ask($"void (window.axe || (() => {{ {Axe} }})())");
        return [.. Page.Ask("""
            axe.run(document, { resultTypes: ["violations"], runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } })
              .then(({ violations }) => violations.flatMap(rule => rule.nodes.map(node => `${rule.id} (${rule.impact}): ${node.target.join(" ")}   ${node.html.slice(0, 160)}   ${node.any.concat(node.all, node.none).map(why => why.message).join("; ").slice(0, 200)}`)))
            """).EnumerateArray().Select(v => v.GetString()!)];
    }
}
