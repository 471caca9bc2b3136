using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Functional.Host;
using Functional.Plugins;
using Functional.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Functional.House.Tests;

/// <summary>What the README of the plugins says, done literally: its C# compiled, its shell lines run in an empty folder.</summary>
public sealed partial class PluginReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "Plugins", "README.md"));

    [Test]
    public void The_shelf_file_of_the_readme_is_an_activation_on_one_more_line()
    {
        var bent = Made("Bent", type => new ServiceCollection().AddActivation((Recipe<Core.IActivation>)type.GetProperty("Recipe")!.GetValue(null)!), ("slope", 0.25));
        double[] z = [-2, 0, 3], a = new double[3], slopes = new double[3];
        bent.Forward(z, a);
        bent.Backward(z, a, [1, 1, 1], slopes);
        Assert.Multiple(() =>
        {
            Assert.That(bent.Id, Is.EqualTo("bent(slope=0.25)"));
            Assert.That(a, Is.EqualTo(new[] { -0.5, 0, 3 }));
            Assert.That(slopes, Is.EqualTo(new[] { 0.25, 0.25, 1 }));
            Assert.That(bent.Kinks.ToArray(), Is.EqualTo([0.0]));
            Assert.That(bent.Claims.NeverFalls);
        });
    }

    [Test]
    public void The_scalar_pair_of_the_readme_is_a_plugin()
    {
        var wave = Made(
            "Sample.Wave",
            type =>
            {
                var services = new ServiceCollection();
                Assert.That(type.Assembly.GetCustomAttributes<PluginAttribute>().Single().Door, Is.EqualTo(type));
                ((IPlugin)Activator.CreateInstance(type)!).Register(services);
                return services;
            },
            ("frequency", 2));
        double[] z = [0, 0.5], a = new double[2];
        wave.Forward(z, a);
        Assert.That((wave.Id, a[0], a[1]), Is.EqualTo(("wave(frequency=2)", 0.0, Core.Elementary.Sin(1) / 2)));
    }

    [Test]
    public void The_lane_formula_of_the_readme_is_the_plain_one_many_at_a_time()
    {
        var swoosh = Compiled().GetType("Swoosh", throwOnError: true)!;
        var made = (Core.IActivation)Activator.CreateInstance(typeof(Lanewise<>).MakeGenericType(swoosh), "swoosh(slope=2)", Activator.CreateInstance(swoosh, 2.0), Array.Empty<double>())!;
        double[] z = [.. Enumerable.Range(-10, 21).Select(i => i / 4.0), double.NegativeInfinity], a = new double[z.Length], slopes = new double[z.Length];
        made.Forward(z, a);
        made.Backward(z, a, [.. z.Select(_ => 1.0)], slopes);
        Assert.Multiple(() =>
        {
            Assert.That(a[..^1], Is.EqualTo(z[..^1].Select(x => x * Core.Elementary.Sigmoid(2 * x))));
            Assert.That((a[^1], slopes[^1], slopes[10]), Is.EqualTo((0.0, 0.0, 0.5)));
        });
    }

    [Test]
    public void What_the_readme_says_goes_out_by_itself_does_and_so_does_what_says_it()
    {
        var assembly = Compiled();
        IExpandable Of(Type adapter, string type, string id, params object[] settings) => (IExpandable)Activator.CreateInstance(
            adapter.MakeGenericType(assembly.GetType(type, throwOnError: true)!), id, Activator.CreateInstance(assembly.GetType(type)!, settings), Array.Empty<double>())!;
        string Operations(IExpandable activation)
        {
            var expansion = Core.Expansion.Of(z => activation.Expand(z)!.Value);
            Assert.That(expansion.Trouble, Is.Null);
            return string.Join(" ", Core.Expansion.InOrder(expansion.Result).Select(n => n.Operation).Where(o => o != Core.ExpansionOperation.Constant));
        }

        Assert.Multiple(() =>
        {
            Assert.That(Operations(Of(typeof(Lanewise<>), "Swoosh", "swoosh(slope=2)", 2.0)), Is.EqualTo("Input Max Multiply Sigmoid Multiply"));
            Assert.That(Operations(Of(typeof(Elementwise<>), "Tent", "tent")), Is.EqualTo("Input Abs Subtract"));
            Assert.That(Of(typeof(Elementwise<>), "Bent", "bent(slope=0.1)", 0.1).Expand(default), Is.Null);
        });
    }

    [Test]
    public void The_shell_lines_of_the_readme_build_check_train_and_approve()
    {
        var folder = Directory.CreateTempSubdirectory("readme");
        try
        {
            // The template is installed for this folder alone, and the settings of whoever runs the tests stay as they are.
            var script = $"""
                set -e
                functional() {'{'} dotnet "{typeof(CommandLine).Assembly.Location}" "$@"; {'}'}
                {string.Join('\n', ShellBlock().Matches(Readme).Select(m => m.Groups[1].Value))}
                """;
            var start = new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = folder.FullName };
            start.Environment["FUNCTIONAL"] = Checkout.Root;
            start.Environment["DOTNET_CLI_HOME"] = folder.FullName;
            start.Environment["XDG_CONFIG_HOME"] = Path.Combine(folder.FullName, "config");
            start.Environment["DOTNET_NOLOGO"] = "1";
            var (code, output) = Programs.Run(start);
            Assert.That(code, Is.Zero, output);
            Assert.That(output, Does.Contain("Every law holds.").And.Contain("every bit equal").And.Contain("approved  plugins/SoftWave.dll"));
            Assert.That(File.Exists(Path.Combine(folder.FullName, "runs", "xor.run")), output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Core.IActivation Made(string type, Func<Type, IServiceCollection> register, (string Name, double Value) setting)
    {
        using var provider = register(Compiled().GetType(type, throwOnError: true)!).BuildServiceProvider();
        var catalogue = Catalogue.From(provider).Match(c => c, problems => throw new InvalidOperationException(problems.Head.ToString()));
        return catalogue.Activations
            .Make(catalogue.Activations.Names.Single(), "test", new Dictionary<string, SettingValue> { [setting.Name] = new SettingValue.Number("test", setting.Value) })
            .Match(made => made.Strategy, problems => throw new InvalidOperationException(problems.Head.ToString()));
    }

    private static Assembly Compiled()
    {
        const string Usings = "using System; using System.Runtime.CompilerServices; using Functional.Core; using Functional.Plugins; using Microsoft.Extensions.DependencyInjection;\n";
        var blocks = CSharpBlock().Matches(Readme).Select(m => Usings + m.Groups[1].Value).ToList();
        Assert.That(blocks, Has.Count.EqualTo(4));
        return Assembly.Load(Compiler.Compile("readme", blocks, Compiler.References));
    }

    [GeneratedRegex("```csharp\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex("```sh\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
