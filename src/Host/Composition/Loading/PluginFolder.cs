using System.Collections.Immutable;
using LanguageExt;

namespace Functional.Host;

/// <summary>The folder <c>plugins</c> beside the store: its approved DLLs are loaded by every command, the others are only named.</summary>
internal sealed record PluginFolder(string Path)
{
    private const string Name = "plugins";

    public static PluginFolder Beside(Store store) =>
        new(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(store.Folder)) ?? store.Folder, Name));

    /// <summary>The DLLs in it that refer to the plugin contract; what else lies there (a plugin's own dependencies) is passed over.</summary>
    public ImmutableArray<PluginImage> Images() =>
    [
        .. Files().SelectMany(file => PluginImage.Read(file, Shown(file)).Match(Succ: image => [image], Fail: _ => Array.Empty<PluginImage>())),
    ];

    /// <summary>How a file of this folder is written in sentences.</summary>
    public static string Shown(string file) => $"{Name}/{System.IO.Path.GetFileName(file)}";

    private IEnumerable<string> Files()
    {
        try
        {
            return Directory.Exists(Path) ? [.. Directory.EnumerateFiles(Path, "*.dll").Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
