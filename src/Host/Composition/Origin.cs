using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Functional.Host;

/// <summary>Where a plugin's code came from: stamped into every run that used it.</summary>
/// <param name="Assembly">Simple name.</param>
/// <param name="Version">Assembly version.</param>
/// <param name="Sha256">Hash of the file, lower-case hex; empty where the code has no file of its own.</param>
public sealed record Origin(string Assembly, string Version, string Sha256)
{
    private static readonly ConcurrentDictionary<System.Reflection.Assembly, Origin> Known = new();

    /// <summary>Read once an assembly: a network of many layers asks many times, and what was loaded first is what runs.</summary>
    public static Origin Of(System.Reflection.Assembly assembly) => Known.GetOrAdd(assembly, Read);

    /// <summary>Whether this is code of the program itself; any other came in by <c>--plugin</c> or the approved folder.</summary>
    public bool IsOurs => PluginContext.IsShared(Assembly);

    private static Origin Read(System.Reflection.Assembly assembly) => PluginLoader.ForeignOrigin(assembly) ?? new(
        assembly.GetName().Name ?? "?",
        assembly.GetName().Version?.ToString() ?? "0",
        File.Exists(assembly.Location) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(assembly.Location))) : "");
}
