using System.Security.Cryptography;
using Functional.Core;

namespace Functional.Host.Tests;

/// <summary>Sets that are what they are: four rows by hand, and what others measured, beside numbers that Python read from the same CSV files.</summary>
public static class FixedSetTests
{
    /// <summary>SHA-256 over all numbers as little-endian doubles, row by row, the class last; the sum of all inputs, exactly rounded.</summary>
    [TestCase("iris", 150, 4, "6e592aace77bce225cd6af938de731a5798c8c30ee9cc5f1cd6abdea81e3bb25", 2078.7, "50 50 50")]
    [TestCase("wine", 178, 13, "b6ff7c6847be41ee158bdf2267e98a97e1d240566564154aba1c0cc61f551fc3", 159975.295999, "59 71 48")]
    [TestCase("digits", 1797, 64, "30aa855cd90427ff3c4996b3f40109597c57049f8a038cc52db1efeac8ad2e26", 561718, "178 182 177 183 181 182 181 179 174 180")]
    [TestCase("breast-cancer", 569, 30, "54cbf95e148c6eed11e8b2ac1637b5f44a8053293412279de71c47b345e9eb50", 1056474.4596356, "212 357")]
    public static void A_measured_set_has_every_number_of_its_file(string name, int rows, int inputs, string sha256, double sum, string counts)
    {
        var set = Made.Of(name);
        var numbers = Enumerable.Range(0, rows).SelectMany(i => set.Inputs[i].Append(set.Targets[i])).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That((set.Raw.Rows, set.Inputs.Length, set.Raw.InputNames.Length), Is.EqualTo((rows, rows, inputs)));
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(Reals.BytesOf(numbers))), Is.EqualTo(sha256));
            Assert.That(set.Inputs.Sum(row => row.Sum()), Is.EqualTo(sum).Within(1e-12 * sum * rows), "added up row by row");
            Assert.That(string.Join(' ', set.Targets.CountBy(y => y).OrderBy(c => c.Key).Select(c => c.Value)), Is.EqualTo(counts));
            Assert.That(set.Raw.InputNames.Distinct().Count(), Is.EqualTo(inputs), "each name once");
            Assert.That(set.Raw.Origin, Is.EqualTo(name));
        });
    }

    [TestCase("iris", "setosa versicolor virginica", "sepal_length_cm", "petal_width_cm")]
    [TestCase("wine", "class_0 class_1 class_2", "alcohol", "proline")]
    [TestCase("digits", "0 1 2 3 4 5 6 7 8 9", "pixel_0_0", "pixel_7_7")]
    [TestCase("breast-cancer", "malignant benign", "mean_radius", "worst_fractal_dimension")]
    public static void Columns_and_classes_have_their_names(string name, string classes, string first, string last)
    {
        var raw = Made.Of(name).Raw;
        Assert.That((string.Join(' ', raw.Classes), raw.InputNames[0], raw.InputNames[^1]), Is.EqualTo((classes, first, last)));
    }

    [Test]
    public static void Rows_in_the_middle_are_those_of_the_file()
    {
        Assert.That(Made.Of("iris").Inputs[75], Is.EqualTo(new[] { 6.6, 3, 4.4, 1.4 }));
        Assert.That(Made.Of("wine").Inputs[75][..6], Is.EqualTo(new[] { 11.66, 1.88, 1.92, 16, 97, 1.61 }));
        Assert.That(Made.Of("digits").Inputs[75][..6], Is.EqualTo(new[] { 0.0, 0, 0, 0, 9, 13 }));
        Assert.That(Made.Of("breast-cancer").Inputs[75][..6], Is.EqualTo(new[] { 16.07, 19.65, 104.1, 817.7, 0.09168, 0.08424 }));
    }

    [TestCase("article", "0 0 1 0 1 1 1 0 1 1 1 1", "0 0 1 1")]
    [TestCase("article-3-layer", "0 0 1 0 1 1 1 0 1 1 1 1", "0 1 1 0")]
    [TestCase("xor", "0 0 0 1 1 0 1 1", "0 1 1 0")]
    public static void Four_rows_are_as_they_were(string name, string inputs, string targets)
    {
        var set = Made.Of(name);
        Assert.That((string.Join(' ', set.Inputs.SelectMany(x => x)), string.Join(' ', set.Targets)), Is.EqualTo((inputs, targets)));
        Assert.That(set.Raw.Classes, Is.Empty);
    }

    [Test]
    public static void A_set_that_is_not_drawn_has_no_settings() =>
        Assert.That(Made.Refused("iris", ("noise", 1)), Has.Exactly(1).Contains("iris has no setting 'noise'"));

    [Test]
    public static void A_slip_in_the_name_of_a_set_is_met_with_the_nearest() =>
        Assert.That(Made.Refused("spirals"), Has.Exactly(1).Contains("no data set is called 'spirals'").And.Contains("Did you mean 'spiral'?"));

    [Test]
    public static void Every_set_says_what_it_is() => Assert.Multiple(() =>
    {
        foreach (var recipe in BuiltInData.Shelf.Recipes.Values)
            Assert.That((recipe.About.Formula.Length, recipe.About.Summary.Length), Is.Not.EqualTo((0, 0)).And.Matches<(int, int)>(l => l.Item1 > 0 && l.Item2 > 0), recipe.Name);
    });
}
