using System.Globalization;

namespace Functional.Host.Tests;

/// <summary>Bytes that were right once.</summary>
internal static class Damage
{
    private static readonly byte[] Marks = ",;\t|\"\n\r.-e0\0 []{}:9\u007f"u8.ToArray();

    /// <summary>How many copies are tried: so many here, and as many as FUNCTIONAL_MUTATIONS says where it is set.</summary>
    public static int Asked(int usual) => Great ? int.Parse(Environment.GetEnvironmentVariable("FUNCTIONAL_MUTATIONS")!, NumberStyles.None, CultureInfo.InvariantCulture) : usual;

    /// <summary>Whether many are asked for.</summary>
    public static bool Great => int.TryParse(Environment.GetEnvironmentVariable("FUNCTIONAL_MUTATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>A copy with one to four changes: a byte changed, lost, added or flipped in a bit, a piece doubled, the end cut off.</summary>
    public static byte[] Of(byte[] sound, Random random)
    {
        var bytes = sound.ToList();
        for (var n = random.Next(1, 5); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(13))
            {
                case 0 or 1: bytes[at] = (byte)random.Next(256); break;
                case 2 or 3: bytes.RemoveAt(at); break;
                case 4 or 5 or 6: bytes.Insert(at, Marks[random.Next(Marks.Length)]); break;
                case 7: bytes.RemoveRange(at, bytes.Count - at); break;
                case 8 or 9: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 20), bytes.Count - at))); break;
                default: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            }
        }

        return [.. bytes];
    }
}
