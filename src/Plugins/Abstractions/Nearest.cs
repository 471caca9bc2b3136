namespace Functional.Plugins;

/// <summary>Did you mean …? The known name nearest to what somebody typed.</summary>
public static class Nearest
{
    /// <summary>
    /// The candidate with the smallest edit distance (insert, delete, replace, swap neighbours; case ignored), if one letter or no
    /// more than a third of the longer name had to change; else null.
    /// </summary>
    public static string? Of(string typed, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(candidates);
        if (typed.Length > 100)
            return null;
        return candidates
            .Select(name => (Name: name, Distance: Distance(typed.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(c => c.Distance <= Math.Max(1, Math.Max(c.Name.Length, typed.Length) / 3))
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => c.Name)
            .FirstOrDefault();
    }

    /// <summary>A hint sentence: <c>Did you mean 'sigmoid'?</c>, or the list of what is known.</summary>
    public static string Hint(string typed, IEnumerable<string> candidates)
    {
        var known = candidates.Order(StringComparer.Ordinal).ToList();
        return Of(typed, known) is { } name
            ? $"Did you mean '{name}'?"
            : known.Count > 0 ? $"Known: {string.Join(", ", known)}." : "There are none.";
    }

    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replace, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }

        return d[a.Length, b.Length];
    }
}
