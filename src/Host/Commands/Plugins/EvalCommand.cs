using System.CommandLine;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>plugins eval NAME …</c>: one strategy alone, at numbers a person chooses.</summary>
internal sealed class EvalCommand
{
    /// <summary>A page of rates longer than this is a slip.</summary>
    private const long MostSteps = 10_000_000;

    private readonly TextArgument _name = new("name") { Description = "a plugin's name, or a formula of x", HelpName = "NAME" };
    private readonly TextOption _kind = new("--kind") { Description = "activation, loss, optimizer, schedule or initializer, where two have the same name", HelpName = "KIND" };
    private readonly TextOption _at = new("--at") { Description = "activation: the points, with commas between them", HelpName = "X1,X2" };
    private readonly TextOption _points = new("--points") { Description = "activation: a JSON file of points, or of rows", HelpName = "FILE.json" };
    private readonly TextOption _predictions = new("--predictions") { Description = "loss: a JSON file of outputs and targets", HelpName = "FILE.json" };
    private readonly TextOption _gradients = new("--gradients") { Description = "optimizer: a JSON file of a start and a row of gradients for each step", HelpName = "FILE.json" };
    private readonly TextOption _steps = new("--steps") { Description = "schedule: how many steps", HelpName = "N" };
    private readonly TextOption _losses = new("--losses") { Description = "schedule: a JSON file with the loss of each step, for one that listens to them", HelpName = "FILE.json" };
    private readonly TextOption _rate = new("--learning-rate", "--lr") { Description = "optimizer and schedule: the learning rate", HelpName = "X" };
    private readonly TextOption _widths = new("--widths") { Description = "initializer: inputs and units of each layer", HelpName = "3,4,1" };
    private readonly ListOption _set = new("--set") { Description = "a setting of the plugin", HelpName = "KEY=VALUE", AllowMultipleArgumentsPerToken = false };

    private EvalCommand()
    {
    }

    public static Command Create(Globals globals, Shell shell)
    {
        var eval = new EvalCommand();
        var command = new Command("eval", "One plugin alone: value and derivative at points, a loss, a path of updates, rates, starting weights.") { eval._name };
        foreach (var option in (Option[])[eval._at, eval._points, eval._predictions, eval._gradients, eval._steps, eval._losses, eval._rate, eval._widths, eval._set, eval._kind])
            command.Options.Add(option);
        return globals.Bind(command, shell, eval.Run);
    }

    private Either<Failure, IPage> Run(ParseResult parsed, Session session) =>
        Kind(parsed, session.Catalogue).Bind(kind => kind switch
        {
            "activation" => Made(parsed, session.Catalogue.Activations).Bind(made => Activation(parsed, session, made)),
            "loss" => Made(parsed, session.Catalogue.Losses).Bind(made => FileOf(parsed, session, _predictions).Bind(file => EvalLoss.Of(made, file))),
            "optimizer" => Made(parsed, session.Catalogue.Optimizers).Bind(made => FileOf(parsed, session, _gradients).Bind(file => EvalOptimizer.Of(made, file))),
            "schedule" => Made(parsed, session.Catalogue.Schedules).Bind(made => Schedule(parsed, session, made)),
            _ => Made(parsed, session.Catalogue.Initializers).Bind(made =>
                Needed(parsed, _widths).Bind(text => InputFile.Words(_widths.Name, text)).Bind(widths => EvalInitializer.Of(made, widths))),
        });

    private Either<Failure, string> Kind(ParseResult parsed, Catalogue catalogue) =>
        Asked.Of(parsed.GetValue(_name)!).Kinds(catalogue, "plugins eval", parsed.GetValue(_kind)).Bind(kinds => kinds.Count == 1
            ? Right<Failure, string>(kinds[0])
            : Failure.Of(ExitCode.Usage, "plugins eval", $"'{parsed.GetValue(_name)}' is the name of {string.Join(" and ", kinds)}", $"Say which with --kind {kinds[0]}."));

    /// <summary>The strategy with what --set says; an optimizer's rate has an option of its own.</summary>
    private Either<Failure, Made<T>> Made<T>(ParseResult parsed, Shelf<T> shelf)
        where T : class
    {
        var sets = (parsed.GetValue(_set) ?? []).Select(Overrides.Assignment);
        return Asked.Of(parsed.GetValue(_name)!).Make(shelf, typeof(T) == typeof(IOptimizer) && parsed.GetValue(_rate) is { } rate
            ? sets.Append(Success<Problem, Overrides.Change>(new(Settings.LearningRate, DocumentPath.ParseValue(_rate.Name, rate))))
            : sets);
    }

    private Either<Failure, IPage> Activation(ParseResult parsed, Session session, Made<IActivation> made) =>
        parsed.GetValue(_at) is { } words
            ? InputFile.Words(_at.Name, words).Map(points => EvalActivation.Of(made, points))
            : parsed.GetValue(_points) is null
                ? Failure.Of(ExitCode.Usage, "plugins eval", $"{made.Name} needs points", "Write --at -1,0,2 or --points FILE.json.")
                : FileOf(parsed, session, _points).Bind(file => EvalActivation.Of(made, file));

    private Either<Failure, IPage> Schedule(ParseResult parsed, Session session, Made<ISchedule> made) =>
        from losses in parsed.GetValue(_losses) is { } file ? InputFile.Read(session.Shell.Folder, file).Map(spot => Some(spot)) : LanguageExt.Option<Spot>.None
        from steps in parsed.GetValue(_steps) is null && losses.Exists(spot => spot.Tree is JsonTree.Array)
            ? ((JsonTree.Array)((Spot)losses).Tree).Items.Length + 1
            : Needed(parsed, _steps).Bind(text => Words.Count(_steps.Name, text, 1, MostSteps))
        from rate in parsed.GetValue(_rate) is { } given ? Words.Number(_rate.Name, given) : 1.0
        from page in EvalSchedule.Of(made, (int)steps, rate, losses)
        select page;

    private Either<Failure, Spot> FileOf(ParseResult parsed, Session session, TextOption option) =>
        Needed(parsed, option).Bind(file => InputFile.Read(session.Shell.Folder, file));

    private Either<Failure, string> Needed(ParseResult parsed, TextOption option) =>
        parsed.GetValue(option) is { } text
            ? text
            : Failure.Of(ExitCode.Usage, "plugins eval", $"{parsed.GetValue(_name)} needs {option.Name}", $"Write {option.Name} {option.HelpName}: {option.Description}.");
}
