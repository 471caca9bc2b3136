using System.Reflection;
using System.Text.RegularExpressions;
using Functional.Core;

namespace Functional.Laws.Tests;

/// <summary>The README lists every law as the code states it, and its code does what it says.</summary>
[TestFixture]
internal sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Root, "src", "Plugins", "Laws", "README.md")).ReplaceLineEndings("\n");

    private static string Root => typeof(ReadmeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    [Test]
    public void It_lists_every_law_with_its_statement()
    {
        var expected = $"""
            {List("An activation", Lawbook.Activations)}
            {List("A loss", Lawbook.Losses)}
            {List("An optimizer", Lawbook.Optimizers)}
            {List("A schedule", Lawbook.Schedules)}
            {List("An initializer", Lawbook.Initializers)}
            {List("A whole step", Lawbook.Steps)}
            """.ReplaceLineEndings("\n").Trim();
        Assert.That(Listed().Match(Readme).Groups[1].Value.Trim(), Is.EqualTo(expected));
    }

    [Test]
    public void Its_test_and_its_law_are_those_that_run_here()
    {
        var here = Compact(File.ReadAllText(Path.Combine(Root, "tests", "Laws.Tests", "SnakeTests.cs")));
        var shown = Code().Matches(Readme).Select(m => m.Groups[1].Value).Where(code => code.StartsWith("[TestFixture]", StringComparison.Ordinal) || code.StartsWith("var odd", StringComparison.Ordinal)).ToList();
        Assert.That(shown, Has.Count.EqualTo(2));
        foreach (var code in shown)
            Assert.That(here, Does.Contain(Compact(code).TrimEnd('}')));

        static string Compact(string code) => string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
    }

    [Test]
    public void Its_refutation_is_one_that_happens()
    {
        var law = Lawbook.Activations.Single(l => l.Name == "slope-of-forward");
        var verdict = law.Try(Straight);
        Assert.That(Readme, Does.Contain($"```text\n{verdict}\n```"));
        Assert.That(Readme, Does.Contain($"law.Refute(() => new Snake(), \"{verdict.Seed}\");"));
        Assert.That(law.Refute(Straight, verdict.Seed!), Is.EqualTo(verdict.Counterexample));

        static IActivation Straight() => new FakeActivation { Back = (_, _, gradients, result) => gradients.CopyTo(result) };
    }

    private static string List<T>(string what, IReadOnlyList<Law<T>> laws) =>
        $"**{what}**\n\n| law | what always holds |\n|---|---|\n" + string.Concat(laws.Select(l => $"| `{l.Name}`{(l.Essential ? " ●" : "")} | {l.Statement} |\n"));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("<!-- laws -->\n(.*)<!-- /laws -->", RegexOptions.Singleline)]
    private static partial Regex Listed();
}
