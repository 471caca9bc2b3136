using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Functional.Web.Tests;

/// <summary>What can be said of the page's files without a browser: small, whole, from nowhere else, and nothing in them that its policy forbids.</summary>
public static partial class PageTests
{
    private const int Budget = 500_000;

    private static readonly string[] Names = [.. typeof(Assets).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("page/", StringComparison.Ordinal)).Select(n => n[5..])];

    private static string[] Own => [.. Names.Where(n => n.StartsWith("app/", StringComparison.Ordinal) && n.EndsWith(".js", StringComparison.Ordinal))];

    [Test]
    public static void All_of_it_is_smaller_than_half_a_megabyte()
    {
        var bytes = Names.Where(n => !n.EndsWith(".txt", StringComparison.Ordinal)).Sum(n => Assets.Find(n)?.Bytes.Length ?? Assets.Find("")!.Bytes.Length);
        Assert.That(bytes, Is.InRange(1, Budget));
    }

    [Test]
    public static void The_first_file_has_no_script_and_no_style_of_its_own()
    {
        var page = Text("");
        Assert.Multiple(() =>
        {
            Assert.That(Script().Matches(page).Select(m => m.Value), Is.All.Contain(" src=\"/app/"));
            Assert.That(Script().Matches(page), Is.Not.Empty);
            Assert.That(page, Does.Not.Contain("<style").And.Not.Contain(" style="));
            Assert.That(Handler().Matches(page), Is.Empty);
            Assert.That(page, Does.Contain("<html lang=\"en\">").And.Contain("name=\"viewport\"").And.Contain("<title>"));
            Assert.That(page, Does.Not.Contain("user-scalable=no").And.Not.Contain("maximum-scale"));
        });
    }

    [TestCaseSource(nameof(Own))]
    public static void Nothing_is_evaluated_and_nothing_becomes_markup(string name)
    {
        var script = Text(name);
        foreach (var forbidden in (string[])["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "dangerouslySetInnerHTML", "eval(", "new Function", "javascript:", "srcdoc", "debugger"])
            Assert.That(script, Does.Not.Contain(forbidden));
        // In a template an event is a function; an attribute with a text is what the policy forbids. Styles are classes.
        Assert.That(Handler().Matches(script), Is.Empty);
        Assert.That(script, Does.Not.Contain(" style=\""));
    }

    [TestCaseSource(nameof(Own))]
    public static void Every_import_is_a_file_of_ours(string name)
    {
        var imports = Import().Matches(Text(name)).Select(m => m.Groups[1].Value).ToArray();
        Assert.That(imports, Is.All.Match("^\\.\\.?/"));
        foreach (var import in imports)
            Assert.That(Names, Does.Contain(new Uri(new Uri($"http://page/{name}"), import).AbsolutePath[1..]), $"{name} imports {import}");
    }

    [Test]
    public static void Every_file_that_the_page_asks_for_is_there() =>
        Assert.That(Asked().Matches(Text("")).Select(m => m.Groups[1].Value), Is.SubsetOf(Names));

    [Test]
    public static void Nothing_is_asked_of_another_host()
    {
        foreach (var name in Own.Append("app/style.css").Append(""))
            Assert.That(Host().Matches(Text(name)), Is.Empty, name);
        Assert.That(Text("vendor/uPlot.css"), Does.Not.Contain("url("));
    }

    [Test]
    public static void Every_field_has_a_name_that_can_be_read_aloud()
    {
        foreach (var name in Own)
            foreach (var field in Field().Matches(Text(name)).Cast<Match>())
            {
                var before = Text(name)[..field.Index];
                var wrapped = before.LastIndexOf("<label", StringComparison.Ordinal) > before.LastIndexOf("</label>", StringComparison.Ordinal);
                var id = Id().Match(field.Value) is { Success: true } m ? m.Groups[1].Value : null;
                // A choice of plugins is put into a label by those who use it.
                var chosen = name == "app/names.js";
                Assert.That(chosen || wrapped || field.Value.Contains("aria-label") || id is not null && Text(name).Contains($"for=\"{id}\""), Is.True, $"{name}: {field.Value}");
            }
    }

    [Test]
    public static void An_id_is_given_once()
    {
        var ids = Own.Append("").SelectMany(name => Id().Matches(Text(name)).Select(m => m.Groups[1].Value)).ToArray();
        Assert.That(ids, Is.Unique);
        Assert.That(ids, Does.Contain("step").And.Contain("view"));
    }

    [Test]
    public static void What_comes_from_elsewhere_is_what_the_readme_says()
    {
        var told = Sum().Matches(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Web", "vendor.md"))).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var there = Names.Where(n => n.StartsWith("vendor/", StringComparison.Ordinal) && !n.EndsWith(".txt", StringComparison.Ordinal)).ToDictionary(n => n[7..], n => Convert.ToHexStringLower(SHA256.HashData(Assets.Find(n)!.Bytes)));
        Assert.That(there, Is.Not.Empty.And.EquivalentTo(told));
        foreach (var licence in (string[])["preact", "htm", "uPlot"])
            Assert.That(Text($"vendor/{licence}.LICENSE.txt"), Does.Contain("Permission is hereby granted").Or.Contain("Apache License"));
    }

    /// <summary>Text on paper and on cards, in light and dark, has the contrast of WCAG 2.2, AA: 4.5 to 1.</summary>
    [Test]
    public static void Text_can_be_read_in_light_and_in_dark()
    {
        var themes = Theme().Matches(Text("app/style.css")).Select(theme => Colour().Matches(theme.Value).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value)).Where(t => t.Count > 5).ToArray();
        Assert.That(themes, Has.Length.EqualTo(2));
        foreach (var theme in themes)
            foreach (var (ink, paper) in ((string, string)[])[("ink", "paper"), ("ink", "card"), ("soft", "card"), ("quiet", "paper"), ("quiet", "card"), ("line", "card"), ("line", "wash"), ("mark", "card"), ("test", "card"), ("on", "line"), ("on", "mark")])
                Assert.That(Contrast(theme[ink], theme[paper]), Is.GreaterThanOrEqualTo(4.5), $"{ink} {theme[ink]} on {paper} {theme[paper]}");
    }

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Part(int at) => Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        return 0.2126 * Part(1) + 0.7152 * Part(3) + 0.0722 * Part(5);
    }

    private static string Text(string name) => Encoding.UTF8.GetString(Assets.Find(name)!.Bytes);

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex("\\son[a-z]+=[\"']", RegexOptions.IgnoreCase)]
    private static partial Regex Handler();

    [GeneratedRegex("from \"([^\"]+)\"")]
    private static partial Regex Import();

    [GeneratedRegex("(?:href|src)=\"/([^\"]+)\"")]
    private static partial Regex Asked();

    [GeneratedRegex("(?:https?:|wss?:)?//[a-z0-9-]+\\.[a-z]{2,}|@import", RegexOptions.IgnoreCase)]
    private static partial Regex Host();

    [GeneratedRegex("<(?:input|select|textarea)\\b(?:=>|[^>])*>")]
    private static partial Regex Field();

    [GeneratedRegex("\\sid=\"([^\"$]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("^\\| `([^`]+)` .*`([0-9a-f]{64})` \\|", RegexOptions.Multiline)]
    private static partial Regex Sum();

    [GeneratedRegex(":root[^{]*\\{[^}]*\\}")]
    private static partial Regex Theme();

    [GeneratedRegex("--([a-z]+): (#[0-9a-f]{6});")]
    private static partial Regex Colour();
}
