using System.CommandLine;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Options that change a run document before it is validated: each is a key and a value, so that a wrong one is refused by the same
/// sentence as in the document itself.
/// </summary>
internal sealed class Overrides
{
    private readonly Option<string?> _steps = new("--steps") { Description = "how many steps to train", HelpName = "N" };
    private readonly Option<string?> _rate = new("--learning-rate", "--lr") { Description = "how far a step goes", HelpName = "X" };
    private readonly Option<string?> _activation = new("--activation") { Description = "the activation of every hidden layer (of the only layer, if there is one)", HelpName = "NAME" };
    private readonly Option<string?> _optimizer = new("--optimizer") { Description = "another optimizer, with its default settings", HelpName = "NAME" };
    private readonly Option<string?> _loss = new("--loss") { Description = "another loss", HelpName = "NAME" };
    private readonly Option<string?> _seed = new("--seed") { Description = "the seed of the initial parameters, 0 to 4294967295", HelpName = "N" };
    private readonly Option<string?> _batch = new("--batch-size") { Description = "rows a step, shuffled each epoch", HelpName = "N" };
    private readonly Option<string?> _keep = new("--keep") { Description = "which states to keep: every, auto, or every K-th", HelpName = "K" };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "change any key of the document, for instance network.layers[0].activation=tanh", HelpName = "KEY=VALUE", AllowMultipleArgumentsPerToken = false,
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_steps, _rate, _optimizer, _activation, _loss, _seed, _batch, _keep, _set])
            command.Options.Add(option);
    }

    /// <summary>Only what a fork may say: its steps and <c>--set</c>.</summary>
    public void AddForkTo(Command command)
    {
        command.Options.Add(_steps);
        command.Options.Add(_set);
    }

    /// <summary>Whether the data themselves are to be other ones.</summary>
    public bool TouchesData(ParseResult parsed) => (parsed.GetValue(_set) ?? []).Any(s => s.StartsWith("data", StringComparison.Ordinal));

    public bool SetsSteps(ParseResult parsed) =>
        parsed.GetValue(_steps) is not null || (parsed.GetValue(_set) ?? []).Any(s => s.StartsWith("steps=", StringComparison.Ordinal));

    /// <summary>The document with every option applied, in order: named options first, then each --set.</summary>
    public Either<Failure, JsonTree> Apply(ParseResult parsed, JsonTree document)
    {
        var layers = Math.Max(1, (document as JsonTree.Object)?.Find("network").Bind(n => (n as JsonTree.Object)?.Find("layers") ?? None).Map(l => (l as JsonTree.Array)?.Items.Length ?? 1).IfNone(1) ?? 1);
        var changes =
            One("optimizer.name", parsed.GetValue(_optimizer), "--optimizer", v => $$"""{"name":{{Quoted(v)}}}""", "optimizer")
            + One("optimizer.learningRate", parsed.GetValue(_rate), "--learning-rate")
            + One("steps", parsed.GetValue(_steps), "--steps")
            + One("loss", parsed.GetValue(_loss), "--loss")
            + One("initial.seed", parsed.GetValue(_seed), "--seed")
            + One("batch.size", parsed.GetValue(_batch), "--batch-size", v => $$"""{"size":{{v}},"shuffle":true}""", "batch")
            + One("record.keep", parsed.GetValue(_keep), "--keep");
        return document;
    }

    private static Seq<string> One(string key, string? value, string option, Func<string, string>? shape = null, string? whole = null) => Empty;

    private static string Quoted(string text) => text;
}
