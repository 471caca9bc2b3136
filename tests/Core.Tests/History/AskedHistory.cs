using System.Collections.Immutable;

namespace Functional.Core.Tests;

/// <summary>A question and what it comes to, worked out beside it by plain sequences: null where it has no value.</summary>
/// <param name="Text">The question.</param>
/// <param name="At">Its numbers at the i-th state: one, or those of a tensor.</param>
/// <param name="Shape">Rows and columns of a tensor; null of a number.</param>
internal sealed record Expected(string Text, Func<int, double[]?> At, string? Shape = null);

/// <summary>The traces of a short history, and random questions to it.</summary>
internal sealed class AskedHistory
{
    private readonly Case _case;
    private readonly ImmutableArray<Trace> _traces;
    private readonly Gen<Expected> _tensors;

    public AskedHistory(Case c, int steps)
    {
        _case = c;
        var state = c.State;
        _traces = [.. Enumerable.Range(0, steps + 1).Select(_ =>
        {
            var trace = Training.Explain(c.Pipeline, state, c.Batches.At(state.Step));
            state = trace.Next;
            return trace;
        })];
        _tensors = Tensors();
    }

    public int Last => _traces.Length - 1;

    /// <summary>The answer of the language at the i-th state.</summary>
    public Answer Ask(Question question, int i)
    {
        var recent = new RecentViews(question.Needs.Back);
        for (var j = Math.Max(0, i - question.Needs.Back); j <= i; j++)
        {
            var t = _traces[j];
            recent.Add(new(_case.Pipeline, _case.Batches, t.State.Step, t.Loss, t.SumAbsoluteError, question.Needs.State ? t.State : null, j == Last));
        }

        return question.At(recent.Views);
    }

    /// <summary>Numbers and truths of every construction, a few levels deep.</summary>
    public Gen<Expected> Values(int depth) => Gen.Frequency((3, Numbers(depth)), (2, Truths(depth)));

    private Gen<Expected> Numbers(int depth) => depth == 0 ? Plain() : Gen.Frequency(
        (2, Plain()),
        (3, Reduced(depth)),
        (2, Gen.Select(Numbers(depth - 1), Gen.OneOf("abs", "sign", "sqrt", "exp", "log")).Select((e, f) => Map(e, f))),
        (3, Joined(Numbers(depth - 1), Numbers(depth - 1))),
        (1, Numbers(depth - 1).Select(Previous)));

    private Gen<Expected> Truths(int depth) => depth == 0 ? Compared(0) : Gen.Frequency(
        (3, Compared(depth - 1)),
        (2, Numbers(depth - 1).Select(Changes)),
        (1, _tensors.Select(Changes)),
        (1, Truths(depth - 1).Select(Changes)),
        (1, Truths(depth - 1).Select(e => new Expected($"not ({e.Text})", i => e.At(i) is { } v ? [1 - v[0]] : null))),
        (2, Gen.Select(Truths(depth - 1), Gen.Bool, Truths(depth - 1)).Select((a, and, b) => new Expected(
            $"({a.Text}) {(and ? "and" : "or")} ({b.Text})", i => a.At(i) is { } x && b.At(i) is { } y ? [and ? x[0] * y[0] : Math.Max(x[0], y[0])] : null))));

    private Gen<Expected> Compared(int depth) => Gen.Select(Numbers(depth), Gen.OneOf("<", "<=", ">", ">=", "==", "!="), Numbers(depth)).Select((a, op, b) => new Expected(
        $"({a.Text}) {op} ({b.Text})", i => a.At(i) is { } x && b.At(i) is { } y ? [Holds(op, x[0], y[0]) ? 1 : 0] : null));

    private Gen<Expected> Plain() => Gen.OneOf(
        Gen.OneOf(
            new Expected("step", i => [_traces[i].State.Step]),
            new Expected("loss", i => [_traces[i].Loss]),
            new Expected("sumAbsoluteError", i => [_traces[i].Error.ToArray().Aggregate(0.0, (s, e) => s + Math.Abs(e))]),
            new Expected("learningRate", i => [_traces[i].LearningRate]),
            new Expected("gradientNorm", i => [Norm(_traces[i].Gradients.ToArray())]),
            new Expected("0.25", _ => [0.25])),
        from tensor in _tensors.Where(t => t.Shape is not "rows")
        from place in Gen.Int[0, 1000]
        select Element(tensor, place));

