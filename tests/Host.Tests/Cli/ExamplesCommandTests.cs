namespace Functional.Host.Tests;

/// <summary>The documents that come with the program, as somebody meets them at the command line.</summary>
public sealed class ExamplesCommandTests
{
    private Playground _playground = null!;

    [SetUp]
    public void Enter() => _playground = new();

    [TearDown]
    public void Leave() => _playground.Dispose();

    [Test]
    public void The_list_has_a_line_and_a_sentence_for_each()
    {
        var said = _playground.Run("examples");
        var lines = said.Out.Split('\n');
        Assert.That((said.Code, said.Error), Is.EqualTo((0, "")));
        Assert.That(lines[0], Is.EqualTo("example          network                         seconds  reaches"));
        Assert.That(lines[1..3], Is.EqualTo(new[]
        {
            "article          3-1 sigmoid                         0.3  100.0 % of 4 rows",
            "    The article's network: three inputs, one sigmoid unit, no bias, every state kept.",
        }));
        Assert.That(lines, Has.Length.EqualTo((2 * BuiltInDocuments.Names.Length) + 3));
        Assert.That(lines[^2], Is.EqualTo("Next: functional train NAME, or functional examples NAME > my.json for a document of your own"));
        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(100));
    }

    [Test]
    public void A_printed_document_trains_as_the_one_of_that_name_does()
    {
        _playground.Write("my.json", _playground.Run("examples", "iris").Out);
        var (own, named) = (_playground.Run("train", "my.json", "--as", "own", "--json"), _playground.Run("train", "iris", "--json"));
        Assert.That((own.Code, named.Code), Is.EqualTo((0, 0)), own.Error + named.Error);
        Assert.That(Last(own), Is.EqualTo(Last(named)));

        static string? Last(Said said) => said.Json.GetProperty("last").GetProperty("fingerprint").GetString();
    }

    [Test]
    public void A_program_gets_the_list_and_a_document_as_json()
    {
        var list = _playground.Run("examples", "--json").Json.GetProperty("examples");
        Assert.That(list.EnumerateArray().Select(e => e.GetProperty("name").GetString()), Is.EqualTo(BuiltInDocuments.Examples.Select(e => e.Name)));
        var iris = _playground.Run("examples", "iris", "--json").Json;
        Assert.Multiple(() =>
        {
            Assert.That(iris.GetProperty("network").GetString(), Is.EqualTo("4-8-3 tanh, identity"));
            Assert.That(iris.GetProperty("reaches").GetProperty("measure").GetString(), Is.EqualTo("accuracy"));
            Assert.That(iris.GetProperty("reaches").GetProperty("score").GetDouble(), Is.InRange(0.95, 1));
            Assert.That(iris.GetProperty("document").GetProperty("data").GetProperty("source").GetString(), Is.EqualTo("iris"));
        });
    }

    [TestCase("irs", "no example is called 'irs'", "Did you mean 'iris'?")]
    [TestCase("mnist", "no example is called 'mnist'", "Known: article, ")]
    [TestCase("", "no example is called ''", "Known: article, ")]
    public void A_slip_is_met_with_a_sentence(string name, string what, string hint)
    {
        var said = _playground.Run("examples", name);
        Assert.That((said.Code, said.Out), Is.EqualTo((2, "")));
        Assert.That(said.Errors, Has.Exactly(1).Contains(what).And.Contains(hint));
        Assert.That(Directory.EnumerateFileSystemEntries(_playground.Folder), Is.Empty);
    }
}
