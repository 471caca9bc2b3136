using System.Text.RegularExpressions;

namespace Functional.Host;

/// <summary>What the name of a plugin looks like: small letters and digits, a letter first, with single hyphens: <c>leaky-relu</c>.</summary>
internal static partial class PluginName
{
    public static bool Fits(string text) => KebabCase().IsMatch(text);

    [GeneratedRegex(@"^[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex KebabCase();
}
