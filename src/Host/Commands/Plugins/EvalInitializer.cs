using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>The parameters an initializer writes for a network of given widths.</summary>
internal static class EvalInitializer
{
    /// <summary>More rows than this are counted on paper; the JSON has them all.</summary>
    private const int RowsShown = 12;

    public static Either<Failure, IPage> Of(Made<IInitializer> made, double[] widths)
    {
        if (widths.Length < 2 || widths.Any(w => w < 1 || w > Network.MaxParameters || Math.Floor(w) != w))
            return Failure.Of(ExitCode.Usage, "--widths", "these are no widths of a network", "Write the inputs and the units of each layer: 3,4,1.");
        var shapes = widths.Zip(widths.Skip(1), (inputs, units) => (Inputs: (int)inputs, Units: (int)units, Bias: true)).ToArray();
        if (shapes.Sum(s => (decimal)s.Inputs * s.Units) > Network.MaxParameters)
            return Failure.Of(ExitCode.Usage, "--widths", "the network would be too large", $"At most {Network.MaxParameters} parameters fit in memory.");
        var layout = ParameterLayout.Of(shapes);
        var parameters = Reals.Build(layout.Length, numbers => made.Strategy.Initialize(layout, numbers));
        var tensors = layout.Tensors.Select(NamedTensor.Of).ToList();
        var lines = tensors.SelectMany(t => Enumerable.Range(0, Math.Min(t.Rows, RowsShown))
            .Select(row => "  " + string.Join(" ", t.In(parameters).Slice(row * t.Columns, Math.Min(t.Columns, RowsShown)).ToArray().Select(x => NumberText.Long(x).PadLeft(13))))
            .Prepend($"{t.Name}  [{(t.IsVector ? "" : $"{t.Rows} × ")}{t.Columns}]"));
        return EvalPage.Of(made, lines, json => json.Tensors("parameters", tensors, parameters));
    }
}
