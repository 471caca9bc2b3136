using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>An object of a document, read key by key.</summary>
internal sealed class Fields
{
    private readonly JsonTree.Object _object;

    private Fields(Spot spot, JsonTree.Object tree) => (Spot, _object) = (spot, tree);

    public Spot Spot { get; }

    /// <summary>The object at <paramref name="spot"/>, or the sentence that it is none.</summary>
    public static Validation<Problem, Fields> Of(Spot spot, string hint) =>
        spot.Tree is JsonTree.Object tree
            ? Success<Problem, Fields>(new Fields(spot, tree))
            : spot.Needs<Fields>("an object", hint);

    public bool Has(string key) => _object.IndexOf(key) >= 0;

    public Spot? Find(string key) => _object.Find(key) is { } value ? At(key, value) : null;

    /// <summary>The value of a key that must be there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hint">What to write.</param>
    public Validation<Problem, Spot> Required(string key, string hint) =>
        Find(key) is { } spot
            ? Success<Problem, Spot>(spot)
            : Fail<Problem, Spot>(Seq1(new Problem(
                Spot.WhereOf(Spot.Tree.Place, DocumentPath.Child(Spot.Path, key)), $"the key '{key}' is missing", hint)));

    /// <summary>The value of a key, or the value it has where nobody says otherwise.</summary>
    public Spot Optional(string key, JsonTree @default) => Find(key) ?? At(key, @default with { Place = Spot.Tree.Place });

    /// <summary>All members but <paramref name="key"/>.</summary>
    public IEnumerable<(string Name, Spot Value)> Except(string key)
    {
        foreach (var member in _object.Members)
            if (member.Name != key)
                yield return (member.Name, At(member.Name, member.Value));
    }

    /// <summary>The same object without some of its keys.</summary>
    public Spot Without(IEnumerable<string> keys) => Spot with { Tree = _object with { Members = _object.Members.RemoveAll(m => keys.Contains(m.Name)) } };

    /// <summary>A problem for every key that is not among <paramref name="known"/>.</summary>
    public Validation<Problem, Unit> Only(params string[] known) => Gathered.Unless(
        from member in _object.Members
        where !known.Contains(member.Name)
        select new Problem(
            Spot.WhereOf(member.Place, DocumentPath.Child(Spot.Path, member.Name)),
            $"there is no key '{Shown.Text(member.Name)}' here",
            Nearest.Hint(Shown.Text(member.Name), known)));

    private Spot At(string key, JsonTree value) => new(value, DocumentPath.Child(Spot.Path, key));
}
