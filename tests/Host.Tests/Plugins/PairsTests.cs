namespace Functional.Host.Tests;

/// <summary>Every activation with every optimizer, from the command line: trained, recorded, and computed again to the same bits.</summary>
public sealed class PairsTests
{
    private static readonly Catalogue Shelf = Plugins.Standard().IfLeft(() => throw new InvalidOperationException("the shelf is broken"));

    private static IEnumerable<string> Activations => Shelf.Activations.Names;

    [TestCaseSource(nameof(Activations))]
    public void An_activation_trains_with_every_optimizer(string activation)
    {
        using var playground = new Playground();
        foreach (var optimizer in Shelf.Optimizers.Names)
        {
            var trained = playground.Run("train", "xor", "--activation", activation, "--optimizer", optimizer, "--steps", "25", "--as", optimizer, "--json");
            Assert.That((trained.Code, trained.Error), Is.EqualTo((0, "")), optimizer);
            Assert.That(trained.Json.GetProperty("steps").GetInt32(), Is.EqualTo(25));
            Assert.That(playground.Run("replay", optimizer, "--json").Json.GetProperty("verified").GetInt32(), Is.EqualTo(26), optimizer);
        }

        Assert.That(playground.Run("runs", "--json").Json.GetProperty("runs").GetArrayLength(), Is.EqualTo(Shelf.Optimizers.Names.Count()));
    }

    [Test]
    public void The_shelf_has_what_people_expect() => Assert.Multiple(() =>
    {
        Assert.That(Shelf.Activations.Names.Count(), Is.GreaterThanOrEqualTo(24));
        Assert.That(Shelf.Optimizers.Names.Count(), Is.GreaterThanOrEqualTo(12));
    });

    [Test]
    public void Help_and_list_name_every_recipe_and_every_setting()
    {
        using var playground = new Playground();
        foreach (var page in (string[])[playground.Run("train", "--help").Out, playground.Run("plugins").Out])
            foreach (var card in PluginCard.All(Shelf))
            {
                Assert.That(page, Does.Match($@"(?m)^  {card.Name} "), card.Name);
                Assert.That(page, Does.Contain(card.SettingsInShort), card.Name);
            }
    }

    [Test]
    public void Every_recipe_can_be_shown_in_a_terminal()
    {
        using var playground = new Playground();
        foreach (var card in PluginCard.All(Shelf))
        {
            var shown = playground.Run("plugins", "show", card.Name);
            Assert.That(shown.Code, Is.Zero, card.Name);
            Assert.That(shown.Out.Split('\n').Max(l => l.Length), Is.LessThanOrEqualTo(200), card.Name);
            Assert.That(card.Settings.All(s => shown.Out.Contains(s.Help, StringComparison.Ordinal)), card.Name);
        }
    }
}
