using System.Reflection;
using System.Text.RegularExpressions;
using Functional.Host;
using Functional.Plugins;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;

namespace Functional.House.Tests;

/// <summary>What the README of the plugins says, done literally.</summary>
public sealed partial class PluginReadmeTests
{
    [Test]
    public void The_activation_of_the_readme_compiles_and_works()
    {
        var services = new ServiceCollection();
        var plugin = (IPlugin)Activator.CreateInstance(Compiled().GetType("BentPlugin", throwOnError: true)!)!;
        plugin.Register(services);
        using var provider = services.BuildServiceProvider();
        var catalogue = Catalogue.From(provider).Match(c => c, problems => throw new InvalidOperationException(problems.Head.ToString()));

        var bent = catalogue.Activations
            .Make("bent", "test", new Dictionary<string, SettingValue> { ["slope"] = new SettingValue.Number("test", 0.25) })
            .Match(made => made.Strategy, problems => throw new InvalidOperationException(problems.Head.ToString()));

        double[] z = [-2, 0, 3], a = new double[3], slopes = new double[3];
        bent.Forward(z, a);
        bent.Backward(z, a, [1, 1, 1], slopes);
        Assert.Multiple(() =>
        {
            Assert.That(bent.Id, Is.EqualTo("bent(slope=0.25)"));
            Assert.That(a, Is.EqualTo(new[] { -0.5, 0, 3 }));
            Assert.That(slopes, Is.EqualTo(new[] { 0.25, 0.25, 1 }));
            Assert.That(bent.Kinks.ToArray(), Is.EqualTo([0.0]));
        });
    }

    private static Assembly Compiled()
    {
        const string Usings = "using System; using Functional.Core; using Functional.Plugins; using Microsoft.Extensions.DependencyInjection;\n";
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "Plugins", "README.md"));
        var code = Usings + string.Join("\n", CSharpBlock().Matches(readme).Select(m => m.Groups[1].Value));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p));
        var compilation = CSharpCompilation.Create("readme", [CSharpSyntaxTree.ParseText(code)], references, new(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.That(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(image.ToArray());
    }

    [GeneratedRegex("```csharp\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
