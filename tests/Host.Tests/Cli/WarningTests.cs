namespace Functional.Host.Tests;

/// <summary>What is allowed and probably not meant is said, once and with what to do.</summary>
public sealed class WarningTests
{
    private Playground _playground = null!;

    [SetUp]
    public void Begin() => _playground = new Playground();

    [TearDown]
    public void End() => _playground.Dispose();

    [TestCase("the learning rate is 0 at step 25 of 50 already", "--schedule", "polynomial", "--steps", "50")]
    [TestCase("binary-cross-entropy takes probabilities, and tanh does not keep to 0 … 1", "--loss", "binary-cross-entropy", "--set", "network.layers[1].activation=tanh", "--steps", "1")]
    public void A_choice_that_is_probably_not_meant_is_told(string sentence, params string[] arguments) =>
        Assert.That(_playground.Run(["train", "xor", .. arguments]).Out, Does.Contain("note: ").And.Contain(sentence));

    [TestCase("--schedule", "cosine")]
    [TestCase("--schedule", "linear")]
    [TestCase("--schedule", "reduce-on-plateau")]
    [TestCase("--loss", "binary-cross-entropy")]
    public void A_sound_choice_is_not(params string[] arguments) =>
        Assert.That(_playground.Run(["train", "xor", "--steps", "20", .. arguments]).Out, Does.Not.Contain("note:"));

    [Test]
    public void A_square_of_a_negative_number_has_its_parentheses()
    {
        Assert.That(_playground.Run("train", "xor", "--steps", "3").Code, Is.Zero);
        Assert.That(_playground.Run("show", "xor@2").Out, Does.Match(@"slope     1 - \(-0\.\d+\)² = "));
    }

    [Test]
    public void Runs_tell_formulas_apart_and_keep_two_kinds_of_one_name()
    {
        Assert.That(_playground.Run("train", "xor", "--activation", "x * tanh(x)", "--steps", "3").Code, Is.Zero);
        Assert.That(_playground.Run("runs").Out, Does.Contain("formula(x * tanh(x)) · sigmoid · half-sse · sgd · constant"));
    }
}
