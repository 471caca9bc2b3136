using System.Text.Json;
using Functional.Core;
using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

/// <summary><c>fork --drop-row R</c>: a row that was never there, against training on the smaller data from the same state.</summary>
public sealed class DropRowTests
{
    private const string WithoutRow2 = """data={"inputs":[[0,0,1],[0,1,1],[1,1,1]],"targets":[[0],[0],[1]]}""";

    private readonly Playground _playground = new();

    [OneTimeSetUp]
    public void Train()
    {
        Assert.That(_playground.Run("train", "article", "--steps", "500").Code, Is.Zero);
        Assert.That(_playground.Run("fork", "article@100", "--drop-row", "2", "--as", "dropped").Code, Is.Zero);
        Assert.That(_playground.Run("fork", "article@100", "--set", WithoutRow2, "--as", "smaller").Code, Is.Zero);
    }

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [Test]
    public void The_article_without_a_row_has_the_bits_of_the_three_rows_that_are_left()
    {
        var (dropped, smaller) = (Json("show", "dropped@300"), Json("show", "smaller@300"));
        Assert.Multiple(() =>
        {
            Assert.That(Json("diff", "dropped@last", "smaller@last").GetProperty("firstDifference").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(Json("diff", "dropped@last", "article@last").GetProperty("firstDifference").GetInt64(), Is.EqualTo(101));
            foreach (var part in (string[])["parameters", "loss", "sumAbsoluteError", "fingerprint", "inputs", "targets", "updates"])
                Assert.That(dropped.GetProperty(part).GetRawText(), Is.EqualTo(smaller.GetProperty(part).GetRawText()), part);
            Assert.That(dropped.GetProperty("rows").GetRawText(), Is.EqualTo("[0,1,3]"), "rows keep their numbers");
            Assert.That(_playground.Run("show", "dropped@300").Out, Does.Contain("row 3   inputs 1 1 1").And.Not.Contain("row 2"));
            Assert.That(Json("replay", "dropped").GetProperty("equal").GetBoolean());
        });
    }

    [Test]
    public void A_fork_of_the_fork_has_neither_row_and_unset_brings_both_back()
    {
        Assert.That(_playground.Run("fork", "dropped@200", "--drop-row", "0", "--as", "two").Code, Is.Zero);
        Assert.That(_playground.Run("fork", "two@200", "--unset", "dropRows", "--as", "four").Code, Is.Zero);
        Assert.Multiple(() =>
        {
            Assert.That(Json("show", "two@250").GetProperty("rows").GetRawText(), Is.EqualTo("[1,3]"));
            Assert.That(Json("show", "four@250").GetProperty("rows").GetRawText(), Is.EqualTo("[0,1,2,3]"));
            Assert.That(_playground.Run("replay", "two").Code + _playground.Run("replay", "four").Code, Is.Zero);
        });
    }

    [Test]
    public void A_batch_without_its_only_row_is_left_out_and_all_others_are_where_they_were()
    {
        string[] single = ["--set", "batch={\"size\":1,\"shuffle\":true,\"seed\":4}"];
        Assert.That(_playground.Run(["fork", "article@100", "--as", "all", .. single]).Code, Is.Zero);
        Assert.That(_playground.Run(["fork", "article@100", "--drop-row", "1", "--as", "three", .. single]).Code, Is.Zero);
        var left = 0;
        Assert.Multiple(() =>
        {
            for (var step = 100; step < 116; step++)
            {
                var (all, three) = (Json("show", $"all@{step}"), Json("show", $"three@{step}"));
                var gone = all.GetProperty("rows").GetRawText() == "[1]";
                left += gone ? 1 : 0;
                Assert.That(three.GetProperty("rows").GetRawText(), Is.EqualTo(gone ? "[]" : all.GetProperty("rows").GetRawText()));
                Assert.That(three.GetProperty("leftOut").GetBoolean(), Is.EqualTo(gone));
                if (!gone)
                    continue;
                Assert.That(three.GetProperty("loss").GetDouble() + three.GetProperty("sumAbsoluteError").GetDouble(), Is.Zero);
                Assert.That(_playground.Run("show", $"three@{step}").Out, Does.Contain("This update was left out: every row of its batch was dropped."));
                Assert.That(_playground.Run("show", $"three@{step}", "--row", "0").Errors, Is.EqualTo(new[] { "--row: the batch of this step has no rows: all of them were dropped. Leave --row out." }));
            }

            Assert.That(left, Is.EqualTo(4), "once an epoch");
            Assert.That(_playground.Run("replay", "three").Code, Is.Zero);
            Assert.That(_playground.Run("show", "three@last").Code + _playground.Run("log", "three", "--to", "110").Code, Is.Zero);
        });
    }

    [TestCase("--drop-row: dropRows[0]: there is no row 4. Rows go from 0 to 3.", "--drop-row", "4")]
    [TestCase("--drop-row: dropRows[1]: a whole number is needed here, not the number -1. Give one from 0 to 2147483647.", "--drop-row", "1", "--drop-row", "-1")]
    [TestCase("--drop-row: dropRows[0]: a whole number is needed here, not the text 'x'. Give one from 0 to 2147483647.", "--drop-row", "x")]
    [TestCase("--drop-row: dropRows: no row is left to learn from. Leave at least one that a batch has.", "--drop-row", "3", "--drop-row", "1", "--drop-row", "0", "--drop-row", "2")]
    public void A_slip_is_met_with_a_sentence(string expected, params string[] words)
    {
        var said = _playground.Run(["fork", "article@100", .. words]);
        Assert.That((said.Code, said.Errors.Single()), Is.EqualTo((2, expected)));
    }

    [Test]
    public void On_random_networks_it_is_the_smaller_data_where_a_step_sees_all_rows() => Gen.Int[0, 1_000_000].Sample(seed =>
    {
        var parent = Runs.Experiment(seed, 30);
        if (parent.Data.Rows == 1)
            return;
        var row = seed % parent.Data.Rows;
        var kept = Batch.Of(parent.Data, [.. Enumerable.Range(0, parent.Data.Rows).Where(r => r != row)]);
        var smaller = Batches.Full(Docs.Value(Dataset.Create(kept.Rows, kept.Inputs, kept.Targets)));
        var start = Training.Run(parent.Pipeline, parent.Initial, parent.Batches, 10);
        var fork = Docs.Value(Composer.Compose(
            Docs.Value(Docs.Parse(parent.Document).Bind(tree => DocumentPath.Set(tree, "batch", DocumentPath.ParseValue("", "full")))
                .Bind(tree => DocumentPath.Set(tree, "dropRows", DocumentPath.ParseValue("", $"[{row}]")))),
            Docs.Catalogue, None));
        using var folder = new TemporaryFolder();
        Runs.Right(Recorder.Record(fork, start, folder["fork.run"], Some(new Parentage("parent", 10, start.Fingerprint)), Runs.Nobody, default));
        using var child = Runs.Open(folder["fork.run"]);
        Assert.That(Runs.Right(child.StateAt(child.File.Last)), Is.EqualTo(Training.Run(parent.Pipeline, start, smaller, child.File.Last - 10)));
        Assert.That(Runs.Right(child.File.Data()).Training, Is.EqualTo(parent.Data), "the file keeps every row");
    }, iter: 40, threads: 1);

    private JsonElement Json(params string[] arguments) => _playground.Run([.. arguments, "--json"]).Json;
}
