using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>One parameter's page in a <see cref="Ledger"/>: the sums of the range that is being written, and those of all before it.</summary>
internal sealed class OpenAccount
{
    private readonly Pipeline _pipeline;
    private readonly ParameterTensor _tensor;
    private readonly int _parameter;
    private readonly int _input;
    private readonly int _unit;
    private readonly Entries _range;
    private readonly Entries _all;
    private readonly ImmutableArray<Account>.Builder _ranges = ImmutableArray.CreateBuilder<Account>();
    private readonly double _start;
    private double _rangeStart;
    private double _value;

    public OpenAccount(Pipeline pipeline, int parameter, int rows, double value)
    {
        (_pipeline, _parameter) = (pipeline, parameter);
        _tensor = pipeline.Network.Layout.Tensors.Last(t => t.Offset <= parameter);
        (_input, _unit) = Math.DivRem(parameter - _tensor.Offset, _tensor.Units);
        (_range, _all) = (new(rows), new(rows));
        _start = _rangeStart = _value = value;
    }

    public void Enter(Trace trace)
    {
        var (value, update, next) = (trace.State.Parameters[_parameter], trace.Updates[_parameter], trace.Next.Parameters[_parameter]);
        _range.Updates.Add(update);
        _range.RoundingOfAdditions.Add(-Lost(value, update, next));
        _value = next;

        var (layer, rows) = (trace.Layers[_tensor.Layer], trace.Batch.RowNumbers);
        var gross = 0.0;
        for (var row = 0; row < rows.Length; row++)
            gross += Math.Abs(Input(layer, row) * Slope(layer, row));

        var plain = Rate(trace, gross);
        var factor = double.IsNaN(plain) ? Quotient(update, trace.Gradients[_parameter], gross) : plain;
        if (!double.IsFinite(factor * gross))
        {
            _range.Unattributed.Add(update);
            return;
        }

        if (!double.IsNaN(plain))
            _range.Plain++;
        else
            (_range.Shared, _range.Tension) = (_range.Shared + 1, Math.Max(_range.Tension, gross / Math.Abs(trace.Gradients[_parameter])));
        for (var row = 0; row < rows.Length; row++)
            _range.Rows[rows[row]].AddProduct(factor, Input(layer, row), Slope(layer, row));
    }

    /// <summary>A step that is left out moves nothing, whatever its rows would have had: their parts are 0, exactly.</summary>
    public void Pass() => _range.Plain++;

    public void EndRange(long from, long to)
    {
        _ranges.Add(_range.Account(from, to, _rangeStart, _value));
        _all.TakeOver(_range);
        _rangeStart = _value;
    }

    public ParameterAccount Close(long from, long to) => new(_parameter, _all.Account(from, to, _start, _value), _ranges.ToImmutable());

    /// <summary>
    /// −learningRate, or learningRate uphill, where that times the gradient is the update; else NaN. Where both are 0 and rows pull all the
    /// same, any factor would do; then it is asked what the optimizer would make of a gradient as large as theirs together.
    /// </summary>
    private double Rate(Trace trace, double gross)
    {
        var (update, gradient, rate) = (trace.Updates[_parameter], trace.Gradients[_parameter], trace.LearningRate);
        if (update == 0 && rate != 0 && rate * gradient == 0 && gross > 0)
            (update, gradient) = (UpdateOf(gross, trace), gross);
        return update == -rate * gradient ? -rate : update == rate * gradient ? rate : double.NaN;
    }

    /// <summary>The update, had the gradient of this parameter been another one.</summary>
    private double UpdateOf(double gradient, Trace trace)
    {
        var (updates, slots) = (trace.Gradients.ToArray(), trace.State.Slots.ToArray());
        updates[_parameter] = gradient;
        _pipeline.Optimizer.Update(
            trace.State.Step, trace.LearningRate, _pipeline.Network.Layout, trace.State.Parameters.AsSpan(), updates,
            Slots.For(_pipeline.Optimizer, updates.Length, slots.AsSpan(0, _pipeline.Layout.OptimizerLength)));
        return updates[_parameter];
    }

    /// <summary>update / gradient, or NaN where too little of the rows' gradients is left to divide by.</summary>
    private static double Quotient(double update, double gradient, double gross) =>
        Math.Abs(gradient) >= Ledger.Least * gross ? update / gradient : double.NaN;

    private double Input(LayerTrace layer, int row) => _tensor.IsBias ? 1 : layer.Inputs[(row * _tensor.Inputs) + _input];

    private double Slope(LayerTrace layer, int row) => layer.PreActivationGradients[(row * _tensor.Units) + _unit];

    /// <summary>a + b − sum, which is a double, where <paramref name="sum"/> is a + b rounded (Knuth's two-sum).</summary>
    private static double Lost(double a, double b, double sum)
    {
        var ofB = sum - a;
        return (a - (sum - ofB)) + (b - ofB);
    }

    /// <summary>Everything that is added up.</summary>
    private sealed class Entries(int rows)
    {
        public ExactSum[] Rows { get; } = [.. Enumerable.Range(0, rows).Select(_ => new ExactSum())];

        public ExactSum Unattributed { get; } = new();

        public ExactSum Updates { get; } = new();

        public ExactSum RoundingOfAdditions { get; } = new();

        public long Plain { get; set; }

        public long Shared { get; set; }

        public double Tension { get; set; }

        public Account Account(long from, long to, double start, double end)
        {
            var roundingOfShares = new ExactSum();
            roundingOfShares.Add(Updates);
            roundingOfShares.Subtract(Unattributed);
            foreach (var row in Rows)
                roundingOfShares.Subtract(row);
            return new(
                from, to, start, end, [.. Rows.Select(row => row.Value)], Unattributed.Value, roundingOfShares.Value,
                Updates.Value, RoundingOfAdditions.Value, Plain, Shared, Tension);
        }

        /// <summary>Adds what <paramref name="other"/> has, and leaves it empty.</summary>
        public void TakeOver(Entries other)
        {
            foreach (var (mine, its) in All.Zip(other.All))
            {
                mine.Add(its);
                its.Clear();
            }

            (Plain, Shared, Tension) = (Plain + other.Plain, Shared + other.Shared, Math.Max(Tension, other.Tension));
            (other.Plain, other.Shared, other.Tension) = (0, 0, 0);
        }

        private IEnumerable<ExactSum> All => Rows.Append(Unattributed).Append(Updates).Append(RoundingOfAdditions);
    }
}
