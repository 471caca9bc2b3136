namespace Functional.Core;

/// <summary>
/// Who does the parts of a step that do not depend on each other. Core starts no thread, so whoever has cores to spare hands in a
/// crew; without one the caller's own thread does everything. Each output is computed by one worker in one written order, so
/// how many they are, and who does which part, changes no bit.
/// </summary>
public interface ICrew
{
    /// <summary>How many workers, the caller among them; at least 1.</summary>
    int Workers { get; }

    /// <summary>Multiplications and additions below which a product is not worth handing out.</summary>
    double LeastWork => UsualLeastWork;

    /// <summary>Two million take some 20 µs, twenty times what calling a worker costs.</summary>
    const double UsualLeastWork = 2e6;

    /// <summary>
    /// Does <paramref name="part"/> once for every number from 0 to below <paramref name="parts"/>, in any order, and returns when all
    /// are done. It is told which worker it runs on, from 0 to below <see cref="Workers"/>: a part may use that worker's scratch memory.
    /// What a part throws is thrown here.
    /// </summary>
    void Do(int parts, Action<int, int> part);
}

/// <summary>The crew of one: the caller.</summary>
public sealed class Alone : ICrew
{
    private Alone()
    {
    }

    /// <summary>The only one there needs to be.</summary>
    public static Alone Instance { get; } = new();

    /// <summary>1.</summary>
    public int Workers => 1;

    /// <inheritdoc/>
    public void Do(int parts, Action<int, int> part)
    {
        ArgumentNullException.ThrowIfNull(part);
        for (var i = 0; i < parts; i++)
            part(i, 0);
    }
}
