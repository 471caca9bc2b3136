using Functional.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Functional.House.Tests;

/// <summary>
/// LanguageExt 4 turns a collection expression (<c>Seq&lt;int&gt; s = [1, 2]</c>) and a collection initializer
/// (<c>new Seq&lt;int&gt; { 1, 2 }</c>) into an <b>empty</b> collection without a word. The compiler's own semantic model finds every one.
/// </summary>
public sealed class EmptyCollectionTrapTests
{
    [Test]
    public void No_source_file_falls_into_the_trap()
    {
        foreach (var folder in (string[])["src/Core", "src/Plugins", "src/Host"])
        {
            var files = Repository.SourceFiles(folder).Select(f => (f, File.ReadAllText(f))).ToList();
            Assert.That(files, Is.Not.Empty);
            Assert.That(Traps(files), Is.Empty);
        }
    }

    [TestCase("Seq<int> s = [1, 2];")]
    [TestCase("Arr<int> s = [1, 2];")]
    [TestCase("var s = new Lst<int> { 1, 2 };")]
    [TestCase("Seq<int> s = new() { 1 };")]
    [TestCase("Take([1, 2]); static void Take(Seq<int> s) { }")]
    public void The_trap_is_seen(string statement) =>
        Assert.That(Traps([("trap.cs", $"using LanguageExt; class C {{ void M() {{ {statement} }} }}")]), Has.Count.EqualTo(1));

    [TestCase("int[] s = [1, 2];")]
    [TestCase("var s = new System.Collections.Generic.List<int> { 1, 2 };")]
    [TestCase("Seq<int> s = Prelude.Seq(1, 2);")]
    public void What_is_no_trap_is_left_alone(string statement) =>
        Assert.That(Traps([("fine.cs", $"using LanguageExt; class C {{ void M() {{ {statement} }} }}")]), Is.Empty);

    private static List<string> Traps(IReadOnlyList<(string Path, string Text)> files)
    {
        const string Implicit = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = files.Select(f => CSharpSyntaxTree.ParseText(f.Text, options, f.Path)).Append(CSharpSyntaxTree.ParseText(Implicit, options)).ToList();
        var compilation = CSharpCompilation.Create("trap", trees, Compiler.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return [.. trees.SelectMany(tree => Traps(tree, compilation.GetSemanticModel(tree)))];
    }

    private static IEnumerable<string> Traps(SyntaxTree tree, SemanticModel model) =>
        from node in tree.GetRoot().DescendantNodes()
        let type = node switch
        {
            CollectionExpressionSyntax => model.GetTypeInfo(node).ConvertedType,
            BaseObjectCreationExpressionSyntax { Initializer.RawKind: (int)SyntaxKind.CollectionInitializerExpression } => model.GetTypeInfo(node).Type,
            _ => null,
        }
        where type is not null && type.ContainingNamespace?.ToDisplayString().StartsWith("LanguageExt", StringComparison.Ordinal) == true
        select $"{tree.FilePath}({tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}): {node} becomes an empty {type.Name}";
}
