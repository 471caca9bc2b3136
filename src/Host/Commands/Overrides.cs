using System.CommandLine;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Options that change a run document before it is validated: each is a key and a value, so that a wrong one is refused by the same
/// sentence as in the document itself.
/// </summary>
internal sealed class Overrides
{
    private readonly TextOption _steps = new("--steps") { Description = "how many steps to train", HelpName = "N" };
    private readonly TextOption _rate = new("--learning-rate", "--lr") { Description = "how far a step goes", HelpName = "X" };
    private readonly TextOption _activation = new("--activation") { Description = "the activation of every hidden layer (of the only layer, if there is one): a name, or a formula in x", HelpName = "NAME" };
    private readonly TextOption _optimizer = new("--optimizer") { Description = "another optimizer, with its default settings", HelpName = "NAME" };
    private readonly TextOption _loss = new("--loss") { Description = "another loss", HelpName = "NAME" };
    private readonly TextOption _schedule = new("--schedule") { Description = "another schedule of the learning rate, with its default settings", HelpName = "NAME" };
    private readonly TextOption _scheme = new("--scheme") { Description = "another way to draw the initial parameters", HelpName = "NAME" };
    private readonly TextOption _seed = new("--seed") { Description = "the seed of the initial parameters, 0 to 4294967295", HelpName = "N" };
    private readonly TextOption _batch = new("--batch-size") { Description = "rows a step, shuffled each epoch", HelpName = "N" };
    private readonly TextOption _until = new("--until") { Description = "end where a condition first holds: \"loss < 0.01\", \"test.accuracy >= 0.97\"", HelpName = "CONDITION" };
    private readonly TextOption _keep = new("--keep") { Description = "which states to keep: every, auto, or every K-th", HelpName = "K" };

    private readonly ListOption _set = new("--set")
    {
        Description = "change any key of the document, for instance network.layers[0].activation=tanh",
        HelpName = "KEY=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly ListOption _unset = new("--unset")
    {
        Description = "take a key out of the document, for instance clip, regularization or skip; a setting goes back to its default",
        HelpName = "KEY",
        AllowMultipleArgumentsPerToken = false,
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_steps, _rate, _optimizer, _activation, _loss, _schedule, _scheme, _seed, _batch, _until, _keep, _set, _unset])
            command.Options.Add(option);
    }

    /// <summary>Only what a fork may say: its steps, <c>--set</c> and <c>--unset</c>.</summary>
    public void AddForkTo(Command command)
    {
        command.Options.Add(_steps);
        command.Options.Add(_until);
        command.Options.Add(_set);
        command.Options.Add(_unset);
    }

    /// <summary>Whether anything at a place of the document, given key by key, is to be another: the value itself or what is in it.</summary>
    public bool Touches(ParseResult parsed, params string[] keys) =>
        Touches(Paths(parsed), keys);

    /// <summary>The places of the document at which something is set or taken out.</summary>
    public IEnumerable<string> Paths(ParseResult parsed) => (parsed.GetValue(_set) ?? []).Select(set => set.Split('=')[0]).Concat(parsed.GetValue(_unset) ?? []);

    /// <summary>The same of these paths.</summary>
    internal static bool Touches(IEnumerable<string> paths, params string[] keys) =>
        paths.Any(path => PathText.Parse(path).Exists(steps => steps.Take(keys.Length).Select(step => step.Key).SequenceEqual(keys)));

    public bool SetsSteps(ParseResult parsed) => parsed.GetValue(_steps) is not null || Touches(parsed, "steps");

    /// <summary>
    /// The document with every option applied in turn: what is taken out first, then named options, then each --set; every misplaced
    /// one is told.
    /// </summary>
    public Either<Failure, JsonTree> Apply(ParseResult parsed, JsonTree document)
    {
        var (changed, problems) = Edits(parsed, document).Aggregate(
            (Tree: document, Problems: Seq<Problem>()),
            (at, edit) => edit(at.Tree).Match(tree => (tree, at.Problems), more => (at.Tree, at.Problems + more)));
        return Failure.From(ExitCode.Usage, problems.IsEmpty ? Success<Problem, JsonTree>(changed) : Fail<Problem, JsonTree>(problems));
    }

    private IEnumerable<Func<JsonTree, Validation<Problem, JsonTree>>> Edits(ParseResult parsed, JsonTree document)
    {
        foreach (var key in parsed.GetValue(_unset) ?? [])
            yield return tree => DocumentPath.Remove(tree, key, _unset.Name);
        foreach (var change in Changes(parsed, document))
            yield return tree => change.Bind(c => DocumentPath.Set(tree, c.Path, c.Value));
    }

    private IEnumerable<Validation<Problem, Change>> Changes(ParseResult parsed, JsonTree document)
    {
        foreach (var (option, path) in new[] { (_optimizer, "optimizer"), (_loss, "loss"), (_schedule, "schedule"), (_scheme, "initial.scheme"), (_steps, "steps"), (_rate, "optimizer.learningRate"), (_seed, "initial.seed"), (_keep, "record.keep") })
            if (parsed.GetValue(option) is { } text)
                yield return Success<Problem, Change>(new(path, DocumentPath.ParseValue(option.Name, text)));
        if (parsed.GetValue(_until) is { } condition)
            yield return Success<Problem, Change>(new(Until.Key, new JsonTree.Text(new(_until.Name), condition)));
        if (parsed.GetValue(_batch) is { } size)
            yield return Success<Problem, Change>(BatchSize(document, DocumentPath.ParseValue(_batch.Name, size)));
        if (parsed.GetValue(_activation) is { } activation)
            foreach (var layer in HiddenLayers(document))
                yield return Success<Problem, Change>(new($"network.layers[{layer}].activation", FormulaText.Parse(_activation.Name, activation)));
        foreach (var set in parsed.GetValue(_set) ?? [])
            yield return Assignment(set);
    }

    /// <summary>What <c>--set KEY=VALUE</c> means.</summary>
    internal static Validation<Problem, Change> Assignment(string set) =>
        set.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? Success<Problem, Change>(new(set[..at], Value(set[..at], set[(at + 1)..])))
            : Fail<Problem, Change>(Seq1(new Problem("--set", $"'{set}' sets nothing", "Write KEY=VALUE, for instance optimizer.learningRate=0.5.")));

    /// <summary>An activation may be a formula here too, as behind --activation.</summary>
    private static JsonTree Value(string path, string text) => path.EndsWith(".activation", StringComparison.Ordinal)
        ? FormulaText.Parse("--set", text)
        : DocumentPath.ParseValue("--set", text);

    /// <summary>A batch that is an object keeps its other keys; a full one becomes shuffled mini-batches.</summary>
    private static Change BatchSize(JsonTree document, JsonTree size) =>
        document is JsonTree.Object root && root.Find("batch") is JsonTree.Object
            ? new("batch.size", size)
            : new("batch", new JsonTree.Object(size.Place, [new(size.Place, "size", size), new(size.Place, "shuffle", new JsonTree.Flag(size.Place, true))]));

    /// <summary>Every layer but the last; the last too where it is the only one.</summary>
    private static IEnumerable<int> HiddenLayers(JsonTree document) =>
        document is JsonTree.Object root && root.Find("network") is JsonTree.Object network && network.Find("layers") is JsonTree.Array { Items.Length: > 0 } layers
            ? Enumerable.Range(0, Math.Max(1, layers.Items.Length - 1))
            : [];

    /// <summary>A value for a place in a document.</summary>
    internal sealed record Change(string Path, JsonTree Value);
}
