using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Functional.Core;
using Functional.Plugins;

namespace Functional.Host;

/// <summary>
/// Sets that somebody measured: the CSV files beside this one, which the program carries inside. The first line names the columns, the last
/// column is the index of the class. They are our own files and known to be sound, so this is no reader for anybody else's.
/// </summary>
internal static class MeasuredSet
{
    public static Recipe<RawData> Iris { get; } = Of("iris", ["setosa", "versicolor", "virginica"], new(
        "4 lengths and widths in cm → 3 species", "150 flowers of three species; one is easily told, two overlap.",
        "R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7 (1936)"));

    public static Recipe<RawData> Wine { get; } = Of("wine", ["class_0", "class_1", "class_2"], new(
        "13 chemical measurements → 3 cultivars", "178 wines of three cultivars; the columns differ in size by a thousand.",
        "M. Forina et al., Wine, UCI Machine Learning Repository (1991)"));

    public static Recipe<RawData> Digits { get; } = Of("digits", [.. Enumerable.Range(0, 10).Select(d => d.ToString(CultureInfo.InvariantCulture))], new(
        "8 × 8 pixels, each 0 … 16 → the digit", "1,797 handwritten digits as small grey pictures.",
        "E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository (1998)"));

    public static Recipe<RawData> BreastCancer { get; } = Of("breast-cancer", ["malignant", "benign"], new(
        "30 measurements of cell nuclei → malignant or benign", "569 tumours; two classes, 212 to 357.",
        "W. Wolberg, O. Mangasarian, N. Street, Breast Cancer Wisconsin (Diagnostic), UCI Machine Learning Repository (1995)"));

    private static Recipe<RawData> Of(string name, ImmutableArray<string> classes, About about)
    {
        var rows = new Lazy<RawData>(() => Read(name, classes));
        return new(name, _ => rows.Value, about);
    }

    private static RawData Read(string name, ImmutableArray<string> classes)
    {
        var lines = Text(name).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split(',');
        var (rows, width) = (lines.Length - 1, names.Length - 1);
        var (inputs, targets) = (new double[rows * width], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            var column = 0;
            foreach (var cell in lines[row + 1].AsSpan().Split(','))
            {
                var value = double.Parse(lines[row + 1].AsSpan()[cell], NumberStyles.Float, CultureInfo.InvariantCulture);
                if (column < width)
                    inputs[(row * width) + column++] = value;
                else
                    targets[row] = value;
            }
        }

        return RawData.Of([.. names[..width]], Reals.Of(inputs), [names[width]], Reals.Of(targets)) with { Classes = classes, Origin = name };
    }

    private static string Text(string name)
    {
        using var stream = typeof(MeasuredSet).Assembly.GetManifestResourceStream($"sets/{name}.csv")
            ?? throw new System.Diagnostics.UnreachableException($"the program was built without sets/{name}.csv");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
