using System.Collections.Frozen;
using System.Reflection;

namespace Functional.Host;

/// <summary>A file of the page.</summary>
internal sealed record Asset(string ContentType, byte[] Bytes);

/// <summary>The files of the page, which the program carries inside with the licences of those that are others': one table, made once. Nothing is read from the disk, so no path leads there.</summary>
internal static class Assets
{
    private const string Prefix = "page/", Index = "index.html";

    private static readonly Lazy<FrozenDictionary<string, Asset>> All = new(Read);

    /// <summary>The file at a path such as <c>app/main.js</c>, or null; the empty path is the page itself.</summary>
    public static Asset? Find(string path) => All.Value.GetValueOrDefault(path.Length == 0 ? Index : path == Index ? "" : path);

    private static FrozenDictionary<string, Asset> Read()
    {
        var assembly = typeof(Assets).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => new Asset(TypeOf(name), Bytes(assembly, name)), StringComparer.Ordinal);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".txt" => "text/plain; charset=utf-8",
        var other => throw new System.Diagnostics.UnreachableException($"no type is known for {other}"),
    };

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
