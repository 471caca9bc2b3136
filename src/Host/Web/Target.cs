using System.Collections.Immutable;
using System.Text;

namespace Functional.Host;

/// <summary>
/// What a request asks for, read once from what stands in its first line. Nothing is mended: dots, empty parts, back-slashes, NULs and
/// broken UTF-8 make it no target at all, however they are written.
/// </summary>
/// <param name="Parts">The parts of the path, decoded once; none for <c>/</c>.</param>
/// <param name="Query">Names and values, decoded once, in order.</param>
internal sealed record Target(ImmutableArray<string> Parts, ImmutableArray<(string Name, string Value)> Query)
{
    /// <summary>Nothing we serve lies deeper, and no question has more parts.</summary>
    private const int MostParts = 8, MostValues = 16;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The target that <paramref name="raw"/> means, or null.</summary>
    public static Target? Read(string raw)
    {
        if (!raw.StartsWith('/') || raw.Contains('#', StringComparison.Ordinal))
            return null;
        var at = raw.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = at < 0 ? (raw[1..], "") : (raw[1..at], raw[(at + 1)..]);
        var parts = path.Length == 0 ? [] : path.Split('/').Select(part => Decoded(part)).ToImmutableArray();
        var pairs = query.Length == 0 ? [] : query.Split('&').Select(Pair).ToImmutableArray();
        return parts.Length <= MostParts && parts.All(part => part is not null && IsName(part)) && pairs.Length <= MostValues && pairs.All(p => p is not null)
            && pairs.Select(p => p!.Value.Name).Distinct().Count() == pairs.Length
            ? new([.. parts.Select(p => p!)], [.. pairs.Select(p => p!.Value)])
            : null;
    }

    /// <summary>The value of a name in the query, or null.</summary>
    public string? Find(string name) => Query.FirstOrDefault(p => p.Name == name).Value;

    private static bool IsName(string part) =>
        part.Length > 0 && part is not ("." or "..") && !part.Any(c => c is '/' or '\\' or ':' || char.IsControl(c));

    private static (string Name, string Value)? Pair(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && Decoded(text[..at]) is { } name && Decoded(text[(at + 1)..].Replace('+', ' ')) is { } value && !value.Any(char.IsControl) ? (name, value) : null;
    }

    /// <summary>The text with every <c>%XX</c> as the byte it means; null where that is no UTF-8, or anything is not plain ASCII.</summary>
    private static string? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is <= ' ' or > '~')
                return null;
            var isCode = text[i] == '%';
            if (isCode && !(i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2])))
                return null;
            bytes[length++] = isCode ? Convert.FromHexString(text.AsSpan(i + 1, 2))[0] : (byte)text[i];
            i += isCode ? 2 : 0;
        }

        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
