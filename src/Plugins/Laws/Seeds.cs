using System.Collections.Immutable;
using System.Globalization;

namespace Functional.Laws;

/// <summary>
/// Choices as text and back: hexadecimal, <c>z</c> and a count for two zeros or more, and no zeros at the end, where a case has them
/// anyway: <c>1.3.z4.a0</c>.
/// </summary>
internal static class Seeds
{
    /// <summary>Longer than any case; a text that asks for more zeros is a slip.</summary>
    private const int Longest = 1 << 20;

    public static string Text(ImmutableArray<ulong> choices)
    {
        var parts = new List<string>();
        var zeros = 0;
        foreach (var choice in choices)
        {
            if (choice == 0)
            {
                zeros++;
                continue;
            }

            if (zeros > 0)
                parts.Add(zeros == 1 ? "0" : $"z{Hex((ulong)zeros)}");
            zeros = 0;
            parts.Add(Hex(choice));
        }

        return parts.Count == 0 ? "0" : string.Join('.', parts);
    }

    /// <summary>The choices, or null where the text is none of ours.</summary>
    public static ImmutableArray<ulong>? Read(string text)
    {
        var choices = ImmutableArray.CreateBuilder<ulong>();
        foreach (var part in text.Split('.'))
        {
            var zeros = part.StartsWith('z');
            if (!ulong.TryParse(zeros ? part.AsSpan(1) : part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
                return null;
            if (!zeros)
                choices.Add(number);
            else if (number <= Longest && choices.Count <= Longest)
                choices.AddRange(new ulong[number]);
            else
                return null;
        }

        return choices.ToImmutable();
    }

    private static string Hex(ulong number) => number.ToString("x", CultureInfo.InvariantCulture);
}
