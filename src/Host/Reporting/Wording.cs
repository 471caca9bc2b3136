using Functional.Core;

namespace Functional.Host;

/// <summary>Counts and things in words.</summary>
internal static class Wording
{
    /// <summary>Longer than every identity of a strategy with all its settings.</summary>
    private const int Longest = 400;

    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>Three rows, one row, 150 rows.</summary>
    public static string Of(long count, string what) => $"{Of(count)} {what}{(count == 1 ? "" : "s")}";

    /// <summary>Three; 150.</summary>
    public static string Of(long count) => count < Numbers.Length ? Numbers[count] : NumberText.Count(count);

    /// <summary>With a capital letter, for the beginning of a sentence.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Four tanh and one sigmoid.</summary>
    public static string Of(Network network)
    {
        var layers = network.Layers.Select(l => $"{Of(l.Units)} {Shown.Text(l.Activation.Id)}").ToList();
        return layers.Count == 1 ? layers[0] : $"{string.Join(", ", layers.SkipLast(1))} and {layers[^1]}";
    }

    /// <summary>0 1 1; of many the first.</summary>
    public static string Values(ReadOnlySpan<double> values) =>
        string.Join(" ", values[..Math.Min(values.Length, Limits.TableColumns)].ToArray().Select(NumberText.Plain)).Replace('-', '−')
        + (values.Length > Limits.TableColumns ? $" … ({values.Length} in all)" : "");

    /// <summary>A text of a file's, and of one that is made to be endless the beginning.</summary>
    public static string Cut(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");

    /// <summary>A name as a word for a shell: quoted where it holds anything but letters, digits and <c>. _ @ -</c>.</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && word[0] != '-' && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '@' or '-') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
