using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Functional.Tests;
using Microsoft.CodeAnalysis;
using NUnit.Framework.Internal;

namespace Functional.Host.Tests;

/// <summary>Test files that the program wrote: compiled together, as a person's project would, and run.</summary>
internal static partial class WrittenTests
{
    /// <summary>What failed, by the full name of the class: the names of its tests, empty where all passed.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Run(IEnumerable<string> sources, params string[] strangers)
    {
        var context = new AssemblyLoadContext("written", isCollectible: true);
        context.Resolving += (own, name) => strangers.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == name.Name) is { } path ? own.LoadFromAssemblyPath(path) : null;
        var image = Compiler.Compile(
            $"Written-{Guid.NewGuid():N}", sources, [.. Compiler.References, .. strangers.Select(path => MetadataReference.CreateFromFile(path))]);
        var assembly = context.LoadFromStream(new MemoryStream(image));
        return assembly.GetExportedTypes().ToImmutableSortedDictionary(type => type.FullName!, Failures);
    }

    /// <summary>The same file under a namespace of its own, with one of its numbers an ulp larger.</summary>
    public static string Mutated(string source, string name, Func<int, int> pick) => Changed(source, name, NumberPattern().Matches(Data(source)).ToArray(), pick);

    /// <summary>The same, and the number is one of those that the step has to give.</summary>
    public static string MutatedAnswer(string source, string name, Func<int, int> pick)
    {
        var start = source.IndexOf("Reals NextParameters", StringComparison.Ordinal);
        return Changed(source, name, [.. NumberPattern().Matches(Data(source)).Where(m => m.Index > start)], pick);
    }

    private static string Changed(string source, string name, Match[] numbers, Func<int, int> pick)
    {
        var number = numbers[pick(numbers.Length)];
        var other = CSharpText.Number(Math.BitIncrement(double.Parse(number.Value, CultureInfo.InvariantCulture)));
        return (source[..number.Index] + other + source[(number.Index + number.Length)..])
            .Replace("namespace Functional.RecordedSteps;", $"namespace {name};", StringComparison.Ordinal);
    }

    /// <summary>Everything before the first test; the places are those of the file.</summary>
    private static string Data(string source) => source[..source.IndexOf("[Test]", StringComparison.Ordinal)];

    /// <summary>A number as the file has it: with a point, or an exponent.</summary>
    [GeneratedRegex(@"(?<=[ =(])-?\d+(\.\d+(E[+-]?\d+)?|E[+-]?\d+)(?=[,;])")]
    private static partial Regex NumberPattern();

    private static ImmutableArray<string> Failures(Type type) =>
    [
        .. type.GetMethods().Where(m => m.GetCustomAttribute<TestAttribute>() is not null).Where(m => !Passes(m)).Select(m => m.Name),
    ];

    /// <summary>In a context of its own: that it fails is no failure of the test that asks.</summary>
    private static bool Passes(MethodInfo test)
    {
        using var context = new TestExecutionContext.IsolatedContext();
        try
        {
            test.Invoke(Activator.CreateInstance(test.DeclaringType!), []);
            return TestExecutionContext.CurrentContext.CurrentResult.AssertionResults.All(r => r.Status == NUnit.Framework.Interfaces.AssertionStatus.Passed);
        }
        catch (TargetInvocationException e) when (e.InnerException is AssertionException or MultipleAssertException)
        {
            return false;
        }
    }
}
