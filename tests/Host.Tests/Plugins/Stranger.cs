using System.Reflection;
using Functional.Tests;
using Microsoft.CodeAnalysis;

namespace Functional.Host.Tests;

/// <summary>Plugins that strangers might write, compiled on the spot.</summary>
internal static class Stranger
{
    /// <summary>The sample that comes with the sources, as <c>dotnet build</c> made it.</summary>
    public static string Snake { get; } = Path.GetFullPath(typeof(Stranger).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Snake").Value!);

    private const string Usings = """
        using System; using System.Linq; using System.Threading; using Functional.Core; using Functional.Plugins; using Microsoft.Extensions.DependencyInjection;
        [assembly: System.Reflection.AssemblyVersion("1.2.3.0")]

        """;

    /// <summary>A DLL of this source in a folder, under a name.</summary>
    public static string Compile(string folder, string name, string source, params MetadataReference[] instead)
    {
        var references = Compiler.References.Where(own => !instead.Any(r => Path.GetFileNameWithoutExtension(own.Display) == r.Display)).Concat(instead);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name + ".dll");
        File.WriteAllBytes(path, Compiler.Compile(name, [Usings + source], references));
        return path;
    }

    /// <summary>A plugin whose activation has this f and f′, as C# expressions of z.</summary>
    public static string Activation(string folder, string name, string value, string derivative, string key = "odd", string fields = "") => Compile(folder, name, $$"""
        [assembly: Plugin(typeof(Door))]
        public sealed class Door : IPlugin
        {
            {{fields}}
            public void Register(IServiceCollection services) =>
                services.AddActivation("{{key}}", s => Elementwise.Of("{{key}}", z => {{value}}, z => {{derivative}}));
        }
        """);

    /// <summary>An assembly of the given name and version that declares the contract's types.</summary>
    public static MetadataReference NewerContract() => MetadataReference.CreateFromImage(
        Compiler.Compile(
            "Functional.Plugins.Abstractions",
            ["""
                [assembly: System.Reflection.AssemblyVersion("99.0.0.0")]
                namespace Functional.Plugins;
                public interface IPlugin { }
                [System.AttributeUsage(System.AttributeTargets.Assembly)] public sealed class PluginAttribute(System.Type door) : System.Attribute { public System.Type Door => door; }
                """],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location), MetadataReference.CreateFromFile(Assembly.Load("System.Runtime").Location)]),
        filePath: "Functional.Plugins.Abstractions");
}
