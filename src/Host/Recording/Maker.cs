using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Who recorded a run, and on what. No bit of the run depends on it; whoever opens it elsewhere or later wants to know.</summary>
/// <param name="Program">The version of this program, with the commit it was built from where that is known.</param>
/// <param name="Architecture">x64, arm64, …</param>
/// <param name="System">The operating system, as it calls itself.</param>
/// <param name="Runtime">Of .NET.</param>
/// <param name="Vectors">Bits of the widest vector that was computed with.</param>
public sealed record Maker(string Program, string Architecture, string System, string Runtime, string Vectors)
{
    /// <summary>Enough of a commit to find it.</summary>
    private const int CommitDigits = 10;

    private static readonly ImmutableArray<string> Keys = ["program", "architecture", "system", "runtime", "vectorBits"];

    /// <summary>This program on this machine.</summary>
    public static Maker Here { get; } = Of(Machine.Here());

    /// <summary>As the header keeps it.</summary>
    internal IEnumerable<(string Key, string Value)> Pairs => Keys.Zip((string[])[Program, Architecture, System, Runtime, Vectors]);

    /// <summary>Where it was, for a sentence.</summary>
    internal string Platform => string.Join(", ", Places);

    /// <summary>Whether <paramref name="key"/> is one of those that say who made a run.</summary>
    internal static bool IsKey(string key) => Keys.Contains(key);

    /// <summary>The maker those pairs name; none in a file of a build that did not say.</summary>
    internal static Option<Maker> From(IReadOnlyDictionary<string, string> pairs) =>
        Keys.Map(key => pairs.TryGetValue(key)).Sequence().Map(values => values.ToArray())
            .Map(values => new Maker(values[0], values[1], values[2], values[3], values[4]));

    /// <summary>What is another one here than there, for a sentence; empty where nothing is.</summary>
    internal string Differing(Maker there) =>
        string.Join(", ", Places.Except(there.Places));

    /// <summary>
    /// The number before the first point of the version; null where it is no version. No Option: to compare two of those, LanguageExt looks
    /// through every assembly the program refers to, a third of a second whenever a run of another build is opened.
    /// </summary>
    internal static int? Major(string version) =>
        int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;

    private IEnumerable<string> Places => [Shown.Text(Architecture), Shown.Text(System), Shown.Text(Runtime), $"{Shown.Text(Vectors)}-bit vectors"];

    private static Maker Of(Machine machine) => new(
        Version(), Line(machine.Architecture), Line(machine.System), Line(machine.Build == "native" ? $"{machine.Runtime}, native" : machine.Runtime),
        machine.VectorBits.ToString(CultureInfo.InvariantCulture));

    private static string Version()
    {
        var full = typeof(Maker).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        var commit = full.IndexOf('+', StringComparison.Ordinal);
        return Line(commit < 0 ? full : full[..Math.Min(full.Length, commit + 1 + CommitDigits)]);
    }

    /// <summary>An operating system may call itself what it likes; a header holds lines.</summary>
    private static string Line(string text) => string.Concat(text.Where(c => !char.IsControl(c)));
}
