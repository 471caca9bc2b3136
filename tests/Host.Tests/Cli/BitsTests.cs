using System.Globalization;
using Functional.Core;
using LanguageExt;

namespace Functional.Host.Tests;

/// <summary>The command that says whether a machine computes the same bits as every other.</summary>
public sealed class BitsTests
{
    private Playground _playground = null!;

    [SetUp]
    public void Enter() => _playground = new();

    [TearDown]
    public void Leave() => _playground.Dispose();

    [Test]
    public void This_machine_computes_the_reference_and_keeps_nothing()
    {
        var said = _playground.Run("bits");
        Assert.That((said.Code, said.Error), Is.EqualTo((0, "")), said.Out);
        Assert.That(said.Out, Does.Contain("100,000  666192edda694907ab2a9baf6cd14720  yes").And.Contain("Every bit equal: this machine computes what every other machine computes."));
        Assert.That(said.Out.Split('\n').Count(line => line.Contains("  yes  ", StringComparison.Ordinal)), Is.EqualTo(Reference.Names.Length));
        Assert.That(Directory.EnumerateFileSystemEntries(_playground.Folder), Is.Empty);
    }

    [Test]
    public void It_prints_its_own_reference_to_the_letter_in_another_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            Assert.That(_playground.Run("bits", "--print").Out, Is.EqualTo(System.Text.Encoding.UTF8.GetString(Reference.OwnText)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The engine's answer is the specification's: plain loops that no vector, width or trick has touched.</summary>
    [TestCaseSource(typeof(Reference), nameof(Reference.Names))]
    public void The_specification_ends_there_too(string name)
    {
        var run = Docs.Value(Reference.Read("own", Reference.OwnText)).Single(r => r.Name == name);
        var experiment = Docs.Value(Reference.Document(name).Bind(tree => Composer.Compose(tree, Docs.Catalogue, Option<PreparedData>.None)));
        var state = experiment.Initial;
        while (state.Step < run.Steps)
            state = Training.Step(experiment.Pipeline, state, experiment.Batches.At(state.Step)).Next;
        var loss = Training.Evaluate(experiment.Pipeline, state, experiment.Batches.At(state.Step)).Loss;
        Assert.That(new ReferenceRun(name, state.Step, state.Fingerprint, loss), Is.EqualTo(run));
    }

    [Test]
    public void One_other_bit_is_exit_code_6_with_a_sentence()
    {
        const string Fingerprint = "00112233445566778899aabbccddeeff";
        _playground.Write("theirs.txt", $"article-3-layer 50 {Fingerprint} 0.25\n");
        var said = _playground.Run("bits", "--reference", "theirs.txt");
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo(((int)ExitCode.Divergence, 1)), said.Error);
        Assert.That(said.Errors[0], Does.StartWith("bits: article-3-layer ends at ").And.Contain($" after 50 steps and the reference at {Fingerprint}. "));
        Assert.That(said.Out, Does.Contain("NOT the same bits: 1 of 1 run ended elsewhere."));

        var json = _playground.Run("bits", "--reference", "theirs.txt", "--json");
        var run = json.Json.GetProperty("runs")[0];
        Assert.That(json.Code, Is.EqualTo((int)ExitCode.Divergence));
        Assert.That((json.Json.GetProperty("equal").GetBoolean(), run.GetProperty("equal").GetBoolean(), run.GetProperty("expected").GetString()), Is.EqualTo((false, false, Fingerprint)));

        _playground.Write("ours.txt", _playground.Run("bits", "--reference", "theirs.txt", "--print").Out);
        Assert.That(_playground.Run("bits", "--reference", "ours.txt").Code, Is.Zero);
        _playground.Write("loss.txt", $"article-3-layer 50 {run.GetProperty("fingerprint").GetString()} 0.25\n");
        Assert.That(_playground.Run("bits", "--reference", "loss.txt").Error, Does.Contain("error: bits: article-3-layer ends with the loss "));
    }

    [TestCase("", "theirs.txt: there is no run in this file.*")]
    [TestCase("# a comment\n\narticle 5", "theirs.txt:3: 'article 5' is no line of a reference.*")]
    [TestCase("artikel 5 00112233445566778899aabbccddeeff 0", "theirs.txt:1: no reference run is called 'artikel'. Did you mean 'article'?")]
    [TestCase("article 0 00112233445566778899aabbccddeeff 0", "theirs.txt:1: '0' is no number of steps.*")]
    [TestCase("article 5 0011 0", "theirs.txt:1: '0011' is no fingerprint. It has 32 hexadecimal digits.")]
    [TestCase("article 5 00112233445566778899aabbccddeeff 1,5", "theirs.txt:1: '1,5' is no loss.*")]
    public void What_is_wrong_with_a_reference_is_told(string text, string expected)
    {
        _playground.Write("theirs.txt", text);
        var said = _playground.Run("bits", "--reference", "theirs.txt");
        Assert.That((said.Code, said.Errors.Count), Is.EqualTo(((int)ExitCode.Usage, 1)), said.Error);
        Assert.That(said.Errors[0], expected.EndsWith('*') ? Does.StartWith(expected[..^1]) : Is.EqualTo(expected));
    }

    [Test]
    public void Interrupted_it_proves_nothing()
    {
        var said = _playground.Run(new CancellationToken(canceled: true), "bits");
        Assert.That((said.Code, said.Out, said.Error), Is.EqualTo(((int)ExitCode.Interrupted, "", "error: bits: interrupted in article, so nothing is proved.\n")));
    }
}
