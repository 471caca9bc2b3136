using System.Collections.Immutable;
using Functional.Plugins.Standard;
using static LanguageExt.Prelude;

namespace Functional.Core.Tests;

/// <summary>What cannot be made, and that every reason is told at once.</summary>
[TestFixture]
internal sealed class RefusalTests
{
    [Test]
    public void A_network_is_refused_with_all_its_problems_at_once() => Law.Holds(Gen.Select(Gen.Int[-2, 3], Gen.Int[-2, 3].Array[0, 5]), (inputs, units) =>
    {
        var bad = units.Select((u, i) => (u, i)).Where(x => x.u < 1).Select(x => $"network.layers[{x.i}].units");
        string[] expected = [.. Where(inputs < 1, "data"), .. Where(units.Length == 0, "network.layers"), .. bad];
        var made = Network.Create(inputs, toSeq(units.Select(u => new Layer(u, Gens.Tanh))));
        Told(made.Problems(), expected);
        Law.That(expected.Length > 0 || made.Valid().Outputs == units[^1], "another network");
    });

    [TestCase(int.MaxValue, int.MaxValue, int.MaxValue)]
    [TestCase(1, 1 << 27, 1)]
    [TestCase(1 << 14, 1 << 13, 1)]
    public void A_network_too_large_for_memory_is_refused_before_anything_is_allocated(int inputs, int hidden, int outputs)
    {
        var problems = Network.Create(inputs, Seq(new Layer(hidden, Gens.Tanh), new Layer(outputs, Gens.Tanh))).Problems();
        Assert.That(problems.Select(p => p.Where), Is.EqualTo(["network.layers"]));
    }

    [Test]
    public void A_dataset_is_refused_with_all_its_problems_at_once() =>
        Law.Holds(
            from rows in Gen.Int[1, 4]
            from inputs in Gens.Tame.Array[0, 9]
            from targets in Gens.Tame.Array[0, 9]
            from sickInputs in Gen.OneOf(0, double.NaN, double.PositiveInfinity)
            from sickTargets in Gen.OneOf(0, double.NaN, double.NegativeInfinity)
            select (rows, (Sick(inputs, sickInputs), Sick(targets, sickTargets))),
            (rows, numbers) =>
            {
                var (inputs, targets) = numbers;
                var expected = Reasons("data.inputs", rows, inputs).Concat(Reasons("data.targets", rows, targets)).Order().ToArray();
                var made = Dataset.Create(rows, Reals.Of(inputs), Reals.Of(targets));
                Told([.. made.Problems().OrderBy(p => p.Where, StringComparer.Ordinal)], [.. expected.Order(StringComparer.Ordinal)]);
                Law.That(expected.Length > 0 || made.Valid().InputWidth * rows == inputs.Length, "another dataset");
            });

    [TestCase(0)]
    [TestCase(-3)]
    public void A_dataset_without_rows_is_refused(int rows) =>
        Assert.That(Dataset.Create(rows, Reals.Empty, Reals.Empty).Problems().Select(p => p.Where), Is.EqualTo(["data"]));

    [Test]
    public void A_learning_rate_is_finite_and_not_negative() => Law.Holds(Gen.Select(Gens.TameCase, Gens.AnyBits), (c, rate) =>
    {
        var made = Pipeline.Create(c.Network, c.Pipeline.Loss, c.Pipeline.Optimizer, new Constant(), rate);
        Told(made.Problems(), double.IsFinite(rate) && rate >= 0 ? [] : ["optimizer.learningRate"]);
    });

    [Test]
    [SetCulture("de-DE")]
    public void Problems_are_written_the_same_in_every_culture()
    {
        var c = Gens.TameCase.Single();
        Assert.That(Pipeline.Create(c.Network, c.Pipeline.Loss, c.Pipeline.Optimizer, new Constant(), -0.5).Problems()[0].What, Is.EqualTo("-0.5 is no learning rate"));
        var sick = Dataset.Create(1, Reals.Of(double.PositiveInfinity), Reals.Of(0)).Problems()[0];
        Assert.That(sick.ToString(), Is.EqualTo("data.inputs[0][0]: Infinity is not a finite number. Training needs finite numbers."));
        Assert.That(Reals.Of(0.5, -0.0, double.NaN).ToString(), Is.EqualTo("[0.5, -0, NaN]"));
    }

