using System.Text.Json;
using System.Text.RegularExpressions;

namespace Functional.Host.Tests;

/// <summary>The tree of <c>runs</c>: a fork hangs under the run whose state it began with, whatever that is called.</summary>
public sealed class RunTreeTests
{
    [Test]
    public void Forks_stand_under_their_parents_by_the_step_where_they_branch_off()
    {
        using var playground = Grown();
        Assert.That(Lines(playground), Is.EqualTo(new[]
        {
            "other", "xor", "└ xor-at-9 xor@9: skip 9..12", "  └ nested xor-at-9@20: without row 3", "└ late xor@30: network.layers[0].activation = relu",
        }));
    }

    [Test]
    public void A_renamed_parent_is_found_by_its_state()
    {
        using var playground = Grown();
        File.Move(playground.PathOf("xor"), playground.PathOf("zero"));
        Assert.That(Lines(playground).Skip(1), Is.EqualTo(new[]
        {
            "zero", "└ xor-at-9 xor@9 (now zero): skip 9..12", "  └ nested xor-at-9@20: without row 3", "└ late xor@30 (now zero): network.layers[0].activation = relu",
        }));
    }

    [Test]
    public void A_fork_whose_parent_is_gone_says_so()
    {
        using var playground = Grown();
        File.Delete(playground.PathOf("xor"));
        Assert.Multiple(() =>
        {
            Assert.That(Lines(playground), Is.EqualTo(new[] { "late xor@30 (not in this store)", "other", "xor-at-9 xor@9 (not in this store)", "└ nested xor-at-9@20: without row 3" }));
            Assert.That(Entry(playground, "late").GetProperty("parent").GetString(), Is.EqualTo("xor@30"));
            Assert.That(Entry(playground, "late").GetProperty("under").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(Entry(playground, "nested").GetProperty("under").GetString(), Is.EqualTo("xor-at-9"));
        });
    }

    [Test]
    public void A_fork_whose_parent_cannot_be_read_says_so()
    {
        using var playground = Grown();
        File.WriteAllText(playground.PathOf("xor"), "not a run");
        Assert.That(Lines(playground).First(), Is.EqualTo("late xor@30 (it cannot be read)"));
    }

    [Test]
    public void Another_run_of_the_parents_name_is_not_the_parent()
    {
        using var playground = Grown();
        File.Delete(playground.PathOf("xor"));
        Assert.That(playground.Run("train", "xor", "--seed", "2", "--steps", "20", "--as", "xor").Code, Is.Zero);
        Assert.That(Lines(playground), Is.EqualTo(new[]
        {
            "late xor@30 (another run: the xor in this store has another state 30)", "other", "xor",
            "xor-at-9 xor@9 (another run: the xor in this store has another state 9)", "└ nested xor-at-9@20: without row 3",
        }));
    }

    [Test]
    public void Runs_forged_to_be_each_others_parents_are_listed_once_each()
    {
        using var playground = new Playground();
        Assert.That(playground.Run("train", "xor", "--steps", "40").Code, Is.Zero);
        Assert.That(playground.Run("fork", "xor@10", "--as", "a").Code + playground.Run("fork", "a@10", "--as", "b").Code, Is.Zero);
        Forged.Edit(playground.PathOf("a"), "UPDATE run SET value = 'b' WHERE key = 'parent'");
        Assert.That(Lines(playground).Select(l => l.TrimStart('└', ' ').Split(' ')[0]).Order(), Is.EqualTo(new[] { "a", "b", "xor" }));
    }

    [Test]
    public void Whatever_a_forged_document_holds_the_list_is_printed_and_draws_nothing()
    {
        using var playground = Grown();
        var (key, escape) = (new string('k', 100), "\\u001b[31mred\\u0007");
        Forged.Edit(
            playground.PathOf("late"), "UPDATE run SET value = $document WHERE key = 'document'",
            ("$document", $$"""{"{{key}}1": 1, "{{key}}2": 2, "loss": "{{escape}}", "{{escape}}": [null], "skip": {"a": 1}, "dropRows": "x", "data": [], "clip": true}"""));
        Forged.Edit(playground.PathOf("nested"), "UPDATE run SET value = '[[[{]' WHERE key = 'document'");
        var said = playground.Run("runs");
        Assert.Multiple(() =>
        {
            Assert.That((said.Code, said.Error), Is.EqualTo((0, "")));
            Assert.That(said.Out.Where(c => char.IsControl(c) && c != '\n'), Is.Empty);
            Assert.That(Lines(playground).ToList(), Has.Count.EqualTo(5));
        });
    }

    private static Playground Grown()
    {
        var playground = new Playground();
        foreach (var words in (string[][])
        [
            ["train", "xor", "--steps", "40"], ["train", "xor", "--steps", "5", "--as", "other"],
            ["fork", "xor@30", "--as", "late", "--set", "network.layers[0].activation=relu"],
            ["fork", "xor@9", "--skip", "9..12"],
            ["fork", "xor-at-9@20", "--drop-row", "3", "--as", "nested"],
        ])
            Assert.That(playground.Run(words).Code, Is.Zero, string.Join(' ', words));
        return playground;
    }

    /// <summary>Each run's line: its place in the tree, its name and where it comes from.</summary>
    private static IEnumerable<string> Lines(Playground playground) =>
        from line in playground.Run("runs").Out.Split('\n')
        let match = Regex.Match(line, "^( *(?:└ )?[a-z0-9-]+) .* complete *(.*)$")
        where match.Success
        select $"{match.Groups[1].Value} {match.Groups[2].Value}".TrimEnd();

    private static JsonElement Entry(Playground playground, string name) =>
        playground.Run("runs", "--json").Json.GetProperty("runs").EnumerateArray().Single(r => r.GetProperty("run").GetString() == name);
}
