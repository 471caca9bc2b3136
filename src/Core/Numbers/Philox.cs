namespace Functional.Core;

/// <summary>
/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"): a bijection of
/// 128-bit counters, chosen by a 64-bit key. Ten rounds of two multiplications; passes BigCrush.
/// </summary>
internal static class Philox
{
    /// <summary>Rounds. Seven pass BigCrush; the authors recommend ten for a margin.</summary>
    private const int Rounds = 10;

    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;

    /// <summary>The key moves on by the golden ratio and by √3 − 1 (their first 32 bits) a round.</summary>
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>Four random words for the counter words c0 … c3 under the key words k0, k1.</summary>
    internal static (uint W0, uint W1, uint W2, uint W3) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = (
                (uint)(product1 >> 32) ^ c1 ^ k0,
                (uint)product1,
                (uint)(product0 >> 32) ^ c3 ^ k1,
                (uint)product0);
            k0 += Weyl0;
            k1 += Weyl1;
        }
        return (c0, c1, c2, c3);
    }
}
