using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Functional.Host;

/// <summary>All that can be asked. What is not in this list is not there.</summary>
internal static class Routes
{
    public static ImmutableArray<Route> All { get; } =
    [
        Route.Streamed("", (context, _, _) => File(context, "")),
        Route.Streamed("app/*", (context, call, _) => File(context, $"app/{call.Names[0]}")),
        Route.Streamed("vendor/*", (context, call, _) => File(context, $"vendor/{call.Names[0]}")),
        Route.Get("api/start", call => new StartPage(call.Start)),
        Route.Get("api/runs", call => new RunsPage(call.Session.Store.Folder, RunTree.Of(call.Session.Store))),
        Route.Get("api/runs/*", RunAnswers.Card),
        Route.Get("api/runs/*/steps/*", RunAnswers.Step),
        Route.Get("api/runs/*/worked/*", RunAnswers.Worked, "row"),
        Route.Get("api/runs/*/told/*", RunAnswers.Told, "parameter"),
        Route.Get("api/runs/*/curve", CurveAnswers.Curve, "what", "from", "to", "points"),
        Route.Get("api/runs/*/horizons", CurveAnswers.Horizons, "what") with { IsHeavy = true },
        Route.Get("api/runs/*/test-curve", CurveAnswers.Tested, "points") with { IsHeavy = true },
        Route.Get("api/runs/*/data", RowAnswers.Data, "from", "count"),
        Route.Get("api/runs/*/outputs/*", RowAnswers.Outputs),
        Route.Get("api/runs/*/scores/*", RunAnswers.Scores),
        Route.Get("api/runs/*/boundary/*", BoundaryAnswer.Of, "size", "layer", "unit"),
        Route.Get("api/runs/*/watch", RunAnswers.Watch, "condition", "from", "reverse") with { IsHeavy = true },
        Route.Get("api/runs/*/ledger", RunAnswers.Ledger, "parameter") with { IsHeavy = true },
        Route.Get("api/diff", RunAnswers.Diff, "a", "b"),
        Route.Get("api/plugins", CatalogueAnswers.Plugins),
        Route.Get("api/plugins/curve", CatalogueAnswers.Curve, "activation", "from", "to", "points"),
        Route.Get("api/plugins/check", CatalogueAnswers.Check, "activation") with { IsHeavy = true },
        Route.Get("api/examples", _ => new ExamplesPage()),
        Route.Post("api/fork", ForkOrder.Take),
        Route.Post("api/train", TrainOrder.Take),
        Route.Post("api/jobs/*/stop", Jobs.Stop),
        Route.Streamed("api/jobs/*/events", JobEvents.Send),
    ];

    private static Task File(HttpContext context, string path) =>
        Assets.Find(path) is { } asset ? Reply.Bytes(context, asset) : Reply.Refuse(context, StatusCodes.Status404NotFound, "there is nothing at this address");
}
