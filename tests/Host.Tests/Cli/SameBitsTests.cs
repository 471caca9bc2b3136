using System.Globalization;

namespace Functional.Host.Tests;

/// <summary>Another processor's instructions, compiler, culture or clock change no bit of any state, and no letter of any page.</summary>
public sealed class SameBitsTests
{
    private static readonly string[] Train = ["train", "article", "--steps", "5000", "--as", "bits", "--json"];

    private static readonly object[] Environments =
    [
        new[] { "DOTNET_EnableAVX512", "0" },
        new[] { "DOTNET_EnableAVX2", "0" },
        new[] { "DOTNET_EnableHWIntrinsic", "0" },
        new[] { "DOTNET_TieredCompilation", "0" },
        new[] { "DOTNET_TieredPGO", "1" },
        new[] { "DOTNET_gcServer", "1" },
        new[] { "DOTNET_PROCESSOR_COUNT", "1" },
        new[] { "LANG", "tr_TR.UTF-8" },
        new[] { "LC_ALL", "de_DE.UTF-8" },
        new[] { "TZ", "Asia/Tokyo" },
    ];

    private static readonly Lazy<(string, string)> Here = new(() => Bits(playground => playground.Run));

    [TestCaseSource(nameof(Environments))]
    public void A_process_elsewhere_computes_the_same_bits(string variable, string value) =>
        Assert.That(Bits(playground => arguments => playground.Start(new Dictionary<string, string> { [variable] = value }, arguments)), Is.EqualTo(Here.Value));

    [TestCase("tr-TR")]
    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    [TestCase("fa-IR")]
    public void A_page_reads_the_same_in_every_culture(string culture)
    {
        using var playground = new Playground();
        Assert.That(playground.Run(Train).Code, Is.Zero);
        string[][] pages = [["show", "bits@1"], ["show", "bits@1", "--json"], ["log", "bits", "--every", "1000"], ["predict", "bits", "--input", "0.5,-1e-7,1"], ["plugins", "show", "adam"], ["train", "--lr", "1,5"]];
        var plain = pages.Select(p => playground.Run(p)).ToList();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.That(pages.Select(p => playground.Run(p)), Is.EqualTo(plain));
            Assert.That(playground.Run("replay", "bits").Code, Is.Zero);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The last fingerprint of the article and of a network with tanh, biases and momentum: each stands for its whole history.</summary>
    private static (string, string) Bits(Func<Playground, Func<string[], Said>> runner)
    {
        using var playground = new Playground();
        var run = runner(playground);
        return (Last(run(Train)), Last(run(["train", "xor", "--optimizer", "adam", "--json"])));
    }

    private static string Last(Said said)
    {
        Assert.That(said.Code, Is.Zero, said.Error);
        return said.Json.GetProperty("last").GetProperty("fingerprint").GetString()!;
    }
}
