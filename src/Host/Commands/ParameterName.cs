using System.Globalization;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>One number of the parameters by its name: <c>layer0.weights[1,0]</c>, <c>layer0.bias[2]</c>.</summary>
internal static class ParameterName
{
    /// <summary>Its place in the flat run, or why there is no such parameter.</summary>
    public static Either<Failure, int> Read(string where, StateLayout layout, string text) => Failure.From(ExitCode.Usage, Find(where, layout, text));

    /// <summary>The same as a validation.</summary>
    /// <param name="where">The option it was typed behind.</param>
    /// <param name="layout">The names there are.</param>
    /// <param name="text">What was typed.</param>
    public static Validation<Problem, int> Find(string where, StateLayout layout, string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        var name = open < 0 ? text : text[..open];
        if (layout.Parameters.FirstOrDefault(t => t.Name == name) is not { } tensor)
            return Refused(where, $"the network has no parameters called '{Shown.Text(name)}'", Nearest.Hint(name, layout.Parameters.Select(t => t.Name)));
        var index = open < 0 || !text.EndsWith(']') ? [] : text[(open + 1)..^1].Split(',');
        if (index.Length != (tensor.IsVector ? 1 : 2) || !index.All(IsNumber))
            return Refused(where, $"'{Shown.Text(text)}' is not one parameter", $"{name} has {Shape(tensor)}: write {Span(tensor)}.");
        return index.Select((number, i) => Within(number, Sizes(tensor)[i])).ToSeq().Sequence()
            .Match(
                Some: at => Success<Problem, int>(tensor.Offset + at.Aggregate(0, (place, i) => place * tensor.Columns + i)),
                None: () => Refused(where, $"there is no {Shown.Text(text)}: {name} has {Shape(tensor)}", $"They go from {Span(tensor)}."));
    }

    private static Validation<Problem, int> Refused(string where, string what, string hint) => Fail<Problem, int>(Seq1(new Problem(where, what, hint)));

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    /// <summary>A vector has one size, and its one index counts columns.</summary>
    private static int[] Sizes(NamedTensor tensor) => tensor.IsVector ? [tensor.Columns] : [tensor.Rows, tensor.Columns];

    private static LanguageExt.Option<int> Within(string number, int size) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < size ? Some(i) : None;

    private static string Shape(NamedTensor tensor) => $"[{string.Join(" × ", Sizes(tensor))}] numbers";

    private static string Span(NamedTensor tensor) => tensor.Length == 1
        ? tensor.NameOf(0)
        : $"{tensor.NameOf(0)} to {DivergenceText.Index(tensor.Indices(tensor.Length - 1))}";
}
