namespace Functional.Host;

/// <summary>What is the same in the test of every step; <c>«NAMES»</c> stand for what is not.</summary>
internal static class StepTestTemplate
{
    private const string Text = """
        «HEAD»
        using System;
        using System.Linq;
        using Functional.Core;
        using Functional.Plugins;
        using Functional.Plugins.Standard;
        using Microsoft.Extensions.DependencyInjection;
        using NUnit.Framework;

        namespace Functional.RecordedSteps;

        /// <summary>Step «STEP» of the run '«RUN»' gives the recorded bits.</summary>
        [TestFixture]
        public sealed class «CLASS»
        {
            /// <summary>The loss of the batch under S«STEP».</summary>
            private static readonly double Loss = «LOSS»;

            /// <summary>Σ |target − output| of the batch under S«STEP».</summary>
            private static readonly double SumAbsoluteError = «ERROR»;

            private static readonly Fingerprint FingerprintBefore = «FINGERPRINT»;

            private static readonly Fingerprint FingerprintAfter = «NEXT-FINGERPRINT»;

            private static readonly Reals Inputs = «INPUTS»;

            private static readonly Reals Targets = «TARGETS»;

            private static readonly Reals Parameters = «PARAMETERS»;

            /// <summary>What the optimizer remembers, and after it what the schedule does.</summary>
            private static readonly Reals Slots = «SLOTS»;

            private static readonly Reals NextParameters = «NEXT-PARAMETERS»;

            private static readonly Reals NextSlots = «NEXT-SLOTS»;

            [Test]
            public void Step_«STEP»_gives_the_recorded_bits()
            {
                var (pipeline, batch) = (Made(), new Batch([«ROWS»], Inputs, Targets));
                var (before, recorded) = (
                    new TrainingState(«STEP», Parameters, Slots, FingerprintBefore), new TrainingState(«NEXT», NextParameters, NextSlots, FingerprintAfter));

                var found = Training.Step(pipeline, before, batch);

                Assert.Multiple(() =>
                {
                    Assert.That(Difference(pipeline.Layout, recorded, found.Next), Is.EqualTo("none"));
                    Assert.That(Bits(found.Loss), Is.EqualTo(Bits(Loss)), $"the loss was {RealText.Of(Loss)} and is {RealText.Of(found.Loss)}");
                    Assert.That(Bits(found.SumAbsoluteError), Is.EqualTo(Bits(SumAbsoluteError)), $"Σ |error| was {RealText.Of(SumAbsoluteError)} and is {RealText.Of(found.SumAbsoluteError)}");
                    Assert.That(found.Next.Fingerprint, Is.EqualTo(recorded.Fingerprint));
                });
            }

            /// <summary>A bit of any number above changed, and this fails, though it may not matter to the step.</summary>
            [Test]
            public void The_numbers_are_the_recorded_ones()
            {
                var numbers = new[] { Inputs, Targets, Parameters, Slots, NextParameters, NextSlots };
                var seal = numbers.Aggregate(Fingerprint.Genesis, (before, these) => Fingerprint.Chain(before, these.Length, these));
                Assert.That(seal.ToString(), Is.EqualTo("«SEAL»"));
            }

            /// <summary>What trains, as the run document says it, every setting spelled out.</summary>
            private static Pipeline Made()
            {
        «MADE»
            }

            /// <summary>Makes a strategy by its recipe.</summary>
            private static T Cook<T>(string name, params (string Name, object Value)[] settings)
                where T : class
            {
                var shelf = new ServiceCollection();
                new StandardPlugins().Register(shelf);
        «DOORS»        var recipe = shelf.Select(service => service.ImplementationInstance).OfType<Recipe<T>>().Single(r => r.Name == name);
                var given = new Settings(name, name, settings.ToDictionary(s => s.Name, s => Value(s.Name, s.Value)));
                var strategy = recipe.Build(given);
                Assert.That(given.Problems(), Is.Empty);
                return strategy;
            }

            private static SettingValue Value(string name, object value) => value switch
            {
                double number => new SettingValue.Number(name, number),
                bool flag => new SettingValue.Flag(name, flag),
                double[] list => new SettingValue.List(name, [.. list]),
                _ => new SettingValue.Text(name, (string)value),
            };

            private static T Sound<T>(LanguageExt.Validation<Problem, T> made) =>
                made.Match(value => value, problems => throw new AssertionException(string.Join("; ", problems)));

            private static string Difference(StateLayout layout, TrainingState recorded, TrainingState found) =>
                Divergence.Between(layout, recorded, found).Match(
                    d => $"{d.Tensor}[{string.Join(", ", d.Index)}] was {RealText.Of(d.Recorded)} and is {RealText.Of(d.Recomputed)}, {d.Ulps} ulps apart",
                    () => "none");

            private static ulong Bits(double x) => BitConverter.DoubleToUInt64Bits(x);
        }

        """;

    /// <summary>The file, with every name replaced by its text. A text that holds such a name is left as it is.</summary>
    public static string Fill(IReadOnlyList<(string Name, string Text)> parts)
    {
        var known = parts.ToDictionary(p => p.Name, p => p.Text, StringComparer.Ordinal);
        var pieces = Text.ReplaceLineEndings("\n").Split('«', '»');
        return string.Concat(pieces.Select((piece, i) => i % 2 == 0 ? piece : known[piece]));
    }
}
