namespace Functional.Plugins.Tests;

[TestFixture]
internal sealed class NearestTests
{
    private static readonly string[] Known = ["identity", "sigmoid", "tanh", "relu", "leaky-relu"];

    private static readonly Gen<string> Word = Gen.Char["abcdefgh"].Array[4, 12].Select(letters => new string(letters));

    [TestCase("sigmod", "sigmoid")]
    [TestCase("Sigmoid", "sigmoid")]
    [TestCase("sigmiod", "sigmoid")]
    [TestCase("tahn", "tanh")]
    [TestCase("rellu", "relu")]
    [TestCase("leakyrelu", "leaky-relu")]
    [TestCase("xyzzy", null)]
    [TestCase("", null)]
    public void The_nearest_name_is_found_where_one_is_near(string typed, string? expected) => Assert.That(Nearest.Of(typed, Known), Is.EqualTo(expected));

    [Test]
    public void One_slip_of_the_finger_is_forgiven() => Gen.Select(Word, Gen.Int[0, 3], Gen.Int[0, 100]).Sample((word, slip, where) =>
    {
        var i = where % (word.Length - 1);
        var typed = slip switch
        {
            0 => word.Remove(i, 1),
            1 => word.Insert(i, "z"),
            2 => word[..i] + "z" + word[(i + 1)..],
            _ => word[..i] + word[i + 1] + word[i] + word[(i + 2)..],
        };
        return Nearest.Of(typed, [word, "zzzzzzzzzzzzzzzzzz"]) == word && Nearest.Hint(typed, [word]) == $"Did you mean '{word}'?";
    }, iter: 1000);

    [Test]
    public void Whoever_is_known_is_nearest_to_himself() => Gen.Select(Word.Array[1, 5], Gen.Int[0, 100]).Sample((words, i) =>
        Nearest.Of(words[i % words.Length], words) == words[i % words.Length], iter: 1000);

    [Test]
    public void Far_names_are_listed_and_not_guessed() => Assert.Multiple(() =>
    {
        Assert.That(Nearest.Hint("colour", ["b", "a"]), Is.EqualTo("Known: a, b."));
        Assert.That(Nearest.Hint("colour", []), Is.EqualTo("There are none."));
        Assert.That(Nearest.Of(new string('s', 100_000), Known), Is.Null);
    });
}
