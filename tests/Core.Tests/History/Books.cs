using System.Collections.Immutable;

namespace Functional.Core.Tests;

/// <summary>A random run, its steps, and where its account is cut.</summary>
internal sealed record Book(Case Case, ImmutableArray<Trace> Traces, ImmutableArray<long> Edges)
{
    private const int Length = 12;

    private readonly Lazy<ImmutableArray<ImmutableArray<Reals>>> _rowGradients =
        new(() => [.. Traces.Select(t => Enumerable.Range(0, t.Batch.Rows).Select(position => RowGradient(Case, t, position)).ToImmutableArray())]);

    public ImmutableArray<int> Everything => [.. Enumerable.Range(0, Case.Network.Layout.Length)];

    public ImmutableArray<ParameterAccount> Accounts => AccountsOf(Edges);

    public ImmutableArray<ParameterAccount> AccountsOf(ImmutableArray<long> edges) =>
        Ledger.Of(Case.Pipeline, Traces.IsEmpty ? Case.State : Traces[(int)(edges[0] - Edges[0])].State, Case.Batches, Everything, edges);

    public override string ToString() => $"{Case}cut at {string.Join(", ", Edges)}";

    /// <summary>Tries a law on a hundred books: each is a dozen steps of some forty accounts.</summary>
    public static void Holds(Gen<Book> books, Action<Book> law) => books.Sample(law, iter: 100);

    /// <summary>Twelve steps of each case.</summary>
    public static Gen<Book> Of(Gen<Case> cases) =>
        from c in cases
        from cuts in Gen.Int[1, Length - 1].Array[0, 4]
        select new Book(c, Steps(c, Length), [c.Warm, .. cuts.Distinct().Order().Select(cut => (long)(c.Warm + cut)), c.Warm + Length]);

    /// <summary>The same of runs that go nowhere near the ends of the doubles.</summary>
    public static Gen<Book> OfCalm(Wanted wanted) =>
        Of(Gens.Case(wanted)).Where(book => book.Traces.All(t => Law.Largest(t.Next.Parameters.AsSpan()) < 1e6 && Law.Largest(t.Gradients.AsSpan()) < 1e6));

    private static ImmutableArray<Trace> Steps(Case c, int steps)
    {
        var traces = ImmutableArray.CreateBuilder<Trace>(steps);
        var state = c.State;
        for (var i = 0; i < steps; i++)
        {
            traces.Add(Training.Explain(c.Pipeline, state, c.Batches.At(state.Step)));
            state = traces[^1].Next;
        }

        return traces.MoveToImmutable();
    }

    /// <summary>∂L/∂θ of each row of the batch of step <paramref name="step"/>, counted from the first trace.</summary>
    public ImmutableArray<Reals> RowGradients(int step) => _rowGradients.Value[step];

    /// <summary>By going back from that row's ∂L/∂outputs alone: the whole chain once more, not the trace's sums.</summary>
    private static Reals RowGradient(Case c, Trace trace, int position)
    {
        var (network, outputs) = (c.Network, c.Network.Outputs);
        var alone = c.Row(trace.Batch.RowNumbers[position]);
        var forward = Training.Predict(network, trace.State.Parameters, 1, alone.Inputs);
        var gradients = new double[network.Layout.Length];
        var slopes = trace.Layers[^1].ActivationGradients.AsSpan(position * outputs, outputs).ToArray();
        Propagation.Backward(network, trace.State.Parameters, alone, forward, slopes, gradients);
        return Reals.Own(gradients);
    }
}
