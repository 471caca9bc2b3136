using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Functional.Host.Tests;

/// <summary>The page of a run: that it tells the article's story, needs nothing but itself, stays a page, and says what went otherwise.</summary>
public sealed partial class ReportTests
{
    private readonly Playground _playground = new();
    private XDocument _article = null!;

    [OneTimeSetUp]
    public void Tell()
    {
        Assert.That(_playground.Run("train", "article").Code, Is.Zero);
        _article = Pages.Of(_playground, "article");
    }

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [Test]
    public void The_command_says_where_the_page_is()
    {
        var said = _playground.Run("report", "article", "-o", "story.html");
        Assert.That((said.Code, said.Error), Is.EqualTo((0, "")));
        Assert.That(said.Out, Does.Match($@"^article: the article of this run, in {Regex.Escape(Path.Combine(_playground.Folder, "story.html"))} \(\d+ kB\)\n$"));
        var json = _playground.Run("report", "article", "-o", "story.html", "--json").Json;
        Assert.That(json.EnumerateObject().Select(m => m.Name), Is.EqualTo(new[] { "run", "file", "bytes" }));
        Assert.That(json.GetProperty("bytes").GetInt64(), Is.EqualTo(new FileInfo(json.GetProperty("file").GetString()!).Length));
    }

    [Test]
    public void The_same_run_gives_the_same_page()
    {
        Assert.That(_playground.Run("report", "article", "-o", "one.html").Code + _playground.Run("report", "article", "-o", "two.html").Code, Is.Zero);
        Assert.That(File.ReadAllBytes(Path.Combine(_playground.Folder, "two.html")), Is.EqualTo(File.ReadAllBytes(Path.Combine(_playground.Folder, "one.html"))));
    }

    [TestCase("data", "The article's four rows")]
    [TestCase("beginning", "0.39293837")]
    [TestCase("first", "dot(0 × 0.393) + (0 × −0.428) + (1 × −0.546)−0.546")]
    [TestCase("first", "sigmoid1 / 1 + e0.5460.367")]
    [TestCase("first", "error0 − 0.367−0.367")]
    [TestCase("first", "slope0.367 × (1 − 0.367)0.232")]
    [TestCase("first", "delta−0.367 × 0.232−0.085")]
    [TestCase("first", "−0.33473064")]
    [TestCase("second", "0−0.4050.400−0.4000.240−0.096")]
    [TestCase("error", "25 of 100, 111 of 1,000, 468 of 10,000, 2,051 of 100,000")]
    [TestCase("error", "100,0001.26307·10−50.00994974")]
    [TestCase("error", "elbow at step 2,051")]
    [TestCase("weights", "layer0.weights[2,0]")]
    [TestCase("ending", "12.00871622")]
    [TestCase("ending", "4 of 4 rows")]
    [TestCase("account", "−10.121")]
    [TestCase("again", "666192edda694907ab2a9baf6cd14720")]
    [TestCase("again", "functional replay article")]
    public void The_page_of_the_article_tells(string section, string words) =>
        Assert.That(Squeezed(_article.Section(section)), Does.Contain(Squeezed(words)));

    [Test]
    public void A_page_needs_nothing_but_itself()
    {
        string[] active = ["script", "link", "iframe", "object", "embed", "img", "form", "base", "audio", "video"];
        Assert.That(_article.Descendants().Select(e => e.Name.LocalName), Has.None.AnyOf(active));
        Assert.That(_article.Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal)), Is.Empty);
        var text = File.ReadAllText(Path.Combine(_playground.Folder, "page.html"));
        Assert.That(Address().Matches(text).Select(m => m.Value).Distinct(), Is.EqualTo(new[] { "http://www.w3.org/2000/svg" }), "the name of SVG, which nobody fetches");
        Assert.That(text, Does.Not.Contain("@import").And.Not.Contain("@font-face"));
        Assert.That(_article.Named("style").Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_page_can_be_walked_by_those_who_do_not_see_it()
    {
        Assert.That(_article.Root!.Attribute("lang")!.Value, Is.EqualTo("en"));
        Assert.That(_article.Named("h1").Count(), Is.EqualTo(1));
        Assert.That(_article.Named("th").Select(th => (string?)th.Attribute("scope")), Has.All.AnyOf("row", "col", "rowgroup"));
        Assert.That(_article.Named("svg").Select(svg => (string?)svg.Attribute("role")), Has.All.EqualTo("img"));
        Assert.That(_article.Named("figure").Select(f => f.Elements().Count(e => e.Name.LocalName == "figcaption")), Has.All.EqualTo(1));
        var ids = _article.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.That(ids, Is.Unique);
        Assert.That(_article.Descendants().Attributes("aria-labelledby").SelectMany(a => a.Value.Split(' ')), Is.SubsetOf(ids));
    }

    [TestCase("nowhere/page.html", "its folder does not exist")]
    [TestCase(".", "is a folder")]
    public void A_page_that_could_not_be_written_is_refused(string file, string why)
    {
        var said = _playground.Run("report", "article", "-o", file);
        Assert.That((said.Code, said.Errors.Single()), Is.EqualTo(((int)ExitCode.Usage, said.Errors[0])));
        Assert.That(said.Error, Does.Contain(why));
    }

    [Test]
    public void A_run_that_is_not_there_leaves_no_page()
    {
        Assert.That(_playground.Run("report", "nobody", "-o", "nobody.html").Code, Is.EqualTo((int)ExitCode.RunFile));
        Assert.That(File.Exists(Path.Combine(_playground.Folder, "nobody.html")), Is.False);
    }

    private static string Squeezed(string text) => Spaces().Replace(text, "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("(?:https?:)?//[a-z][^\"'<> )]*")]
    private static partial Regex Address();
}
