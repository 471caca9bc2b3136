using System.Reflection;

namespace Functional.Benchmarks;

/// <summary>The last result stands in the README of this project, between two comments.</summary>
internal static class Readme
{
    private const string Begin = "<!-- result: begin -->";

    private const string End = "<!-- result: end -->";

    /// <summary>The checkout this was built from.</summary>
    public static string Root { get; } = Path.GetFullPath(typeof(Readme).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!);

    public static void Write(string result)
    {
        var path = Path.Combine(Root, "tests", "Benchmarks", "README.md");
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (from < 0 || to < from)
            throw new InvalidOperationException($"{path} has no place for a result: it needs the lines '{Begin}' and '{End}'.");
        File.WriteAllText(path, $"{text[..(from + Begin.Length)]}\n{result}\n{text[to..]}");
    }
}