    /// <summary>The tensors of the state and of the step.</summary>
    private Gen<Expected> Tensors()
    {
        var layout = _case.Pipeline.Layout;
        var named = layout.Parameters.SelectMany(t => (IEnumerable<Expected>)
            [
                new(t.Name, i => t.In(_traces[i].State.Parameters).ToArray(), Shape(t)),
                new($"gradients.{t.Name}", i => t.In(_traces[i].Gradients).ToArray(), Shape(t)),
                new($"updates.{t.Name}", i => i == Last ? null : t.In(_traces[i].Updates).ToArray(), Shape(t)),
            ])
            .Concat(layout.Slots.Where(s => s.Name.Contains(".layer", StringComparison.Ordinal)).Select(s => new Expected(s.Name, i => s.In(_traces[i].State.Slots).ToArray(), Shape(s))))
            .Concat(Enumerable.Range(0, _case.Network.Layers.Length).SelectMany(l => (IEnumerable<Expected>)
            [
                new($"layer{l}.preActivations", i => _traces[i].Layers[l].PreActivations.ToArray(), "rows"),
                new($"layer{l}.activations", i => _traces[i].Layers[l].Activations.ToArray(), "rows"),
                new($"layer{l}.slope", i => _traces[i].Layers[l].Slope.ToArray(), "rows"),
                new($"layer{l}.delta", i => _traces[i].Layers[l].Delta.ToArray(), "rows"),
            ]));
        return Gen.OneOf(named.ToArray());
    }

    private Gen<Expected> Reduced(int depth) =>
        from f in Gen.OneOf("norm", "max", "min", "mean", "sum")
        from t in _tensors
        from shape in Gen.Int[0, 3]
        from n in Numbers(depth - 1)
        let inner = shape switch
        {
            0 => t,
            1 => Map(t, "abs"),
            2 => new($"{t.Text} - {Lexer.Previous}({t.Text})", i => i > 0 && t.At(i) is { } a && t.At(i - 1) is { } b && a.Length == b.Length ? [.. a.Zip(b, (x, y) => x - y)] : null),
            _ => new Expected($"{t.Text} * ({n.Text})", i => t.At(i) is { } a && n.At(i) is { } x ? [.. a.Select(y => y * x[0])] : null),
        }
        select new Expected($"{f}({inner.Text})", i => inner.At(i) is { } a ? [Reduce(f, a)] : null);

    private static Gen<Expected> Joined(Gen<Expected> left, Gen<Expected> right) => Gen.Select(left, Gen.OneOf("+", "-", "*", "/", "^"), right).Select((a, op, b) => new Expected(
        $"({a.Text}) {op} ({b.Text})", i => a.At(i) is { } x && b.At(i) is { } y ? [Join(op, x[0], y[0])] : null));

    private static Expected Element(Expected tensor, int place)
    {
        var (rows, columns) = tensor.Shape!.Split('x') is [var r, var c] ? (int.Parse(r, null), int.Parse(c, null)) : (0, int.Parse(tensor.Shape!, null));
        var index = place % (Math.Max(1, rows) * columns);
        return new($"{tensor.Text}[{(rows > 0 ? $"{index / columns},{index % columns}" : index)}]", i => tensor.At(i) is { } numbers ? [numbers[index]] : null);
    }

    private static Expected Previous(Expected e) => new($"prev.({e.Text})", i => i > 0 ? e.At(i - 1) : null);

    private static Expected Changes(Expected e) => new($"({e.Text}) changes", i => e.At(i) is not { } now ? null
        : [i > 0 && e.At(i - 1) is { } before && (now.Length != before.Length || now.Where((x, k) => !x.Equals(before[k])).Any()) ? 1 : 0]);

    private static Expected Map(Expected e, string f) => new($"{f}({e.Text})", i => e.At(i)?.Select(x => f switch
    {
        "abs" => Math.Abs(x),
        "sign" => x > 0 ? 1 : x < 0 ? -1 : x,
        "sqrt" => Math.Sqrt(x),
        "exp" => Elementary.Exp(x),
        _ => Elementary.Log(x),
    }).ToArray(), e.Shape);

    private static double Reduce(string f, double[] numbers) => f switch
    {
        "norm" => Norm(numbers),
        "max" => numbers.Aggregate(Math.Max),
        "min" => numbers.Aggregate(Math.Min),
        "mean" => numbers.Aggregate(0.0, (s, x) => s + x) / numbers.Length,
        _ => numbers.Aggregate(0.0, (s, x) => s + x),
    };

    /// <summary>Far from overflow and underflow; out there <see cref="QuestionAnswerTests"/> has other checks.</summary>
    private static double Norm(double[] numbers) =>
        numbers.Aggregate(0.0, (s, x) => Math.FusedMultiplyAdd(x, x, s)) is var sum && sum is > 1e-250 and < 1e300 ? Math.Sqrt(sum) : Functions.Norm(numbers);

    private static double Join(string op, double x, double y) => op switch
    {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "/" => x / y,
        _ => y == 2 ? x * x : Elementary.Pow(x, y),
    };

    private static bool Holds(string op, double x, double y) => op switch
    {
        "<" => x < y,
        "<=" => x <= y,
        ">" => x > y,
        ">=" => x >= y,
        "==" => x == y,
        _ => x != y,
    };

    private static string Shape(NamedTensor t) => t.IsVector ? $"{t.Columns}" : $"{t.Rows}x{t.Columns}";
}
