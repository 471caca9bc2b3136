using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>A loss with outputs and targets that suit it, <c>[rows × columns]</c>.</summary>
internal sealed record LossCase(ILoss Loss, int Rows, int Columns, double[] Outputs, double[] Targets)
{
    public static readonly string[] Names = [.. Shelf.Recipes<ILoss>().Select(r => r.Name)];

    /// <summary>Those that a perfect output brings to 0.</summary>
    public static readonly string[] Distances = ["half-sse", "mse", "mae", "huber"];

    public static readonly Gen<LossCase> Any = Gen.OneOf(Names).SelectMany(name => Of(name));

    public string Name => Loss.Id.Split('(')[0];

    /// <summary>Random shapes and numbers for a loss: regressions, probabilities, logits, classes or sides. Targets are hard or soft.</summary>
    public static Gen<LossCase> Of(string name) =>
        from rows in Gen.Int[1, 5]
        from columns in Gen.Int[1, 6]
        from size in Gen.OneOf(1.0, 20, 200)
        from raw in Gen.Double[-1, 1].Array[rows * columns]
        from wanted in Gen.Double[-1, 1].Array[rows * columns]
        from setting in Gen.Double[0.01, 0.99]
        from soft in Gen.Bool
        from sum in Gen.Bool
        select new LossCase(Make(name, setting, sum), rows, columns, OutputsFor(name, raw, size), TargetsFor(name, wanted, size, columns, soft));

    public static (double Loss, double[] Gradients) Run(ILoss loss, int rows, double[] outputs, double[] targets)
    {
        var gradients = outputs.Select(_ => 77.0).ToArray();
        return (loss.Evaluate(rows, outputs, targets, gradients), gradients);
    }

    public (double Loss, double[] Gradients) Run() => Run(Loss, Rows, Outputs, Targets);

    /// <summary>The same settings, the other reduction.</summary>
    public static ILoss Make(string name, double setting, bool sum)
    {
        (string, object)[] own = name switch
        {
            "huber" => [("delta", 10 * setting)],
            "cross-entropy" => [("labelSmoothing", setting < 0.5 ? 0 : setting - 0.5)],
            _ => [],
        };
        return Shelf.Make<ILoss>(name, name == "half-sse" || !sum ? own : [.. own, ("reduction", "sum")]);
    }

    private static double[] OutputsFor(string name, double[] raw, double size) =>
        name == "binary-cross-entropy" ? [.. raw.Select(x => 0.5 + 0.499 * x)] : [.. raw.Select(x => size * x)];

    private static double[] TargetsFor(string name, double[] wanted, double size, int columns, bool soft) => name switch
    {
        "binary-cross-entropy" or "binary-cross-entropy-logits" => [.. wanted.Select(t => soft ? 0.5 + 0.5 * t : t > 0 ? 1.0 : 0)],
        "cross-entropy" => [.. wanted.Chunk(columns).SelectMany(row => soft ? Shares(row) : OneHot(row))],
        "hinge" => [.. wanted.Select(t => t > 0 ? 1.0 : soft ? -1 : 0)],
        _ => [.. wanted.Select(t => size * t)],
    };

    private static double[] OneHot(double[] row) => [.. row.Select((_, j) => j == Array.IndexOf(row, row.Max()) ? 1.0 : 0)];

    private static double[] Shares(double[] row) => [.. row.Select(x => (x + 1.5) / row.Sum(y => y + 1.5))];
}
