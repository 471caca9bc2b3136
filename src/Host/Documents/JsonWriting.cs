using System.Globalization;
using System.Text;
using Functional.Core;

namespace Functional.Host;

/// <summary>A tree as compact JSON text, the same in every culture.</summary>
internal static class JsonWriting
{
    public static void Append(StringBuilder text, JsonTree tree)
    {
        switch (tree)
        {
            case JsonTree.Object o:
                AppendMembers(text, o);
                break;
            case JsonTree.Array a:
                AppendItems(text, a);
                break;
            case JsonTree.Number n:
                text.Append(RealText.Of(n.Value));
                break;
            case JsonTree.Text t:
                AppendQuoted(text, t.Value);
                break;
            case JsonTree.Flag f:
                text.Append(f.Value ? "true" : "false");
                break;
            default:
                text.Append("null");
                break;
        }
    }

    /// <summary>Text in double quotes; only what JSON demands is escaped, and the two line separators that are no line break in JSON.</summary>
    public static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or '\x7f' or '\u2028' or '\u2029' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        text.Append('"');
    }

    private static void AppendMembers(StringBuilder text, JsonTree.Object tree)
    {
        text.Append('{');
        for (var i = 0; i < tree.Members.Length; i++)
        {
            if (i > 0)
                text.Append(',');
            AppendQuoted(text, tree.Members[i].Name);
            text.Append(':');
            Append(text, tree.Members[i].Value);
        }

        text.Append('}');
    }

    private static void AppendItems(StringBuilder text, JsonTree.Array tree)
    {
        text.Append('[');
        for (var i = 0; i < tree.Items.Length; i++)
        {
            if (i > 0)
                text.Append(',');
            Append(text, tree.Items[i]);
        }

        text.Append(']');
    }
}
