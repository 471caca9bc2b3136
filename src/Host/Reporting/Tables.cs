using Functional.Core;

namespace Functional.Host;

/// <summary>Tables that several sections have.</summary>
internal static class Tables
{
    /// <summary>A table that scrolls on its own where the page is narrow, so that the page never does; a wide one may leave the column of the text.</summary>
    public static Html Of(string caption, IEnumerable<Html> head, IEnumerable<Html> body, string kind = "", bool wide = false) => Html.Of($"""
        <div class="scroll{(wide ? " wide" : "")}"><table class="{kind}"><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>

        """);

    /// <summary>The head of a column.</summary>
    public static Html Head(string text) => Html.Of($"""<th scope="col">{text}</th>""");

    /// <summary>The head of a line.</summary>
    public static Html Side(string text) => Html.Of($"""<th scope="row">{text}</th>""");

    /// <summary>A cell with a number.</summary>
    public static Html Cell(double x, string at = "", Func<double, string>? text = null) => Html.Of($"<td>{Typeset.Number(x, at, text)}</td>");

    /// <summary>A line.</summary>
    public static Html Line(string side, IEnumerable<Html> cells) => Html.Of($"<tr>{Side(side)}{cells}</tr>\n");

    /// <summary>A line that says what is not shown.</summary>
    public static Html Rest(string what, int columns) => Html.Of($"""<tr class="rest"><td colspan="{columns}">{what}</td></tr>""");

    /// <summary>Every tensor of a state as a matrix, as far as a page bears; all of it is in <c>show --json</c>.</summary>
    /// <param name="tensors">Which.</param>
    /// <param name="flat">Their numbers.</param>
    /// <param name="member">Where <c>show</c> has them: <c>/parameters</c>, <c>/next</c>.</param>
    /// <param name="of">What they are of, for the caption.</param>
    public static Html Tensors(IEnumerable<NamedTensor> tensors, Reals flat, string member, string of) =>
        Html.Of($"""<div class="tensors">{tensors.Select(t => Tensor(t, flat, member, of))}</div>""");

    private static Html Tensor(NamedTensor tensor, Reals flat, string member, string of)
    {
        var values = tensor.In(flat).ToArray();
        var (rows, columns) = (Math.Min(tensor.Rows, Limits.TableRows), Math.Min(tensor.Columns, Limits.TableColumns));
        var rest = Shape(tensor, rows, columns);
        return Of(
            $"{tensor.Name} {of}",
            [Html.Of($"""<td class="corner"></td>"""), .. Enumerable.Range(0, columns).Select(c => Head($"unit {c}"))],
            [
                .. Enumerable.Range(0, rows).Select(r => Line(
                    tensor.IsVector ? "bias" : tensor.Name.StartsWith("layer0", StringComparison.Ordinal) ? $"input {r}" : $"from {r}",
                    Enumerable.Range(0, columns).Select(c => Cell(values[r * tensor.Columns + c], $"{member}/{tensor.Name}/{(tensor.IsVector ? "" : $"{r}/")}{c}", NumberText.Long)))),
                .. rest.Length == 0 ? [] : new[] { Rest(rest, columns + 1) },
            ],
            "numbers");
    }

    private static string Shape(NamedTensor tensor, int rows, int columns) =>
        rows < tensor.Rows || columns < tensor.Columns
            ? tensor.IsVector ? $"the first {columns} of {NumberText.Count(tensor.Columns)}" : $"the first {rows} × {columns} of {NumberText.Count(tensor.Rows)} × {NumberText.Count(tensor.Columns)}"
            : "";
}
