using System.Globalization;

namespace Functional.Host.Tests;

/// <summary>Another culture changes no letter of any page; that nothing changes a bit is held by <see cref="BitsMatrixTests"/>.</summary>
public sealed class SamePagesTests
{
    private static readonly string[] Train = ["train", "article", "--steps", "5000", "--as", "bits", "--json"];

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
}
