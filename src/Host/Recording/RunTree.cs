using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What the list of runs says of one of them.</summary>
/// <param name="Name">Its name in the store.</param>
/// <param name="Path">Its file.</param>
/// <param name="Bytes">The size of the file.</param>
/// <param name="Header">What the file says of itself, where it can be read.</param>
/// <param name="First">Its first step.</param>
/// <param name="Last">Its last moment.</param>
/// <param name="Plugins">Who made its strategies.</param>
/// <param name="Problem">Why it cannot be read.</param>
internal sealed record RunEntry(
    string Name, string Path, long Bytes, Option<RunHeader> Header, long First, Moment Last, ImmutableArray<Stamp> Plugins, Option<string> Problem)
{
    /// <summary>The run it was forked from.</summary>
    public Option<Parentage> Parent => Header.Bind(h => h.Parent);

    /// <summary>The document that was recorded, where it is one.</summary>
    public Option<JsonTree.Object> Document => Header.Bind(h => JsonText.Parse(Path, System.Text.Encoding.UTF8.GetBytes(h.Document))
        .Match(tree => tree is JsonTree.Object root ? Some(root) : None, _ => None));

    /// <summary>The document with the recorded rows written out in it.</summary>
    public Option<JsonTree.Object> DocumentWithRows =>
        from document in Document
        from rows in Read(file => file.Data()).ToOption()
        from full in DataPart.WithRows(document, rows).ToOption()
        select (JsonTree.Object)full;

    /// <summary>Opens the file of <paramref name="name"/>, reads, and closes it.</summary>
    public static RunEntry Of(Store store, string name)
    {
        var path = store.PathOf(name);
        var bytes = new FileInfo(path).Length;
        return RunFile.Open(path).Bind(file =>
        {
            using (file)
                return from moment in file.MomentAt(file.Last)
                       from stamps in file.Stamps()
                       select new RunEntry(name, path, bytes, file.Header, file.First, moment, [.. stamps.Distinct()], None);
        }).IfLeft(failure => new RunEntry(name, path, bytes, None, 0, default, [], Some(failure.Problems.Head.What)));
    }

    /// <summary>Whether this run has the state that <paramref name="parentage"/> speaks of: the fingerprint decides, names may be given twice.</summary>
    public bool Has(Parentage parentage) =>
        Problem.IsNone && parentage.Step >= First && parentage.Step <= Last.Step
        && Read(file => file.MomentAt(parentage.Step)).Exists(moment => moment.Fingerprint == parentage.Fingerprint);

    private Either<Failure, T> Read<T>(Func<RunFile, Either<Failure, T>> use) => RunFile.Open(Path).Bind(file =>
    {
        using (file)
            return use(file);
    });
}

/// <summary>Where a fork hangs in the tree.</summary>
/// <param name="Entry">The run.</param>
/// <param name="Under">The name of its parent, where that is in the store.</param>
/// <param name="Lost">Why the parent is not found, where there is one and it is not.</param>
/// <param name="Changes">What it has other than its parent.</param>
internal sealed record Branch(RunEntry Entry, Option<string> Under, string Lost, ImmutableArray<string> Changes);

/// <summary>The runs of a store as a tree: forks under the run whose state they began with.</summary>
internal sealed record RunTree(ImmutableArray<Branch> Branches)
{
    /// <summary>Every run once, parents before their forks: by name, and forks by the step where they branch off.</summary>
    public IEnumerable<(Branch Branch, int Depth)> InOrder => Branches.Where(b => b.Under.IsNone).SelectMany(b => Below(b, 0));

    public static RunTree Of(Store store)
    {
        var entries = store.Names().Select(name => RunEntry.Of(store, name)).ToImmutableArray();
        var branches = entries.Select(entry => BranchOf(entry, entries)).ToImmutableArray();
        // Files can be made to name each other; a run that is below itself hangs nowhere.
        return new([.. branches.Select(b => IsBelowItself(b, branches) ? b with { Under = None } : b)]);
    }

    private static Branch BranchOf(RunEntry entry, ImmutableArray<RunEntry> all) => entry.Parent.Match(
        parentage =>
        {
            var namesakes = all.Where(other => other.Name == parentage.Run || other.Header.Exists(h => h.Name == parentage.Run)).Where(other => other.Name != entry.Name)
                .OrderByDescending(other => other.Name == parentage.Run).ToList();
            var parent = toSeq(namesakes.Where(other => other.Has(parentage)).Take(1).ToList()).HeadOrNone();
            var changes = from p in parent
                          from after in entry.Document
                          from before in DataPart.HasRows(after) && !p.Document.Exists(DataPart.HasRows) ? p.DocumentWithRows : p.Document
                          select ForkChanges.Between(before, after);
            return new Branch(entry, parent.Map(p => p.Name), Lost(parentage, namesakes), changes.IfNone([]));
        },
        () => new Branch(entry, None, "", []));

    private static string Lost(Parentage parentage, List<RunEntry> namesakes) =>
        namesakes.Count == 0 ? "not in this store"
        : namesakes.All(other => other.Problem.IsSome) ? "it cannot be read"
        : $"another run: the {parentage.Run} in this store has another state {parentage.Step}";

    private static bool IsBelowItself(Branch branch, ImmutableArray<Branch> all)
    {
        var above = branch.Under;
        for (var climbed = 0; climbed < all.Length && above.IsSome; climbed++)
        {
            if (above == branch.Entry.Name)
                return true;
            above = all.First(b => b.Entry.Name == above).Under;
        }

        return false;
    }

    private IEnumerable<(Branch, int)> Below(Branch branch, int depth) =>
        Branches.Where(b => b.Under == branch.Entry.Name)
            .OrderBy(b => b.Entry.Parent.Match(p => p.Step, () => 0))
            .ThenBy(b => b.Entry.Name, StringComparer.Ordinal)
            .SelectMany(b => Below(b, depth + 1))
            .Prepend((branch, depth));
}
