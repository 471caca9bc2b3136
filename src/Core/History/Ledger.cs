using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// The account of some parameters over a history: who moved each how far, by step range and by training row. A row's gradient is its term
/// of the chain rule, x · ∂L/∂z (for a bias ∂L/∂z), and its part of an update is factor · x · ∂L/∂z, added up without rounding. The factor:
/// <para>where the update is −learningRate · gradient bit for bit (or learningRate · gradient), that rate. The parts are exact.</para>
/// <para>else, where an optimizer remembers, normalises, clips or decays: update / gradient, so the update actually applied is shared in
/// proportion to the rows' gradients. A row of opposite sign has a part of opposite sign.</para>
/// <para>none, where the gradient is 0, or below <see cref="Least"/> of the sum of its rows' sizes: the update came from memory, and the
/// quotient would blow up what rounding has left of a difference. Such an update is no row's.</para>
/// <para>A book: mutable between its opening and its closing, like an engine. It keeps two sums a row, however long the history.</para>
/// </summary>
public sealed class Ledger
{
    /// <summary>
    /// 2⁻²⁶, half the digits of a double: a gradient whose rows cancel further has less than the other half left, and no row could be told
    /// its share to more than that. No row's part is larger than 2²⁶ updates.
    /// </summary>
    public const double Least = 1.0 / (1 << 26);

    private readonly ImmutableArray<OpenAccount> _accounts;
    private readonly ImmutableArray<long> _edges;
    private TrainingState _state;
    private int _range;

    /// <summary>Opens a book.</summary>
    /// <param name="pipeline">What runs.</param>
    /// <param name="rows">Rows of the dataset.</param>
    /// <param name="start">The first state.</param>
    /// <param name="parameters">Which parameters: places in the flat run.</param>
    /// <param name="edges">Where ranges begin and end (see <see cref="Stretches"/>), the first state's step first.</param>
    public Ledger(Pipeline pipeline, int rows, TrainingState start, ImmutableArray<int> parameters, ImmutableArray<long> edges)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfNotEqual(edges[0], start.Step, nameof(edges));
        _accounts = [.. parameters.Select(at => new OpenAccount(pipeline, at, rows, start.Parameters[at]))];
        (_state, _edges) = (start, edges);
    }

    /// <summary>The accounts of a history that is computed on the way, from <paramref name="start"/> to the last edge.</summary>
    public static ImmutableArray<ParameterAccount> Of(
        Pipeline pipeline, TrainingState start, Batches batches, ImmutableArray<int> parameters, ImmutableArray<long> edges)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var ledger = new Ledger(pipeline, batches.Data.Rows, start, parameters, edges);
        for (var step = edges[0]; step < edges[^1]; step++)
            ledger.Enter(Training.Explain(pipeline, ledger._state, batches.At(step)));
        return ledger.Close();
    }

    /// <summary>Enters the step that leads on from the state the book has come to.</summary>
    /// <exception cref="ArgumentException">The step leads on from another state, or beyond the last range.</exception>
    public void Enter(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentOutOfRangeException.ThrowIfNotEqual(trace.State.Step, _state.Step, nameof(trace));
        ArgumentOutOfRangeException.ThrowIfNotEqual(trace.State.Fingerprint, _state.Fingerprint, nameof(trace));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(_state.Step, _edges[^1], nameof(trace));
        foreach (var account in _accounts)
            if (trace.Batch.IsLeftOut)
                account.Pass();
            else
                account.Enter(trace);
        _state = trace.Next;
        if (_state.Step < _edges[_range + 1])
            return;
        foreach (var account in _accounts)
            account.EndRange(_edges[_range], _state.Step);
        _range++;
    }

    /// <summary>The accounts, when all ranges are full; a history without a step has accounts without a range.</summary>
    /// <exception cref="InvalidOperationException">Steps of the last ranges are missing.</exception>
    public ImmutableArray<ParameterAccount> Close() => _state.Step == _edges[^1]
        ? [.. _accounts.Select(account => account.Close(_edges[0], _edges[^1]))]
        : throw new InvalidOperationException($"the book ends at step {_edges[^1]} and has come to {_state.Step}");
}
