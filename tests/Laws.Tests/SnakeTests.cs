using Functional.Core;

namespace Functional.Laws.Tests;

/// <summary>The fixture and the law that the README shows, word for word.</summary>
[TestFixture]
public sealed class SnakeTests
{
    private static IEnumerable<TestCaseData> Laws => Lawbook.Activations.Select(law => new TestCaseData(law).SetName($"snake: {law.Name}"));

    [TestCaseSource(nameof(Laws))]
    public void Snake_is_lawful(Law<IActivation> law)
    {
        var verdict = law.Try(() => new Snake());
        Assert.That(verdict.Holds, $"{verdict}");
    }

    [Test]
    public void A_law_of_your_own_holds_for_what_is_odd_and_catches_what_is_not()
    {
        var odd = new Law<IActivation>("odd", "f(−z) = −f(z), to the bit.", (make, draw) =>
        {
            double z = draw.Finite(), f = Value(z), mirrored = Value(-z);
            return mirrored == -f ? Finding.Fine : Finding.Against($"f({z:R}) = {f:R} and f({-z:R}) = {mirrored:R}");

            double Value(double x)
            {
                var a = new double[1];
                make().Forward([x], a);
                return a[0];
            }
        });
        Assert.That(odd.Try(() => new FakeActivation()).Outcome, Is.EqualTo(Outcome.Holds));
        Assert.That(odd.Try(() => new Snake()).Counterexample, Does.StartWith("f(1) = "));
    }

    /// <summary>z + tanh(z)², for want of a sine.</summary>
    private sealed class Snake : IActivation
    {
        public string Id => "snake";

        public void Forward(ReadOnlySpan<double> preActivations, Span<double> activations)
        {
            for (var i = 0; i < preActivations.Length; i++)
                activations[i] = preActivations[i] + Elementary.Tanh(preActivations[i]) * Elementary.Tanh(preActivations[i]);
        }

        public void Backward(
            ReadOnlySpan<double> preActivations, ReadOnlySpan<double> activations, ReadOnlySpan<double> activationGradients, Span<double> preActivationGradients)
        {
            for (var i = 0; i < preActivations.Length; i++)
            {
                var t = Elementary.Tanh(preActivations[i]);
                preActivationGradients[i] = activationGradients[i] * (1 + 2 * t * (1 - t * t));
            }
        }
    }
}
