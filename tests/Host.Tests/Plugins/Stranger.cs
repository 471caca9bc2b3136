using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !instead.Any(r => Path.GetFileNameWithoutExtension(path) == r.Display))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .Concat(instead);
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(Usings + source)], references, new(OutputKind.DynamicallyLinkedLibrary, deterministic: true));
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name + ".dll");
        var result = compilation.Emit(path);
        Assert.That(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
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
    public static MetadataReference NewerContract()
    {
        var compilation = CSharpCompilation.Create(
            "Functional.Plugins.Abstractions",
            [CSharpSyntaxTree.ParseText("""
                [assembly: System.Reflection.AssemblyVersion("99.0.0.0")]
                namespace Functional.Plugins;
                public interface IPlugin { }
                [System.AttributeUsage(System.AttributeTargets.Assembly)] public sealed class PluginAttribute(System.Type door) : System.Attribute { public System.Type Door => door; }
                """)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location), MetadataReference.CreateFromFile(Assembly.Load("System.Runtime").Location)],
            new(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.That(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray(), filePath: "Functional.Plugins.Abstractions");
    }
}
