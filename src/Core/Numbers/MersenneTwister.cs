namespace Functional.Core;

/// <summary>
/// MT19937 (Matsumoto and Nishimura 1998), 32-bit words, with the two reference seedings <c>init_genrand</c> and
/// <c>init_by_array</c>. Only <see cref="NumPyRandom"/> holds one; it lives and dies with it.
/// </summary>
internal sealed class MersenneTwister
{
    /// <summary>Words of state: 19937 bits less 31, rounded up to whole words. Fixed by the algorithm.</summary>
    private const int Size = 624;

    /// <summary>Distance of the word that is folded in. Fixed by the algorithm.</summary>
    private const int Shift = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    /// <summary><c>init_genrand</c>: every 32-bit seed is allowed, 0 too.</summary>
    internal MersenneTwister(uint seed) => Seed(seed);

    /// <summary><c>init_by_array</c>: a key of one word or more; order and length both matter.</summary>
    internal MersenneTwister(ReadOnlySpan<uint> key)
    {
        if (key.IsEmpty) throw new ArgumentException("A key has at least one word.", nameof(key));
        Seed(19650218);
        var i = 1;
        var j = 0;
        for (var round = Math.Max(Size, key.Length); round > 0; round--)
        {
            _state[i] = (_state[i] ^ (Mixed(_state[i - 1]) * 1664525)) + key[j] + (uint)j;
            i = Following(i);
            j = j + 1 < key.Length ? j + 1 : 0;
        }
        for (var round = Size - 1; round > 0; round--)
        {
            _state[i] = (_state[i] ^ (Mixed(_state[i - 1]) * 1566083941)) - (uint)i;
            i = Following(i);
        }
        // The top bit makes sure that the state is never all zeros, the one state MT19937 cannot leave.
        _state[0] = 0x80000000;
    }

    /// <summary>The next 32 bits, tempered.</summary>
    internal uint Next()
    {
        if (_next == Size) Twist();
        var y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >> 18);
    }

    private void Seed(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < Size; i++) _state[i] = (1812433253 * Mixed(_state[i - 1])) + (uint)i;
    }

    private static uint Mixed(uint word) => word ^ (word >> 30);

    /// <summary>The next place of <c>init_by_array</c>: past the end the last word is copied to the front.</summary>
    private int Following(int i)
    {
        if (i + 1 < Size) return i + 1;
        _state[0] = _state[Size - 1];
        return 1;
    }

    private void Twist()
    {
        for (var k = 0; k < Size; k++)
        {
            var y = (_state[k] & 0x80000000) | (_state[(k + 1) % Size] & 0x7fffffff);
            _state[k] = _state[(k + Shift) % Size] ^ (y >> 1) ^ ((y & 1) * 0x9908b0df);
        }
        _next = 0;
    }
}