    [Test]
    public void A_batch_size_lies_between_one_and_the_rows() => Law.Holds(Gen.Select(Gens.TameCase, Gen.Int[-3, 12], Gen.Bool), (c, size, shuffle) =>
        Told(Batches.Mini(c.Data, size, shuffle, seed: 1).Problems(), size >= 1 && size <= c.Data.Rows ? [] : ["batch.size"]));

    [Test]
    public void Listed_rows_that_do_not_exist_are_all_named() => Law.Holds(Gen.Select(Gens.TameCase, Gen.Int[-2, 8].Array[0, 4].Array[0, 4]), (c, lists) =>
    {
        var expected = lists.SelectMany((list, i) => list.Length == 0
            ? [$"batch.rows[{i}]"]
            : list.Where(row => row < 0 || row >= c.Data.Rows).Select(_ => $"batch.rows[{i}]"));
        Told(
            Batches.Listed(c.Data, [.. lists.Select(l => l.ToImmutableArray())]).Problems(),
            lists.Length == 0 ? ["batch.rows"] : [.. expected]);
    });

    [Test]
    public void Data_of_other_widths_is_a_misfit_on_both_sides() => Law.Holds(Gen.Select(Gens.TameCase, Gen.Int[1, 6], Gen.Int[1, 6]), (c, inputs, targets) =>
    {
        var misfits = c.Pipeline.Misfits(Edit.Data(2, new double[2 * inputs], new double[2 * targets]));
        string[] expected =
        [
            .. Where(inputs != c.Network.Inputs, "data"),
            .. Where(targets != c.Network.Outputs, $"network.layers[{c.Network.Layers.Length - 1}].units"),
        ];
        Told([.. misfits], expected);
    });

    [Test]
    public void Parameters_of_another_length_start_no_run() => Law.Holds(Gens.TameCase, c =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Training.Init(c.Pipeline, Reals.Of([.. c.Parameters.ToArray(), 0]))));

    [Test]
    public void A_step_refuses_what_does_not_belong_together() => Law.Holds(Gens.TameCase, c =>
    {
        var (state, batch) = (c.State, c.Batch);
        Refused(state with { Parameters = Reals.Of([.. state.Parameters.ToArray(), 0]) }, batch, "a parameter too many");
        Refused(state with { Slots = Reals.Of([.. state.Slots.ToArray(), 0]) }, batch, "slots of another optimizer");
        Refused(state, batch with { Inputs = Reals.Of([.. batch.Inputs.ToArray(), 0]) }, "an input too many");
        Refused(state, batch with { Targets = Reals.Of([.. batch.Targets.ToArray(), 0]) }, "a target too many");
        Refused(state, new([], Reals.Empty, Reals.Empty), "no rows");

        void Refused(TrainingState state, Batch batch, string what)
        {
            try
            {
                Training.Step(c.Pipeline, state, batch);
            }
            catch (ArgumentOutOfRangeException)
            {
                return;
            }

            throw new BrokenLawException($"a step was made with {what}");
        }
    });

    private static void Told(Problem[] problems, string[] places)
    {
        Law.That(
            problems.Select(p => p.Where).SequenceEqual(places),
            $"told: {string.Join("; ", problems.Select(p => p.ToString()))}, expected: {string.Join(", ", places)}");
        Law.That(problems.All(p => p.What.Length > 0 && !p.What.EndsWith('.') && p.Hint.EndsWith('.')), "a problem is no sentence with an advice");
    }

    private static string[] Where(bool wrong, string place) => wrong ? [place] : [];

    private static double[] Sick(double[] numbers, double with) =>
        with == 0 || numbers.Length == 0 ? numbers : [.. numbers[..^1], with];

    private static IEnumerable<string> Reasons(string where, int rows, double[] numbers)
    {
        if (numbers.Length == 0 || numbers.Length % rows != 0)
            yield return where;
        var width = Math.Max(1, numbers.Length / rows);
        if (numbers.Length > 0 && !double.IsFinite(numbers[^1]))
            yield return $"{where}[{(numbers.Length - 1) / width}][{(numbers.Length - 1) % width}]";
    }
}
