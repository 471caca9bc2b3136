using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A plugin file as bytes: hashed, and its outline read, before a single instruction in it may run.</summary>
/// <param name="Path">In full.</param>
/// <param name="Bytes">Its content. What is hashed is what is loaded.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Name">Simple name of the assembly.</param>
/// <param name="Version">Version of the assembly.</param>
internal sealed record PluginImage(string Path, byte[] Bytes, string Sha256, string Name, Version Version)
{
    /// <summary>Plugins are small; a file without an end must not fill the memory.</summary>
    private const long MaxBytes = 256L << 20;

    private const string Contract = "Functional.Plugins.Abstractions";

    private const string BuildHint = "Build it against this version of Functional (src/Plugins/README.md).";

    /// <summary>Reads a file; every reason why it is no plugin for this program names the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">How a person wrote it.</param>
    public static Validation<Problem, PluginImage> Read(string path, string shown)
    {
        var file = new FileInfo(path);
        if (Directory.Exists(path))
            return Refuse(shown, "this is a folder, not a DLL", "Give the file.");
        if (!file.Exists || IsDangling(file))
            return Refuse(shown, "there is no such file", "Give the path of a built plugin, for instance bin/Release/net10.0/Snake.dll.");
        try
        {
            if (file.Attributes.HasFlag(FileAttributes.Device) || file.Length is 0 or > MaxBytes)
                return Refuse(shown, "this is no .NET assembly", "Give the DLL that 'dotnet build' makes.");
            return Outline(file.FullName, File.ReadAllBytes(file.FullName), shown);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(shown, "the file cannot be read", "Check its permissions.");
        }
        catch (BadImageFormatException)
        {
            return Refuse(shown, "the file is damaged: it begins as a .NET assembly and does not go on as one", "Build or copy it again.");
        }
    }

    /// <summary>Whether it is a link to nothing, or to itself.</summary>
    private static bool IsDangling(FileInfo file)
    {
        try
        {
            return file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true };
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>A problem of the plugin file that a person wrote as <paramref name="shown"/>.</summary>
    public static Validation<Problem, PluginImage> Refuse(string shown, string what, string hint) => Fail<Problem, PluginImage>(Seq1(ProblemOf(shown, what, hint)));

    /// <summary>Its place begins with <c>plugin</c>, which gives the exit code.</summary>
    public static Problem ProblemOf(string shown, string what, string hint) => new($"plugin {Shown.Text(shown)}", what, hint);

    private static Validation<Problem, PluginImage> Outline(string path, byte[] bytes, string shown)
    {
        using var reader = new PEReader(new MemoryStream(bytes, writable: false));
        if (!IsManaged(reader))
            return Refuse(shown, "this is no .NET assembly", "Give the DLL that 'dotnet build' makes.");
        var metadata = reader.GetMetadataReader();
        if (!metadata.IsAssembly)
            return Refuse(shown, "this is a .NET module without an assembly", "Give the DLL that 'dotnet build' makes.");
        var definition = metadata.GetAssemblyDefinition();
        var name = metadata.GetString(definition.Name);
        if (PluginContext.IsShared(name) || name == typeof(PluginImage).Assembly.GetName().Name)
            return Refuse(shown, $"an assembly called {Shown.Text(name)} is part of this program", "Give your plugin a name of its own.");
        var problems = toSeq(References(metadata, shown).ToList());
        return problems.IsEmpty
            ? Success<Problem, PluginImage>(new PluginImage(path, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), name, definition.Version))
            : Fail<Problem, PluginImage>(problems);
    }

    private static bool IsManaged(PEReader reader)
    {
        try
        {
            return reader.HasMetadata;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    /// <summary>What it was built against must be here, and not older than it asks for.</summary>
    private static IEnumerable<Problem> References(MetadataReader metadata, string shown)
    {
        var references = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
            .Select(r => (Name: metadata.GetString(r.Name), r.Version)).ToList();
        if (references.TrueForAll(r => r.Name != Contract))
            yield return ProblemOf(shown, $"it is no plugin: it does not refer to {Contract}", BuildHint);
        foreach (var (name, version) in references)
        {
            if (name.StartsWith("Functional.", StringComparison.Ordinal) && PluginContext.IsShared(name) && Here(name) is { } ours && version > ours)
                yield return ProblemOf(shown, $"it was built for {name} {version} and this program has {ours}", "Update Functional, or build the plugin against this version.");
            if (name == "System.Runtime" && version.Major > Environment.Version.Major)
                yield return ProblemOf(shown, $"it was built for .NET {version.Major} and this program runs on .NET {Environment.Version.Major}", "Build it for net10.0.");
        }
    }

    private static Version? Here(string name)
    {
        try
        {
            return Assembly.Load(name).GetName().Version;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
