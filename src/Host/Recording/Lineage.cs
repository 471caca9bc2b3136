using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// A history from its beginning: what a run recorded, before that what its parent did, and so on, as far as those files are at hand and are
/// the ones it branched off from. A fork records nothing from before its first state, and yet that is its history too.
/// </summary>
internal sealed class Lineage : IDisposable
{
    private readonly Seq<(RunFile File, long First)> _parts;
    private readonly RunFile _own;

    private Lineage(RunFile own, Seq<(RunFile, long)> parts, Option<Parentage> missing) => (_own, _parts, Missing) = (own, parts, missing);

    /// <summary>The first step that is told of.</summary>
    public long First => _parts.Last.First;

    /// <summary>The run's last step.</summary>
    public long Last => _own.Last;

    /// <summary>Where it goes on backwards in a run that is not at hand, or is another one now.</summary>
    public Option<Parentage> Missing { get; }

    /// <summary>The history of <paramref name="file"/>, whose parents are looked for in <paramref name="store"/>. The file itself stays its owner's.</summary>
    public static Lineage Of(Store store, RunFile file)
    {
        var parts = Seq1((file, file.First));
        var (youngest, missing) = (file, file.Header.Parent);
        while (missing.Case is Parentage parent && Find(store, parent, youngest).Case is RunFile older)
        {
            parts = parts.Add((older, Math.Min(older.First, parts.Last.Item2)));
            (youngest, missing) = (older, older.Header.Parent);
        }

        return new(file, parts, missing);
    }

    /// <summary>Loss, error and fingerprint at a step from <see cref="First"/> to <see cref="Last"/>.</summary>
    public Either<Failure, Moment> MomentAt(long step) => _parts.Find(part => step >= part.First).Match(
        part => part.File.MomentAt(step),
        () => throw new ArgumentOutOfRangeException(nameof(step)));

    public void Dispose()
    {
        foreach (var (file, _) in _parts.Tail)
            file.Dispose();
    }

    /// <summary>The parent, if it has the very state the child began with. It must have begun earlier: so no history is its own parent.</summary>
    private static Option<RunFile> Find(Store store, Parentage parent, RunFile child)
    {
        if (Store.IsPath(parent.Run))
            return None;
        return store.Open(parent.Run).ToOption().Bind(file =>
        {
            if (file.First < child.First && parent.Step == child.First && file.Last >= parent.Step && file.MomentAt(parent.Step).Exists(m => m.Fingerprint == parent.Fingerprint))
                return Some(file);
            file.Dispose();
            return None;
        });
    }
}
