using System.CommandLine;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Options of a fork that say what it does without: <c>--skip A..B</c> and <c>--drop-row R</c>. They add to what its document leaves out
/// already, so that a fork of a fork does without both, and a wrong one is refused by the same sentence as in a document.
/// </summary>
internal sealed class Omissions
{
    private readonly ListOption _skip = new("--skip")
    {
        Description = "leave out the updates of steps A to B, both included; the data order goes on as it was (may be given several times)",
        HelpName = "A..B",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly ListOption _drop = new("--drop-row")
    {
        Description = "train on as if this row of the data had never been there (may be given several times)",
        HelpName = "R",
        AllowMultipleArgumentsPerToken = false,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_skip);
        command.Options.Add(_drop);
    }

    /// <summary>The document that leaves these out, too.</summary>
    public Either<Failure, JsonTree> Apply(ParseResult parsed, JsonTree document) => Failure.From(
        ExitCode.Usage,
        from skipping in Append(document, LessPart.SkipKey, _skip.Name, (parsed.GetValue(_skip) ?? []).Select(range => new JsonTree.Text(new(_skip.Name), range)))
        from less in Append(skipping, LessPart.DropKey, _drop.Name, (parsed.GetValue(_drop) ?? []).Select(row => DocumentPath.ParseValue(_drop.Name, row)))
        select less);

    /// <summary>An array with more items behind it. What is no array is refused where the document is read.</summary>
    internal static Validation<Problem, JsonTree> Append(JsonTree document, string key, string option, IEnumerable<JsonTree> items) =>
        document is not JsonTree.Object root || !items.Any() ? Success<Problem, JsonTree>(document) : root.Find(key) switch
        {
            null => DocumentPath.Set(document, key, new JsonTree.Array(new(option), [.. items])),
            JsonTree.Array some => DocumentPath.Set(document, key, some with { Items = some.Items.AddRange(items) }),
            _ => Success<Problem, JsonTree>(document),
        };
}
