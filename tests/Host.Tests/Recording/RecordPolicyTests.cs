namespace Functional.Host.Tests;

/// <summary>How far apart states are kept: what a person said holds always, then a seek is short, then recording is cheap.</summary>
public static class RecordPolicyTests
{
    private static readonly Gen<(long Steps, int Bytes, double Work, long Budget)> Cases = Gen.Select(
        Gen.Double[0, 9], Gen.Double[1, 8.5], Gen.Double[0, 12], Gen.Double[10, 40]).Select((steps, bytes, work, budget) =>
        ((long)Math.Pow(10, steps), (int)Math.Pow(10, bytes), Math.Pow(10, work), 1L << (int)budget));

    [Test]
    public static void The_states_fit_the_budget_and_a_seek_is_short_unless_they_would_not() => Cases.Sample(c =>
    {
        var (steps, bytes, work, budget) = c;
        var spacing = new RecordPolicy(0, budget).SpacingFor(steps, bytes, work);
        var kept = Kept(steps, spacing);
        Assert.That(spacing, Is.GreaterThanOrEqualTo(1));
        Assert.That(kept * (bytes + 8L) <= budget || kept <= 2, Is.True, $"{kept} states of {bytes} bytes are more than {budget}");
        var seek = (spacing - 1) * RecordPolicy.WorkOfAStep(bytes, work);
        if (seek > RecordPolicy.SeekWork)
            Assert.That(Kept(steps, spacing - 1) * (bytes + 8L), Is.GreaterThan(budget), "any nearer, and they would not fit");
    }, iter: 20_000);

    [Test]
    public static void More_room_never_keeps_fewer() => Cases.Sample(c =>
    {
        var (steps, bytes, work, budget) = c;
        Assert.That(
            new RecordPolicy(0, 2 * budget).SpacingFor(steps, bytes, work),
            Is.LessThanOrEqualTo(new RecordPolicy(0, budget).SpacingFor(steps, bytes, work)));
    }, iter: 5_000);

    [Test]
    public static void What_a_person_said_holds_whatever_it_costs() => Gen.Select(Cases, Gen.Int[1, 1_000_000]).Sample((c, every) =>
        Assert.That(new RecordPolicy(every, c.Budget).SpacingFor(c.Steps, c.Bytes, c.Work), Is.EqualTo(every)), iter: 1_000);

    [TestCase(100_000, 24, 24, 1, TestName = "The article: every state")]
    [TestCase(10_000_000, 24, 24, 20, TestName = "Ten million steps of the article: half a million states, 16 MB")]
    [TestCase(4_690, 101_770 * 8, 26_214_400, 130, TestName = "784-128-10: as cheap as a twenty-fifth of the training")]
    [TestCase(4_690, 3 * 101_770 * 8, 26_214_400, 222, TestName = "784-128-10 with Adam: as far apart as a tenth of a second allows")]
    public static void Known_runs(long steps, int bytes, double work, long spacing) =>
        Assert.That(RecordPolicy.Default.SpacingFor(steps, bytes, work), Is.EqualTo(spacing));

    [Test]
    public static void A_run_whose_seeks_are_slow_says_so()
    {
        var large = Runs.Experiment("""{ "data": { "source": "xor" }, "network": { "layers": [ { "units": 2000, "activation": "tanh" }, { "units": 2000, "activation": "tanh" }, { "units": 1, "activation": "identity" } ] }, "loss": "mse", "optimizer": "adam", "steps": 2000, "record": { "keep": "auto", "budget": "300MB" } }""");
        Assert.That((large.Spacing, large.SeeksAreSlow), Is.EqualTo((1000, true)));
        Assert.That((large with { Record = new(1, 0) }).SeeksAreSlow, Is.False, "every state");
        Assert.That((large with { Record = new(500, 0) }).SeeksAreSlow, Is.True, "every five hundredth");
        Assert.That(Runs.Experiment(BuiltInDocuments.Article).SeeksAreSlow, Is.False);
    }

    [Test]
    public static void And_train_tells_it()
    {
        using var folder = new TemporaryFolder();
        var recording = Runs.Record(Runs.Experiment(1, 5), folder["a.run"]);
        string Page(long every)
        {
            using var text = new StringWriter();
            var experiment = recording.Experiment with { Steps = 3_000_000, Record = new(every, 0) };
            new RecordingPage(recording with { Experiment = experiment }, experiment.Initial, LanguageExt.Prelude.None, "a.run").Write(text);
            return text.ToString();
        }

        Assert.That(Page(2_000_000), Does.Contain("note: states are kept every 2,000,000 steps, so that going to one between may take more than a tenth of a second. \"record\": { \"keep\": \"auto\" } keeps them near enough."));
        Assert.That(Page(1_000), Does.Not.Contain("note:"));
    }

    private static long Kept(long steps, long spacing) => steps / spacing + 1 + (steps % spacing == 0 ? 0 : 1);
}
