using System.Globalization;

namespace Functional.Host.Tests;

/// <summary>The numbers of a report are those of <c>show</c>, to the last bit, whatever the network and the optimizer.</summary>
public sealed class ReportNumbersTests
{
    private readonly Playground _playground = new();

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [TestCase("article", 60, "article")]
    [TestCase("xor", 150, "xor")]
    [TestCase("article-3-layer", 60, "article-3-layer", "--steps", "300")]
    [TestCase("batches", 100, "xor", "--optimizer", "adam", "--lr", "0.05", "--steps", "90", "--set", "batch={\"size\":3,\"shuffle\":true,\"seed\":5}")]
    [TestCase("rows", 100, "xor", "--activation", "softmax", "--loss", "mse", "--optimizer", "lion", "--lr", "0.01", "--steps", "40")]
    public void Every_number_with_a_place_is_the_one_of_show(string name, int least, params string[] train)
    {
        Assert.That(_playground.Run(["train", .. train, "--as", name]).Code, Is.Zero);
        var numbers = Pages.Of(_playground, name).Numbers();
        Assert.That(numbers, Has.Count.GreaterThanOrEqualTo(least));
        foreach (var step in numbers.GroupBy(n => n.Step))
        {
            var shown = _playground.Run("show", $"{name}@{step.Key}", "--json").Json;
            foreach (var (_, at, value) in step)
                Assert.That(value, Is.EqualTo(Pages.At(shown, at)), $"{name}@{step.Key} {at}");
        }

        Assert.That(numbers.Select(n => n.At.TrimStart('-').Split('/')[1]), Is.SupersetOf(new[] { "parameters", "layers", "error", "loss", "sumAbsoluteError", "gradients", "updates", "next" }));
    }

    [Test]
    public void Any_small_run_has_a_page_that_is_well_formed_and_says_what_show_says()
    {
        foreach (var seed in Enumerable.Range(0, 12))
        {
            _playground.Write($"random-{seed}.json", Runs.Document(seed));
            Assert.That(_playground.Run("train", $"random-{seed}.json").Code, Is.Zero);
            var first = Pages.Of(_playground, $"random-{seed}").Numbers().Where(n => n.Step == 0).ToList();
            var shown = _playground.Run("show", $"random-{seed}@0", "--json").Json;
            Assert.That(first, Is.Not.Empty);
            Assert.That(first.Select(n => n.Value), Is.EqualTo(first.Select(n => Pages.At(shown, n.At))), $"seed {seed}");
        }
    }

    [Test]
    public void What_is_read_is_the_number_rounded()
    {
        Assert.That(_playground.Run("train", "xor", "--steps", "20", "--as", "rounded").Code, Is.Zero);
        foreach (var number in Pages.Of(_playground, "rounded").Named("data").Where(d => !d.Value.Contains('·') && !d.Value.Contains(',')))
        {
            var (read, exact) = (double.Parse(number.Value.Replace('−', '-'), CultureInfo.InvariantCulture), double.Parse(number.Attribute("value")!.Value, CultureInfo.InvariantCulture));
            Assert.That(read, Is.EqualTo(exact).Within(Math.Max(5.1e-4, 5.1e-6 * Math.Abs(exact))));
        }
    }
}
