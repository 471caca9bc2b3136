using System.Text.Json;
using Functional.Core;

namespace Functional.Host.Tests;

/// <summary>The account on the command line, against straightforward recomputation.</summary>
public sealed class LedgerTests
{
    private const int Steps = 3000;

    private readonly Playground _playground = new();

    [OneTimeSetUp]
    public void Train() => Assert.Multiple(() =>
    {
        Assert.That(_playground.Run("train", "article", "--steps", $"{Steps}").Code, Is.Zero);
        Assert.That(_playground.Run("train", "xor", "--steps", "200").Code, Is.Zero);
    });

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    /// <summary>The article's own lines, in plain arithmetic, from every recorded state: pull of a row = input · error · a(1 − a).</summary>
    [Test]
    public void The_articles_rows_have_what_its_own_formula_gives_them()
    {
        double[][] inputs = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]];
        double[] targets = [0, 0, 1, 1];
        var parts = new double[3, 4];
        using var run = Runs.Open(_playground.PathOf("article"));
        for (var step = 0; step < Steps; step++)
        {
            var w = Runs.Right(run.StateAt(step)).Parameters;
            for (var row = 0; row < 4; row++)
            {
                var a = 1 / (1 + Math.Exp(-inputs[row].Select((x, i) => x * w[i]).Sum()));
                for (var i = 0; i < 3; i++)
                    parts[i, row] += inputs[row][i] * (targets[row] - a) * a * (1 - a);
            }
        }

        for (var i = 0; i < 3; i++)
        {
            var account = Json("ledger", "article", "--parameter", $"layer0.weights[{i},0]");
            var byRow = Numbers(account, "byRow");
            Assert.Multiple(() =>
            {
                Assert.That(byRow, Has.Count.EqualTo(4));
                for (var row = 0; row < 4; row++)
                    Assert.That(byRow[row], Is.EqualTo(parts[i, row]).Within(1e-11), $"row {row} of weight {i}");
                Assert.That(account.GetProperty("exact").GetBoolean(), Is.True);
                Assert.That(account.GetProperty("unattributed").GetDouble(), Is.Zero);
            });
        }
    }

    [Test]
    public void Ranges_have_the_differences_of_the_states_at_their_ends()
    {
        var account = Json("ledger", "article", "--parameter", "layer0.weights[2,0]");
        var ends = account.GetProperty("ranges").EnumerateArray().Select(r => (From: r.GetProperty("from").GetInt64(), To: r.GetProperty("to").GetInt64())).ToList();
        Assert.That(ends.Select(e => e.To).Prepend(ends[0].From), Is.EqualTo(new long[] { 0, 1, 3, 10, 30, 100, 300, 1000, 3000 }));
        Assert.That(Numbers(account, "byRange"), Is.EqualTo(ends.Select(e => At(e.To) - At(e.From))));
        Assert.That(account.GetProperty("total").GetDouble(), Is.EqualTo(At(Steps) - At(0)));

        double At(long step) => Json("show", $"article@{step}").GetProperty("parameters").GetProperty("layer0.weights")[2][0].GetDouble();
    }

    /// <summary>Every optimizer, batches, sparse recordings; what a person can check with the printed numbers alone.</summary>
    [Test]
    public void On_random_runs_the_printed_parts_add_up_to_the_printed_change_within_two_ulps_an_addition() => Gen.Int[0, 1_000_000].Sample(seed =>
    {
        using var folder = new TemporaryFolder();
        var experiment = Runs.Experiment(seed);
        Runs.Record(experiment, folder["a.run"]);
        var (code, output, error) = Runs.Type(folder.Path, "ledger", "a", "--json", "--top", "1000");
        Assert.That(code, Is.Zero, error);
        var truth = Runs.Truth(experiment);
        TrainingState first = (TrainingState)truth[0].State, last = (TrainingState)truth[^1].State;
        var accounts = JsonDocument.Parse(output).RootElement.GetProperty("parameters").EnumerateArray().ToList();
        Assert.That(accounts, Has.Count.EqualTo(first.Parameters.Length));
        for (var i = 0; i < accounts.Count; i++)
        {
            var total = accounts[i].GetProperty("total").GetDouble();
            Assert.That(accounts[i].GetProperty("initial").GetDouble(), Is.EqualTo(first.Parameters[i]));
            Assert.That(accounts[i].GetProperty("final").GetDouble(), Is.EqualTo(last.Parameters[i]));
            Assert.That(total, Is.EqualTo(last.Parameters[i] - first.Parameters[i]));
            string[] rest = ["unattributed", "roundingOfShares", "roundingOfAdditions"];
            AddUp([.. Numbers(accounts[i], "byRow"), .. rest.Select(name => accounts[i].GetProperty(name).GetDouble())], total);
            AddUp(Numbers(accounts[i], "byRange"), total);
        }
    }, iter: 30, threads: 1);

    [Test]
    public void A_page_of_the_article()
    {
        using var own = new Playground();
        Assert.That(own.Run("train", "article", "--steps", "20").Code, Is.Zero);
        Assert.That(own.Run("ledger", "article", "--parameter", "layer0.weights[1,0]").Out, Is.EqualTo(
            """
            article: what moved layer0.weights[1,0] from S0 to S20, in 20 updates

            S0                      -0.42772133
            S20                     -0.30396537
            change                   0.12375596

            by training row
              row 0   0 0 1 → 0               0
              row 1   0 1 1 → 0     -1.16949687
              row 2   1 0 1 → 1               0
              row 3   1 1 1 → 1      1.29325284
              rounding, updates               0
              rounding, additions     -5.55e-17

            by step                      change         row 0         row 1         row 2         row 3
              step 0                 0.09299069             0   -0.05453109             0    0.14752178
              1 … 2                  0.08242213             0   -0.15078262             0    0.23320475
              3 … 9                 -0.03030554             0   -0.50770523             0    0.47739969
              10 … 19               -0.02135131             0   -0.45647793             0    0.43512662

            Row 3 moved it most, by +1.29325284; it went farthest in step 0, by +0.09299069.
            Exact: plain gradient descent. Every update is the learning rate times the gradient, bit for bit,
            and a gradient is a sum over rows: a row's part is the rate times its own gradient, with its sign,
            added up over the steps.

            Added up exactly, the parts by row and the roundings miss the change by 5.55e-17 (allowed: 2.29e-16,
            for each is rounded once), and the parts by step by 0 (allowed: 2.43e-17).

            Next: functional show article@0

            """));
    }

    [Test]
    public void A_page_of_many_says_which_and_how_the_updates_were_shared()
    {
        var page = _playground.Run("ledger", "xor").Out;
        Assert.That(page, Does.StartWith("xor: what moved the 10 of its 17 parameters that moved most from S0 to S200, in 200 updates\n")
            .And.Contain("\nBy the update actually applied, shared in proportion to each row's gradient:\nsgd does more to a gradient than multiply it by the learning rate.\n")
            .And.Contain("Next: functional ledger xor --parameter layer"));
        Assert.That(page.Split('\n').Count(line => line.StartsWith("layer", StringComparison.Ordinal)), Is.EqualTo(10));
        Assert.That(page.Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(Shell.DefaultWidth));
    }

    [Test]
    public void Without_a_choice_the_parameters_that_moved_most_come_first()
    {
        var all = Json("ledger", "xor", "--top", "1000").GetProperty("parameters").EnumerateArray().Select(Moved).ToList();
        var most = Json("ledger", "xor", "--top", "4").GetProperty("parameters").EnumerateArray().Select(Moved).ToList();
        Assert.That(all, Has.Count.EqualTo(17));
        Assert.That(most, Is.EqualTo(all.OrderByDescending(m => Math.Abs(m.Item2)).Take(4)));

        static (string?, double) Moved(JsonElement account) => (account.GetProperty("parameter").GetString(), account.GetProperty("total").GetDouble());
    }

    [Test]
    public void A_part_of_the_history_in_even_ranges()
    {
        var account = Json("ledger", "article", "--parameter", "layer0.weights[0,0]", "--from", "100", "--to", "110", "--ranges", "3");
        Assert.That(account.GetProperty("ranges").EnumerateArray().Select(r => r.GetProperty("to").GetInt64()), Is.EqualTo(new[] { 103, 106, 110 }));
        var nothing = _playground.Run("ledger", "article", "--from", "7", "--to", "7");
        Assert.That((nothing.Code, nothing.Out.Contains("Not one step lies between them: nothing moved.", StringComparison.Ordinal)), Is.EqualTo((0, true)));
    }

    [TestCase("'layer0.wieghts'. Did you mean 'layer0.weights'?", "layer0.wieghts[0,0]")]
    [TestCase("'layer0.weights' is not one parameter. layer0.weights has [2 × 4] numbers: write layer0.weights[0,0] to [1,3].", "layer0.weights")]
    [TestCase("'layer0.weights[1]' is not one parameter.", "layer0.weights[1]")]
    [TestCase("'layer0.weights[-1,0]' is not one parameter.", "layer0.weights[-1,0]")]
    [TestCase("there is no layer0.weights[2,0]: layer0.weights has [2 × 4] numbers. They go from layer0.weights[0,0] to [1,3].", "layer0.weights[2,0]")]
    [TestCase("there is no layer0.bias[99999999999]: layer0.bias has [4] numbers.", "layer0.bias[99999999999]")]
    [TestCase("the network has no parameters called ''. Known: layer0.bias,", "")]
    public void A_parameter_that_is_none_is_refused_with_what_there_is(string sentence, string parameter)
    {
        var said = _playground.Run("ledger", "xor", "--parameter", parameter);
        Assert.That((said.Code, said.Out), Is.EqualTo((2, "")));
        Assert.That(said.Errors, Has.Exactly(1).StartsWith("--parameter: ").And.All.Contains(sentence));
    }

    [Test]
    public void An_impatient_person_may_stop_it()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.That(_playground.Run(stop.Token, "ledger", "xor").Code, Is.EqualTo(130));
    }

    [Test]
    public void A_forks_account_begins_where_it_parted()
    {
        Assert.That(_playground.Run("fork", "xor@50", "--as", "part", "--steps", "30").Code, Is.Zero);
        var account = Json("ledger", "part", "--parameter", "layer0.bias[0]");
        Assert.That((account.GetProperty("from").GetInt64(), account.GetProperty("to").GetInt64()), Is.EqualTo((50L, 80L)));
        Assert.That(account.GetRawText(), Is.EqualTo(
            Json("ledger", "xor", "--parameter", "layer0.bias[0]", "--from", "50", "--to", "80").GetRawText().Replace("\"xor\"", "\"part\"", StringComparison.Ordinal)));
    }

    /// <summary>One addition after the other as anybody would write it, each within two ulps of the largest number it meets.</summary>
    [Test]
    public void Steps_that_are_left_out_move_nothing_and_leave_an_exact_account_exact()
    {
        Assert.That(_playground.Run("fork", "article@100", "--skip", "100..199", "--steps", "400", "--as", "less").Code, Is.Zero);
        var account = _playground.Run("ledger", "less", "--parameter", "layer0.weights[0,0]", "--ranges", "4", "--json").Json;
        var whole = _playground.Run("ledger", "article", "--from", "100", "--to", "400", "--parameter", "layer0.weights[0,0]", "--json").Json;
        Assert.Multiple(() =>
        {
            Assert.That(account.GetProperty("exact").GetBoolean(), Is.True);
            Assert.That(account.GetProperty("byRange")[0].GetDouble(), Is.Zero);
            Assert.That(account.GetProperty("byRow").ToString(), Is.EqualTo(whole.GetProperty("byRow").ToString()), "the same updates, a hundred steps later");
        });
    }

    private static void AddUp(IReadOnlyList<double> parts, double whole)
    {
        var (sum, allowed) = (0.0, 0.0);
        foreach (var part in parts)
        {
            sum += part;
            var largest = Math.Max(Math.Abs(sum), Math.Abs(part));
            allowed += 2 * (Math.BitIncrement(largest) - largest);
        }

        Assert.That(sum, Is.EqualTo(whole).Within(allowed));
    }

    private JsonElement Json(params string[] words)
    {
        var said = _playground.Run([.. words, "--json"]);
        Assert.That(said.Code, Is.Zero, said.Error);
        return said.Json;
    }

    private static IReadOnlyList<double> Numbers(JsonElement account, string name) => [.. account.GetProperty(name).EnumerateArray().Select(x => x.GetDouble())];
}
