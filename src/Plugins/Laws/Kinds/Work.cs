using Functional.Core;

namespace Functional.Laws;

/// <summary>A few numbers to train: where they lie, where they start, and gradients, a row an update.</summary>
internal sealed record Work(ParameterLayout Layout, double Rate, double[] Start, double[][] Gradients)
{
    public static Work Of(Draw draw, int fewest = 1, int most = 6)
    {
        var layout = Layouts.Any(draw);
        var rate = draw.OneOf(0.125, 0.1, 0.01, 0.001, 0.3);
        var start = draw.Exactly(layout.Length, draw.Plain);
        return new(layout, rate, start, draw.Items(() => draw.Exactly(layout.Length, () => Gradient(draw)), fewest, most));
    }

    public override string ToString() =>
        $"learning rate {Say.Number(Rate)}, {string.Join(", ", Layout.Tensors.Select(t => $"{t.Name} [{t.Length}]"))} = {Say.Numbers(Start)} and gradients {string.Join(", ", Gradients.Select(g => Say.Numbers(g)))}";

    private static double Gradient(Draw draw) => draw.Below(8) < 7 ? draw.Plain() : draw.OneOf(-0.0, 1e-8, -1e-8, 1e-12, 1e6, -1e6);
}
