using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Functional.Host;

/// <summary>
/// What the compiler makes of <c>Html.Of($"…")</c>: the letters of the program are markup, the holes are text, which is escaped, or pieces
/// that are pages already. A hole of another type does not compile: a number is written by somebody who knows how many digits it needs.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlTemplate
{
    private readonly StringBuilder _markup;

    /// <summary>Called by the compiler.</summary>
    public HtmlTemplate(int literalLength, int formattedCount) => _markup = new(literalLength + 16 * formattedCount);

    internal string Markup => _markup.ToString();

    /// <summary>Markup, from the source of the program.</summary>
    public void AppendLiteral(string markup) => _markup.Append(markup);

    /// <summary>Text.</summary>
    public void AppendFormatted(string text) => _markup.Append(Html.Text(text).Markup);

    /// <summary>A whole number, without separators.</summary>
    public void AppendFormatted(long number) => _markup.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A piece of a page.</summary>
    public void AppendFormatted(Html piece) => _markup.Append(piece.Markup);

    /// <summary>Pieces, one after another.</summary>
    public void AppendFormatted(IEnumerable<Html> pieces) => _markup.Append(Html.Join(pieces).Markup);
}
