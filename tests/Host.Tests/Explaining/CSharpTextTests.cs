using System.Reflection;
using Functional.Core;
using Functional.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Functional.Host.Tests;

/// <summary>Numbers keep their bits through the compiler, and no text from a file becomes code.</summary>
public sealed class CSharpTextTests
{
    private static readonly double[] Odd =
    [
        0.0, -0.0, double.NaN, -double.NaN, BitConverter.UInt64BitsToDouble(0x7FF0000000000001), BitConverter.UInt64BitsToDouble(0xFFFFFFFFFFFFFFFF),
        double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 1, -1, 1e16, 1e15, 123456789012345680,
        Math.ScaleB(1, -25), Math.ScaleB(1, -958), 2.2250738585072014e-308, 2.2250738585072009e-308,
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Char.Array[0, 12].Select(cs => new string(cs)), Gen.Char["\"\\\r\n\t\0\u0085\u2028\u2029{}*/«»'ä€ 9a<>&"].Array[0, 12].Select(cs => new string(cs)));

    [Test]
    public void A_number_has_its_bits_in_the_compiled_code()
    {
        var random = new Random(4);
        var numbers = Odd.Concat(Enumerable.Range(0, 2000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)))).ToArray();
        var source = $"using System; public static class All {{ public static double[] Numbers => [ {string.Join(", ", numbers.Select(CSharpText.Number))} ]; }}";
        var compiled = (double[])Assembly.Load(Compiler.Compile("Numbers", [source], Compiler.References)).GetType("All")!.GetProperty("Numbers")!.GetValue(null)!;
        Assert.That(Reals.Of(compiled), Is.EqualTo(Reals.Of(numbers)));
    }

    [Test]
    public void A_text_is_one_literal_that_means_itself() =>
        Texts.Sample(text =>
        {
            var token = SyntaxFactory.ParseTokens(CSharpText.Text(text)).ToList();
            return token.Count == 2 && token[0].IsKind(SyntaxKind.StringLiteralToken) && token[0].ValueText == text && !token[0].ContainsDiagnostics;
        });

    [Test]
    public void A_remark_stays_on_its_line_and_in_its_comment() =>
        Texts.Sample(text =>
        {
            var tokens = SyntaxFactory.ParseTokens($"// {CSharpText.Remark(text)}\n/// <summary>'{CSharpText.Remark(text)}'</summary>\nclass").ToList();
            return tokens.Count == 2 && tokens[0].IsKind(SyntaxKind.ClassKeyword) && !tokens[0].ContainsDiagnostics;
        });

    [Test]
    public void A_name_is_a_name() =>
        Texts.Sample(text => SyntaxFacts.IsValidIdentifier(CSharpText.Name(text)) && CSharpText.Name(text).All(char.IsAsciiLetterOrDigit));

    [TestCase("iris-nadam", "IrisNadam")]
    [TestCase("random_3.b", "Random3B")]
    [TestCase("2layers", "Run2layers")]
    [TestCase("...", "Run")]
    public void A_name_is_what_a_person_would_take(string run, string name) => Assert.That(CSharpText.Name(run), Is.EqualTo(name));

    [Test]
    public void A_hostile_name_of_a_run_writes_no_code()
    {
        using var folder = new TemporaryFolder();
        Runs.Record(Runs.Experiment(3), folder["run.run"]);
        using var run = Runs.Open(folder["run.run"]);
        var test = Runs.Right(StepTest.Of(run, Docs.Catalogue, 0)) with { Run = "x'</summary>\n#error \u2028 } «LOSS» */" };
        Assert.That(WrittenTests.Run([test.Text()]).Single().Value, Is.Empty);
    }
}
