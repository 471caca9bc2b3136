using System.Buffers.Binary;
using System.IO.Hashing;

namespace Functional.Core.Tests.Numbers;

/// <summary>
/// The bits themselves, pinned. A changed pin means that every recorded run replays to other numbers: change one only
/// together with the format's version. The same pins must hold on other processors; DOTNET_EnableAVX2=0 and
/// DOTNET_EnableHWIntrinsic=0 make one of them out of this one, with the fused multiply-add done in software.
/// </summary>
public sealed class ElementaryBitsTests
{
    [TestCase("exp", "13c10dad39ce099d975d84cb127676b6")]
    [TestCase("expm1", "70a08e556a19b696f8c5892b904c8ccb")]
    [TestCase("log", "653bca269ab3391cdaa2cd080f376213")]
    [TestCase("log1p", "a23bfbeb599e3adbe949a7a48b478d8e")]
    [TestCase("tanh", "f7fd473f760e56a2eca020cae9eba647")]
    [TestCase("sigmoid", "4bb5b5aba2f50c5b6b510204a345113f")]
    [TestCase("softplus", "8d600bea1b39420e7e9b65def1ddfc22")]
    [TestCase("erf", "8988b7fd7208e06bf09dc82a85d5a12a")]
    [TestCase("sin", "8daf3b07662705802a2c826f9d89263c")]
    [TestCase("cos", "8e9be6fbd3aa4ce515b801cdf6da2f84")]
    public void The_bits_of_a_hundred_thousand_results_are_pinned(string name, string pin) =>
        Assert.That(Fingerprint(Grid().Select(ElementaryTests.Named[name])), Is.EqualTo(pin));

    [Test]
    public void The_bits_of_a_hundred_thousand_powers_are_pinned() =>
        Assert.That(
            Fingerprint(Grid().Zip(Grid().Reverse(), (x, y) => Elementary.Pow(Math.Abs(x), y))),
            Is.EqualTo("829359a7748bf974addfa890c8cd33e0"));

    /// <summary>Half of it even steps through [−50, 50], half of it bit patterns spread over all doubles (Weyl's sequence).</summary>
    private static IEnumerable<double> Grid() => Enumerable.Range(0, 50_000).SelectMany(i => new[]
    {
        (i - 25_000) * (1.0 / 512),
        BitConverter.UInt64BitsToDouble((ulong)i * 0x9E3779B97F4A7C15),
    });

    /// <summary>XxHash128 of the bits, little-endian. NaN counts as one value: which NaN it is, the processor decides.</summary>
    private static string Fingerprint(IEnumerable<double> values)
    {
        var hash = new XxHash128();
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, double.IsNaN(value) ? double.NaN : value);
            hash.Append(bytes);
        }
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
