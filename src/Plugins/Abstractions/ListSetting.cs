using System.Collections.Immutable;
using System.Globalization;

namespace Functional.Plugins;

/// <summary>Reads a list as people write one.</summary>
internal static class ListSetting
{
    /// <summary>A list, a single number, or numbers with commas between them: <c>[10, 50]</c>, <c>10</c>, <c>10,50</c>.</summary>
    public static ImmutableArray<double>? Of(SettingValue value) => value switch
    {
        SettingValue.List list => list.Values,
        SettingValue.Number number => [number.Value],
        SettingValue.Text text => Split(text.Value),
        _ => null,
    };

    /// <summary>Whole numbers, the first <paramref name="min"/> or more, each larger than the one before it.</summary>
    public static bool IsRising(ImmutableArray<double> list, long min)
    {
        for (var i = 0; i < list.Length; i++)
            if (Math.Floor(list[i]) != list[i] || list[i] < (i == 0 ? min : list[i - 1] + 1) || list[i] > NumberRange.LargestWhole)
                return false;
        return true;
    }

    private static ImmutableArray<double>? Split(string text)
    {
        var numbers = ImmutableArray.CreateBuilder<double>();
        foreach (var part in text.Split(','))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return null;
            numbers.Add(number);
        }

        return numbers.ToImmutable();
    }
}
