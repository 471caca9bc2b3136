using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A step of a path: into a member, or into an item where <paramref name="Key"/> is null.</summary>
internal readonly record struct PathStep(string? Key, int Index = 0);

/// <summary>The text of a <see cref="DocumentPath"/>: <c>key ( .key | [index] | ["key"] )*</c>.</summary>
internal static class PathText
{
    private const string Hint = "A path looks like network.layers[0].activation.";

    public static Validation<Problem, ImmutableArray<PathStep>> Parse(string path)
    {
        var steps = ImmutableArray.CreateBuilder<PathStep>();
        for (var at = 0; at < path.Length || at == 0;)
        {
            if (steps.Count >= JsonText.MaxDepth)
                return Fault(at, $"more than {JsonText.MaxDepth} steps");
            var (step, next, fault) = Next(path, at, first: steps.Count == 0);
            if (fault is not null)
                return Fault(next, fault);
            steps.Add(step);
            at = next;
        }

        return Success<Problem, ImmutableArray<PathStep>>(steps.ToImmutable());
    }

    private static Validation<Problem, ImmutableArray<PathStep>> Fault(int at, string what) =>
        Fail<Problem, ImmutableArray<PathStep>>(Seq1(new Problem("", $"the path has {what} at character {at + 1}", Hint)));

    private static (PathStep Step, int Next, string? Fault) Next(string path, int at, bool first)
    {
        if (at < path.Length && path[at] == '[')
            return at + 1 < path.Length && path[at + 1] == '"' ? QuotedKey(path, at) : Item(path, at);
        if (!first && path[at] != '.')
            return (default, at, $"'{path[at]}' where '.' or '[' should stand");
        var start = first ? at : at + 1;
        var end = path.AsSpan(start).IndexOfAny('.', '[', ']') is var length and >= 0 ? start + length : path.Length;
        return end == start
            ? (default, start, "no key")
            : end < path.Length && path[end] == ']' ? (default, end, "a ']' without its '['") : (new(path[start..end]), end, null);
    }

    private static (PathStep Step, int Next, string? Fault) Item(string path, int at)
    {
        var end = path.IndexOf(']', at);
        if (end < 0)
            return (default, at, "a '[' that is never closed");
        var digits = path.AsSpan(at + 1, end - at - 1);
        return !digits.IsEmpty && digits.IndexOfAnyExceptInRange('0', '9') < 0 && digits.Length <= 9
            ? (new(null, int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture)), end + 1, null)
            : (default, at + 1, "no item number (0, 1, 2, …)");
    }

    private static (PathStep Step, int Next, string? Fault) QuotedKey(string path, int at)
    {
        var end = at + 2;
        while (end < path.Length && path[end] != '"')
            end += path[end] == '\\' ? 2 : 1;
        if (end + 1 >= path.Length || path[end + 1] != ']')
            return (default, at + 1, "a quoted key that is not closed by \"]");
        var quoted = System.Text.Encoding.UTF8.GetBytes(path[(at + 1)..(end + 1)]);
        return JsonText.Parse("", quoted).Match<(PathStep, int, string?)>(
            Succ: tree => (new(((JsonTree.Text)tree).Value), end + 2, null),
            Fail: _ => (default, at + 1, "a quoted key that is not JSON text"));
    }
}
