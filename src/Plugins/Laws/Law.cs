namespace Functional.Laws;

/// <summary>
/// A law is a statement, not an assertion: a name, a sentence, and a way to refute it. It knows no test framework, so the same value
/// serves a test, a command line and a curious person.
/// </summary>
/// <typeparam name="T">What it is a law of: one of Core's contracts, or the <see cref="Parts"/> of a whole step.</typeparam>
/// <param name="Name">kebab-case, unique among the laws of its kind: <c>writes-every-output</c>.</param>
/// <param name="Statement">What always holds, as one sentence.</param>
/// <param name="Refuter">Draws one case and tries it.</param>
public sealed record Law<T>(string Name, string Statement, Refuter<T> Refuter)
{
    /// <summary>
    /// Whether a history stands and falls with it: what breaks such a law is no function of what it is lent, or writes where it must
    /// not, and nothing computed with it could be replayed. The other laws are about being right.
    /// </summary>
    public bool Essential { get; init; }

    /// <summary>How many cases are drawn at most for each that is to speak: a law that speaks less often does not apply.</summary>
    private const int Patience = 8;

    /// <summary>Tries cases until <paramref name="cases"/> of them have spoken; a refuted one is simplified for as long as it still refutes.</summary>
    /// <param name="make">Makes the subject. Called anew for every case, and again where a law wants a fresh instance.</param>
    /// <param name="cases">How many cases are to speak.</param>
    /// <param name="seed">Which cases: the same seed tries the same ones.</param>
    public Verdict Try(Func<T> make, int cases = Lawbook.Cases, ulong seed = Lawbook.Seed)
    {
        ArgumentNullException.ThrowIfNull(make);
        var spoke = 0;
        for (var number = 0; spoke < cases && number < (long)cases * Patience && (spoke > 0 || number < cases); number++)
        {
            var draw = Draw.Case(seed, number);
            var finding = Find(make, draw);
            if (finding.Sentence is not null)
                return Refuted(make, draw, finding, number + 1);
            spoke += finding.Spoke ? 1 : 0;
        }

        return new(Name, Statement, spoke > 0 ? Outcome.Holds : Outcome.Silent, spoke) { Essential = Essential };
    }

    /// <summary>Tries the one case that comes from <paramref name="seed"/>: how it refutes the law, or null where it does not.</summary>
    /// <param name="make">Makes the subject.</param>
    /// <param name="seed">As a <see cref="Verdict"/> tells it.</param>
    public string? Refute(Func<T> make, string seed)
    {
        ArgumentNullException.ThrowIfNull(make);
        return Again(make, seed).Sentence;
    }

    /// <summary>The same, with everything that the case says.</summary>
    /// <param name="make">Makes the subject.</param>
    /// <param name="seed">As a <see cref="Verdict"/> tells it.</param>
    public Finding Again(Func<T> make, string seed)
    {
        ArgumentNullException.ThrowIfNull(make);
        return Find(make, Draw.Again(seed));
    }

    private Verdict Refuted(Func<T> make, Draw found, Finding finding, int cases)
    {
        var simplest = Shrinking.Simplest(new(found.Choices, finding.Sentence!, finding.Scene), candidate =>
        {
            var draw = Draw.Of(candidate);
            return Find(make, draw) is { Sentence: { } simpler } again ? new(draw.Choices, simpler, again.Scene) : null;
        });
        return new(Name, Statement, Outcome.Refuted, cases, simplest.Sentence, Seeds.Text(simplest.Choices)) { Essential = Essential, Scene = simplest.Scene };
    }

    /// <summary>A subject that throws is refuted by it, whatever the law asked.</summary>
    private Finding Find(Func<T> make, Draw draw)
    {
        try
        {
            return Refuter(make, draw);
        }
#pragma warning disable CA1031 // Whatever a stranger's code throws says something about it, not about us.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Finding.Against($"threw {e.GetType().Name}: {e.Message}");
        }
    }
}

/// <summary>Tries one case of a law.</summary>
/// <param name="make">Makes the subject; call it again for a fresh instance.</param>
/// <param name="draw">Where the case comes from.</param>
public delegate Finding Refuter<T>(Func<T> make, Draw draw);

/// <summary>What one case says of a law.</summary>
/// <param name="Spoke">Whether the case had anything to say: one beside a kink says nothing of a slope.</param>
/// <param name="Sentence">How it refutes the law, with the numbers; null where it does not.</param>
public readonly record struct Finding(bool Spoke, string? Sentence)
{
    /// <summary>The refuting case as something to stage, where it is a moment of a training; null elsewhere.</summary>
    public Scene? Scene { get; init; }

    /// <summary>Tried, and the law holds.</summary>
    public static Finding Fine { get; } = new(true, null);

    /// <summary>Nothing to say: the law does not apply to this subject or this case.</summary>
    public static Finding Silent { get; } = new(false, null);

    /// <summary>The law does not hold.</summary>
    /// <param name="sentence">How, with the numbers.</param>
    /// <param name="scene">The case as something to stage; null where it is no moment of a training.</param>
    public static Finding Against(string sentence, Scene? scene = null) => new(true, sentence) { Scene = scene };

    /// <summary>Refuted where there is a sentence, fine where there is none.</summary>
    public static Finding Of(string? sentence) => new(true, sentence);
}
