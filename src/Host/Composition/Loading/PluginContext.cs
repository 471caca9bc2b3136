using System.Reflection;
using System.Runtime.Loader;

namespace Functional.Host;

/// <summary>
/// Where a stranger's assembly and what it brings along are loaded. What the program and the plugin talk to each other in (Core, the
/// abstractions, dependency injection, LanguageExt) comes from the program, even where a copy lies beside the plugin: two copies of
/// <c>IActivation</c> would be two different types. A load context keeps code apart; it is no sandbox.
/// </summary>
internal sealed class PluginContext(PluginImage image) : AssemblyLoadContext(image.Name)
{
    /// <summary>Assemblies that are the program's own, whoever asks.</summary>
    private static readonly HashSet<string> Shared = new(StringComparer.OrdinalIgnoreCase)
    {
        "Functional.Core",
        "Functional.Plugins.Abstractions",
        "Functional.Plugins.Standard",
        "Functional.Laws",
        "LanguageExt.Core",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.DependencyInjection",
        "System.IO.Hashing",
    };

    private readonly AssemblyDependencyResolver? _resolver = Resolver(image.Path);

    /// <summary>Where it was read, in full.</summary>
    public string Path => image.Path;

    /// <summary>What is stamped into a run that uses this plugin.</summary>
    public Origin Origin { get; } = new(image.Name, image.Version.ToString(), image.Sha256);

    /// <summary>Whether a plugin must not bring an assembly of this name itself.</summary>
    public static bool IsShared(string name) => Shared.Contains(name);

    /// <summary>Loads exactly the bytes that were hashed.</summary>
    public Assembly LoadMain()
    {
        using var bytes = new MemoryStream(image.Bytes, writable: false);
        return LoadFromStream(bytes);
    }

    /// <summary>What <paramref name="main"/> was built against and is nowhere: neither the program's own, nor the runtime's, nor beside it.</summary>
    public IEnumerable<string> Missing(Assembly main) =>
        main.GetReferencedAssemblies().Where(reference => !IsShared(reference.Name ?? "") && !IsHere(reference)).Select(reference => reference.Name ?? "");

    private bool IsHere(AssemblyName reference)
    {
        try
        {
            return LoadFromAssemblyName(reference) is not null;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name is { } name && !IsShared(name) && _resolver?.ResolveAssemblyToPath(assemblyName) is { } path && !IsMain(path)
            ? LoadFromAssemblyPath(path)
            : null;

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver?.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private bool IsMain(string path) => string.Equals(path, image.Path, StringComparison.Ordinal);

    /// <summary>A DLL without its .deps.json has no dependencies of its own that could be found.</summary>
    private static AssemblyDependencyResolver? Resolver(string path)
    {
        try
        {
            return new(path);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
