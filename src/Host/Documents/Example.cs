using System.Globalization;
using System.Text;

namespace Functional.Host;

/// <summary>A ready-made run document: the JSON file of its name under <c>Examples</c>, which the program carries inside.</summary>
/// <param name="Name">What commands call it, and the name of the run it makes.</param>
/// <param name="Shows">What it is there for, as a sentence.</param>
/// <param name="Network">Units from the inputs to the outputs: <c>64-32-10 relu</c>.</param>
/// <param name="Reaches">How good the last state is.</param>
/// <param name="Seconds">About how long it trains and records, on two cores of 2020.</param>
public sealed record Example(string Name, string Shows, string Network, Reached Reaches, double Seconds)
{
    /// <summary>The document, as text for people to read and copy from.</summary>
    public string Text
    {
        get
        {
            using var stream = typeof(Example).Assembly.GetManifestResourceStream($"examples/{Name}.json")
                ?? throw new System.Diagnostics.UnreachableException($"the program was built without examples/{Name}.json");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }
}

/// <summary>How good the last state of an example is, as a number that can be stated: the bits are the same everywhere, so this is too.</summary>
/// <param name="Score">The share of rows whose class it finds, or how much of the variance of the targets it explains (R²).</param>
/// <param name="IsAccuracy">Which of the two.</param>
/// <param name="Rows">Of how many rows.</param>
/// <param name="AreUnseen">Whether these are test rows, which training never saw.</param>
public sealed record Reached(double Score, bool IsAccuracy, int Rows, bool AreUnseen)
{
    /// <summary>Each of the rows it has learned from.</summary>
    internal static Reached EveryRow(int rows) => new(1, true, rows, false);

    /// <summary>So many of the test rows.</summary>
    internal static Reached Accuracy(int right, int rows) => new((double)right / rows, true, rows, true);

    /// <summary>The variance of the test rows explained, to four decimals.</summary>
    internal static Reached Variance(double r2, int rows) => new(r2, false, rows, true);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(IsAccuracy ? $"{100 * Score:0.0} %" : $"R² {Score:0.0000}")} {(IsAccuracy ? "of" : "on")} {Rows} {(AreUnseen ? "test " : "")}rows");
}
