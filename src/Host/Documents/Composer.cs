using System.Collections.Immutable;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// A run document becomes an experiment, or every reason why it cannot: each part is read on its own, then what depends on several
/// is made from those that are sound.
/// </summary>
public static class Composer
{
    /// <summary>10¹²: a year of training at 30,000 steps a second; more is a slip of the finger.</summary>
    public const long MaxSteps = 1_000_000_000_000;

    private const string Hint = "A run document is an object: {\"data\": …, \"network\": …, \"loss\": …, \"optimizer\": …, \"steps\": …}.";

    private static readonly string[] Keys = ["name", "data", "network", "loss", "optimizer", "schedule", "batch", "initial", "regularization", "clip", LessPart.SkipKey, LessPart.DropKey, EditPart.Key, "steps", Until.Key, "record"];

    /// <summary>The experiment that <paramref name="document"/> describes.</summary>
    /// <param name="document">A parsed document, with whatever the command line has changed in it.</param>
    /// <param name="catalogue">All that can be named.</param>
    /// <param name="recorded">The rows of a recorded run, which then stand in for what the document says of data.</param>
    /// <param name="outset">Where it is to begin, if it is about to be trained: then it may leave out only steps that it comes to.</param>
    /// <param name="folder">What paths in the document are relative to.</param>
    public static Validation<Problem, Experiment> Compose(
        JsonTree document, Catalogue catalogue, Option<PreparedData> recorded, Option<Outset> outset = default, string folder = ".")
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(catalogue);
        return Fields.Of(new(document, ""), Hint).Bind(fields => Compose(fields, catalogue, recorded, outset, folder)).Tidy(document.Place.File);
    }

    private static Validation<Problem, Experiment> Compose(Fields document, Catalogue catalogue, Option<PreparedData> recorded, Option<Outset> outset, string folder)
    {
        var plan = PlanOf(document);
        var data = DataPart.Read(document, recorded, folder);
        var layers = NetworkPart.Read(document, catalogue.Activations);
        var strategies = StrategiesOf(document, catalogue);
        var batch = BatchPart.Read(document, plan.Map(p => p.Steps), outset);
        var initial = InitialPart.Read(document, catalogue.Initializers, folder);
        var told = EditPart.Read(document, outset);

        var rows = data.Bind(d => d.Rows(strategies.Loss.Map(l => l.Value.Name), layers.Map(l => l[^1].Layer.Units)))
            .MapFail(problem => problem.Where.StartsWith("data", StringComparison.Ordinal) ? document.Spot.Locate(problem) : problem);
        var training = rows.Map(r => r.Training);
        var network = (rows, layers).Apply((r, l) => NetworkPart.Make(document, l, r, strategies.Loss.Match(loss => loss.Value.Name, _ => ""))).Flat();
        var batches = (training, batch).Apply((r, b) => b.Of(r).MapFail(document.Spot.Locate)).Flat();
        var program = strategies.All.Bind(s => Rate(s.Optimizer.Value).Map(rate => (Strategies: s, Rate: rate)));
        var pipeline = (network, program)
            .Apply((n, p) => Pipeline.Create(
                n, p.Strategies.Loss.Value.Strategy, p.Strategies.Chain, p.Strategies.Schedule.Value.Strategy, p.Rate)
                .MapFail(document.Spot.Locate))
            .Flat();
        var edits = (pipeline, told).Apply((p, all) => EditPart.In(p.Layout, document, all)).Flat();
        var room = (pipeline, batches).Apply((p, b) => MemoryEstimate.Check(p, b, outset.IsSome ? MemoryEstimate.Available : long.MaxValue).MapFail(document.Spot.Locate)).Flat();
        var parameters = (network, initial, room).Apply((n, i, _) => i.Parameters(n.Layout)).Flat();
        var start = (pipeline, parameters, program)
            .Apply((p, numbers, made) => Guarded.Run("optimizer", made.Strategies.Optimizer.Value.Name, () => Training.Init(p, numbers))).Flat();

        var parts = (plan, data, layers, strategies.All, batch, initial, edits)
            .Apply((p, d, l, s, b, i, e) => new Parts(p, d, l, s, b, i, e));
        return (parts, rows, pipeline, batches, start)
            .Apply((p, r, program, b, s) => StampsOf(p).Map(stamps => new Experiment(
                p.Plan.Name.Value, JsonText.Write(Canonical(p)), r.Training, program, b, s, p.Plan.Steps, p.Plan.Record.Value, stamps,
                [.. p.Initial.Warnings, .. Pairings.Warnings(p.Strategies.Loss.Value.Name, p.Layers[^1], program.LearningRate, document.Find("optimizer")!.Value),
                    .. Pairings.Asleep(program, p.Plan.Steps, document.Find("schedule")),
                    .. Pairings.Rising(program, p.Plan.Steps, document.Find("schedule")),
                    .. Pairings.Climbing(p.Strategies.Optimizer.Value, document.Find("regularization"))])
            { Test = r.Test, Card = r.Card, Edits = p.Edits }))
            .Flat()
            .Bind(experiment => Until.In(document, experiment));
    }

    private static Validation<Problem, Plan> PlanOf(Fields document) =>
        (NamePart.Read(document),
         document.Required("steps", "Say how many steps to train: \"steps\": 1000.").Bind(spot => spot.Whole(1, MaxSteps)),
         RecordPart.Read(document),
         Until.Read(document),
         document.Only(Keys))
        .Apply((name, steps, record, until, _) => new Plan(name, steps, record, until));

    private static Reads StrategiesOf(Fields document, Catalogue catalogue)
    {
        var loss = document.Required("loss", $"Name one of {string.Join(", ", catalogue.Losses.Names)}.")
            .Bind(spot => StrategyPart.Read(spot, "name", catalogue.Losses));
        var optimizer = document.Required("optimizer", "Write {\"name\": \"sgd\", \"learningRate\": 0.1}.")
            .Bind(spot => StrategyPart.Read(spot, "name", catalogue.Optimizers));
        var schedule = StrategyPart.Read(document.Optional("schedule", Json.Text("constant")), "name", catalogue.Schedules);
        return new(loss, (loss, optimizer, schedule, RegularizationPart.Read(document), ClipPart.Read(document)).Apply((l, o, s, r, c) => new Strategies(l, o, s, r, c)));
    }

    /// <summary>The learning rate is a setting of every optimizer, declared for it when it is registered.</summary>
    private static Validation<Problem, double> Rate(Made<IOptimizer> optimizer) =>
        optimizer.Settings.FirstOrDefault(s => s.Name == Settings.LearningRate) is { InForce: SettingValue.Number rate }
            ? Success<Problem, double>(rate.Value)
            : Guarded.Fault<double>("optimizer", optimizer.Name, "has no learning rate");

    /// <summary>What most runs do without is written only where somebody asked for it: documents of older runs stay as they are.</summary>
    private static JsonTree Canonical(Parts p) => Json.Object(
    [
        ("name", p.Plan.Name.Canonical),
        ("data", p.Data.Canonical),
        ("network", NetworkPart.Canonical(p.Layers)),
        ("loss", p.Strategies.Loss.Canonical),
        ("optimizer", p.Strategies.Optimizer.Canonical),
        ("schedule", p.Strategies.Schedule.Canonical),
        ("batch", p.Batch.Canonical),
        ("initial", p.Initial.Canonical),
        .. p.Strategies.Regularization.AsEnumerable().Select(part => ("regularization", part.Canonical)),
        .. p.Strategies.Clip.AsEnumerable().Select(part => ("clip", part.Canonical)),
        .. p.Batch.Less.Canonical,
        .. EditPart.Canonical(p.Edits),
        ("steps", Json.Number(p.Plan.Steps)),
        .. p.Plan.Until.AsEnumerable().Select(text => (Until.Key, Json.Text(text))),
        ("record", p.Plan.Record.Canonical),
    ]);

    private static Validation<Problem, ImmutableArray<Stamp>> StampsOf(Parts p) => Gathered.All(
    [
        .. p.Layers.Select(l => StampOf(l.Activation, a => a.Id)),
        StampOf(p.Strategies.Loss.Value, l => l.Id),
        StampOf(p.Strategies.Optimizer.Value, o => o.Id),
        StampOf(p.Strategies.Schedule.Value, s => s.Id),
        .. p.Initial.Initializer.AsEnumerable().Select(made => StampOf(made, i => i.Id)),
    ]);

    private static Validation<Problem, Stamp> StampOf<T>(Made<T> made, Func<T, string> id)
        where T : class => Guarded.Run(made.Kind, made.Name, () => new Stamp(made.Kind, made.Name, id(made.Strategy), made.Origin));

    private sealed record Plan(Part<string> Name, long Steps, Part<RecordPolicy> Record, Option<string> Until);

    private sealed record Strategies(
        Part<Made<ILoss>> Loss,
        Part<Made<IOptimizer>> Optimizer,
        Part<Made<ISchedule>> Schedule,
        Option<Part<IOptimizer>> Regularization,
        Option<Part<IOptimizer>> Clip)
    {
        /// <summary>Gradients are pulled first, then clipped, and what is left of them is the optimizer's.</summary>
        public IOptimizer Chain => Optimizers.Chain(
            [.. Regularization.AsEnumerable().Select(part => part.Value), .. Clip.AsEnumerable().Select(part => part.Value), Optimizer.Value.Strategy]);
    }

    private sealed record Reads(Validation<Problem, Part<Made<ILoss>>> Loss, Validation<Problem, Strategies> All);

    private sealed record Parts(
        Plan Plan, DataPart Data, ImmutableArray<LayerPart> Layers, Strategies Strategies, BatchPart Batch, InitialPart Initial, ImmutableArray<ParameterEdit> Edits);
}
