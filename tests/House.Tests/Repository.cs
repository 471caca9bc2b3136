using System.Reflection;
using System.Xml.Linq;

namespace Functional.House.Tests;

/// <summary>The checkout the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!);

    public static IEnumerable<string> SourceFiles(string folder) => Files(folder, "*.cs");

    /// <summary>The files of that name under a folder, but for what builds leave there.</summary>
    public static IEnumerable<string> Files(string folder, string name) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), name, SearchOption.AllDirectories)
        .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    public static XDocument Project(string path) => XDocument.Load(Path.Combine(Root, path));

    /// <summary>Names of the projects and packages a project refers to.</summary>
    public static IReadOnlyList<string> References(string project, string kind) =>
    [
        .. Project(project).Descendants(kind)
            .Select(r => r.Attribute("Include")!.Value)
            .Select(name => kind == "ProjectReference" ? Path.GetFileNameWithoutExtension(name.Replace('\\', '/')) : name),
    ];
}
