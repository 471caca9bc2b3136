using System.Collections.Immutable;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;

namespace Functional.Host;

/// <summary>A file of arrays with names. Each is read when it is asked for, so that what nobody needs may be of a kind that is not read.</summary>
/// <param name="File">What to call the file in sentences.</param>
/// <param name="Names">The names in the order of the file, each once.</param>
/// <param name="Read">The array of one of these names.</param>
internal sealed record ArrayFile(string File, ImmutableArray<string> Names, Func<string, Validation<Problem, NumberArray>> Read)
{
    private const int Enough = 10;

    /// <summary>Where an array is, for sentences: <c>start.npz: layer0.weights</c>.</summary>
    public string WhereOf(string name) => $"{File}: {Shown.Text(name)}";

    /// <summary>The array of numbers called <paramref name="name"/>, or the sentence that there is none, with the nearest name.</summary>
    public Validation<Problem, NumberArray> Find(string name) => !Names.Contains(name)
        ? InFile.Refuse<NumberArray>(File, $"there is no array '{Shown.Text(name)}'", Nearby(name))
        : Read(name).Bind(array => array.Type.Kind == ElementKind.Text
            ? InFile.Refuse<NumberArray>(WhereOf(name), "the array holds text, not numbers")
            : Prelude.Success<Problem, NumberArray>(array));

    /// <summary>The first names, for a sentence.</summary>
    public string Few => Names.IsEmpty ? "none" : string.Join(", ", Names.Take(Enough).Select(Shown.Text).Concat(Names.Length > Enough ? ["…"] : System.Array.Empty<string>()));

    private string Nearby(string name) => Nearest.Of(name, Names.Take(10_000)) is { } near
        ? $"Did you mean '{Shown.Text(near)}'?"
        : $"The file holds {Few}.";
}
