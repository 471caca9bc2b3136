namespace Functional.Core.Tests;

/// <summary>The engine is the specification, faster: the same bits on networks of every shape, with everything on the shelf.</summary>
[TestFixture]
internal sealed class EngineTests
{
    [Test]
    public void The_engine_computes_the_bits_of_the_specification() => Law.Holds(Shapes.Wide, c =>
    {
        var state = c.Start;
        for (var i = 0; i < 3; i++)
            state = Training.Step(c.Pipeline, state, c.Batches.At(state.Step)).Next;
        Same(state, Training.Run(c.Pipeline, c.Start, c.Batches, 3), "after three steps");
    });

    [Test]
    public void Who_does_which_part_changes_no_bit() => Shapes.Long.Sample(c =>
    {
        var crew = new Scattered(workers: 3);
        var alone = Training.Run(c.Pipeline, c.Start, c.Batches, 3);
        Same(alone, Training.Run(c.Pipeline, c.Start, c.Batches, 3, crew), "with a crew");
        Law.That(crew.Parts > 0, "the crew had nothing to do");
        Same(alone, Training.Scan(c.Pipeline, c.Start, c.Batches, 3, step => step == 3, crew).Last().State.OrNull()!, "scanned with a crew");
    }, iter: 30);

    [Test]
    public void Long_networks_have_the_bits_of_the_specification() => Shapes.Long.Sample(c =>
    {
        var state = c.Start;
        for (var i = 0; i < 2; i++)
            state = Training.Step(c.Pipeline, state, c.Batches.At(state.Step)).Next;
        Same(state, Training.Run(c.Pipeline, c.Start, c.Batches, 2), "after two steps");
    }, iter: 30);

    [TestCaseSource(nameof(Forms))]
    public void Inputs_kept_as_bytes_or_singles_give_the_bits_of_the_doubles_they_are(string form, Func<int, double> number)
    {
        // Large enough that the small forms are worth it.
        const int Rows = 1200, Width = 120;
        var data = Edit.Data(Rows, [.. Enumerable.Range(0, Rows * Width).Select(number)], [.. Enumerable.Range(0, Rows).Select(i => i % 3 - 1.0)]);
        var network = Edit.Network(Width, new Layer(9, Gens.Tanh), new Layer(1, Gens.Identity));
        var pipeline = Pipeline.Create(network, new Plugins.Standard.HalfSse(), new Plugins.Standard.Adam(), new Plugins.Standard.Constant(), 0.01).Valid();
        var start = Training.Init(pipeline, Reals.Build(network.Layout.Length, p => Fill(p)));
        foreach (var batches in (Batches[])[Batches.Mini(data, 50, shuffle: true, seed: 5).Valid(), Batches.Full(data)])
        {
            var state = start;
            for (var i = 0; i < 2; i++)
                state = Training.Step(pipeline, state, batches.At(state.Step)).Next;
            Same(state, Training.Run(pipeline, start, batches, 2), form);
        }

        static void Fill(Span<double> parameters)
        {
            for (var i = 0; i < parameters.Length; i++)
                parameters[i] = Math.ScaleB((i * 37 % 101) - 50, -8);
        }
    }

    /// <summary>A collection in between makes the counter jump by what was left of a block; so one of a few tries has to be even.</summary>
    [Test]
    public void No_step_allocates() => Shapes.Wide.Sample(c =>
    {
        long Bytes(int steps)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Training.Run(c.Pipeline, c.Start, c.Batches, steps);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Bytes(2);
        var tries = Enumerable.Range(0, 5).Select(_ => Bytes(12) - Bytes(2)).ToArray();
        Law.That(tries.Contains(0), $"ten steps more take {string.Join(", ", tries)} bytes more");
    }, iter: 100, threads: 1);

    /// <summary>Bits; but of numbers that have become NaN only that they have, for which NaN comes out of an operation is left to the processor.</summary>
    internal static void Same(TrainingState expected, TrainingState actual, string what)
    {
        if (!expected.Parameters.AsSpan().Contains(double.NaN) && !expected.Slots.AsSpan().Contains(double.NaN))
            Law.Same(expected, actual, what);
        Law.Equal(expected.Parameters.AsSpan(), actual.Parameters.AsSpan(), what);
        Law.Equal(expected.Slots.AsSpan(), actual.Slots.AsSpan(), what);
    }

    private static IEnumerable<TestCaseData> Forms()
    {
        yield return new TestCaseData("bytes", (Func<int, double>)(i => i * 31 % 256 / 255.0)).SetArgDisplayNames("bytes");
        yield return new TestCaseData("both zeros", (Func<int, double>)(i => (i % 3) switch { 0 => 0.0, 1 => -0.0, _ => 1 })).SetArgDisplayNames("both zeros");
        yield return new TestCaseData("singles", (Func<int, double>)(i => (float)(i * 0.001))).SetArgDisplayNames("singles");
        yield return new TestCaseData("doubles", (Func<int, double>)(i => i * 0.001)).SetArgDisplayNames("doubles");
        yield return new TestCaseData("257 numbers", (Func<int, double>)(i => i % 257 / 257.0)).SetArgDisplayNames("257 numbers");
    }
}
