namespace Functional.Core;

/// <summary>What a typed tree comes to at a place. Where a part has no value, the whole has none.</summary>
internal static class Evaluator
{
    /// <param name="node">What is asked.</param>
    /// <param name="recent">The place asked about, last, and the places before it as far as they are there.</param>
    public static Value Of(Node node, ReadOnlySpan<MomentView> recent)
    {
        if (recent.IsEmpty)
            return default;
        return node switch
        {
            Node.Constant c => Value.Of(c.Value),
            Node.Reading r => Value.Of(Reading(r.Gauge, recent[^1])),
            Node.Score s => Score(s, recent[^1]),
            Node.Flat f => Part(f, recent[^1]),
            Node.OfLayer l => Value.Of(OfLayer(l, recent[^1].Trace.Layers[l.Layer]).AsSpan()),
            Node.Element e => Of(e.Inner, recent).At(e.Index),
            Node.Map m => Each(m.Function, Of(m.Inner, recent)),
            Node.Reduce r => Reduce(r, recent),
            Node.Arithmetic a => Join(a.Function, Of(a.Left, recent), Of(a.Right, recent)),
            Node.Comparison c => Compare(c.Function, Of(c.Left, recent), Of(c.Right, recent)),
            Node.Not n => Of(n.Inner, recent) is { IsKnown: true } inner ? Value.Of(!inner.IsTrue) : default,
            Node.Logic l => Logic(l.IsAnd, Of(l.Left, recent), Of(l.Right, recent)),
            Node.Previous p => Of(p.Inner, recent[..^1]),
            Node.Changes c => Changes(Of(c.Inner, recent), Of(c.Inner, recent[..^1])),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static double Reading(Gauge gauge, MomentView now) => gauge switch
    {
        Gauge.Step => now.Step,
        Gauge.Loss => now.Loss,
        Gauge.Error => now.SumAbsoluteError,
        _ => now.Pipeline.LearningRateAt(now.State),
    };

    private static Value Score(Node.Score score, MomentView now) => now.Scores(score.IsTest) is not { } scores ? default : score.Measure switch
    {
        Measure.Loss => Value.Of(scores.Loss),
        Measure.Error => Value.Of(scores.SumAbsoluteError),
        Measure.RootMeanSquaredError => Value.Of(scores.RootMeanSquaredError),
        Measure.RSquared => Known(scores.RSquared),
        _ => Known(scores.Confusion.Map(c => c.Accuracy)),
    };

    private static Value Known(LanguageExt.Option<double> number) => number.Case is double known ? Value.Of(known) : default;

    private static Value Part(Node.Flat part, MomentView now) => part.Run switch
    {
        FlatRun.Parameters => Value.Of(now.State.Parameters.AsSpan(part.Offset, part.Length)),
        FlatRun.Slots => Value.Of(now.State.Slots.AsSpan(part.Offset, part.Length)),
        FlatRun.Gradients => Value.Of(now.Trace.Gradients.AsSpan(part.Offset, part.Length)),
        _ => now.IsLast ? default : Value.Of(now.Trace.Updates.AsSpan(part.Offset, part.Length)),
    };

    private static Reals OfLayer(Node.OfLayer node, LayerTrace layer) => node.Part switch
    {
        LayerPart.PreActivations => layer.PreActivations,
        LayerPart.Activations => layer.Activations,
        LayerPart.Slope => layer.Slope,
        _ => layer.Delta,
    };

    private static Value Each(Func<double, double> function, Value inner)
    {
        if (!inner.IsTensor)
            return inner.IsKnown ? Value.Of(function(inner.Number)) : default;
        var numbers = new double[inner.Tensor.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = function(inner.Tensor[i]);
        return Value.Of(numbers);
    }

    /// <summary>Of several arguments the function of each, and then of what came out.</summary>
    private static Value Reduce(Node.Reduce reduce, ReadOnlySpan<MomentView> recent)
    {
        if (reduce.Inner.Length == 1)
            return Reduce(reduce.Function, Of(reduce.Inner[0], recent));
        var results = new double[reduce.Inner.Length];
        for (var i = 0; i < results.Length; i++)
        {
            var result = Reduce(reduce.Function, Of(reduce.Inner[i], recent));
            if (!result.IsKnown)
                return default;
            results[i] = result.Number;
        }

        return Value.Of(reduce.Function(results));
    }

    private static Value Reduce(Reduction function, Value inner) =>
        !inner.IsKnown ? default : Value.Of(function(inner.IsTensor ? inner.Tensor : [inner.Number]));

    /// <summary>Two tensors with a row for each row of a batch may be of batches of different sizes: then there is no value.</summary>
    private static Value Join(Func<double, double, double> function, Value left, Value right)
    {
        if (!left.IsKnown || !right.IsKnown || (left.IsTensor && right.IsTensor && left.Tensor.Length != right.Tensor.Length))
            return default;
        if (!left.IsTensor && !right.IsTensor)
            return Value.Of(function(left.Number, right.Number));
        var numbers = new double[left.IsTensor ? left.Tensor.Length : right.Tensor.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = function(left.IsTensor ? left.Tensor[i] : left.Number, right.IsTensor ? right.Tensor[i] : right.Number);
        return Value.Of(numbers);
    }

    private static Value Compare(Func<double, double, bool> function, Value left, Value right) =>
        left.IsKnown && right.IsKnown ? Value.Of(function(left.Number, right.Number)) : default;

    private static Value Logic(bool isAnd, Value left, Value right) =>
        left.IsKnown && right.IsKnown ? Value.Of(isAnd ? left.IsTrue && right.IsTrue : left.IsTrue || right.IsTrue) : default;

    /// <summary>
    /// Another number than before: the two zeros are one number, and NaN is no change from NaN. Where there is nothing before, nothing has
    /// changed; tensors of batches of different sizes have.
    /// </summary>
    private static Value Changes(Value now, Value before)
    {
        if (!now.IsKnown || !before.IsKnown)
            return now.IsKnown ? Value.Of(false) : default;
        if (!now.IsTensor)
            return Value.Of(!now.Number.Equals(before.Number));
        if (now.Tensor.Length != before.Tensor.Length)
            return Value.Of(true);
        for (var i = 0; i < now.Tensor.Length; i++)
            if (!now.Tensor[i].Equals(before.Tensor[i]))
                return Value.Of(true);
        return Value.Of(false);
    }
}
