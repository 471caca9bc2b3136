using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A fork ordered through the page: what <c>fork RUN@N --set … --edit … --skip … --drop-row … --steps … --as …</c> says.</summary>
/// <param name="From">Where to branch off: <c>RUN@N</c>.</param>
/// <param name="Set">What is changed, <c>KEY=VALUE</c> each.</param>
/// <param name="Unset">What is taken out.</param>
/// <param name="Edit">Parameters changed by hand, <c>NAME[i,j]=VALUE</c> each.</param>
/// <param name="Skip">Updates left out, <c>A..B</c> each.</param>
/// <param name="DropRows">Rows left out.</param>
/// <param name="Steps">How far it goes; none: as far as its parent.</param>
/// <param name="Name">Its name; none: one that says where it comes from.</param>
internal sealed record ForkOrder(string From, Seq<string> Set, Seq<string> Unset, Seq<string> Edit, Seq<string> Skip, Seq<long> DropRows, Option<long> Steps, Option<string> Name)
{
    private const string Order = "fork";

    /// <summary>Everything is found out before the order is taken; only the training itself goes on behind the answer.</summary>
    public static Either<Failure, IPage> Take(Call call) =>
        from fields in OrderBody.Read(Order, call.Body, "from", "set", "unset", "edit", "skip", "dropRows", "steps", "name")
        from order in Failure.From(ExitCode.Usage, Read(fields))
        from job in call.Jobs.Take(() => RunAnswers.At(call, order.From, (run, step) => order.Of(call, run, step)))
        select (IPage)new OrderPage(job.Id, job.Run);

    private IEnumerable<string> Paths => Set.Map(set => set.Split('=')[0]) + Unset;

    private static Validation<Problem, ForkOrder> Read(Fields order) =>
        (order.Required("from", "Write RUN@N.").Bind(spot => spot.Text("Write RUN@N.")),
         OrderBody.Many(order, "set", spot => spot.Text("Write KEY=VALUE.")),
         OrderBody.Many(order, "unset", spot => spot.Text("Write a key.")),
         OrderBody.Many(order, "edit", spot => spot.Text("Write NAME[i,j]=VALUE.")),
         OrderBody.Many(order, "skip", spot => spot.Text("Write A..B.")),
         OrderBody.Many(order, "dropRows", spot => spot.Whole(0, int.MaxValue)),
         OrderBody.Maybe(order, "steps", spot => spot.Whole(1, Composer.MaxSteps)),
         OrderBody.Maybe(order, "name", spot => spot.Text("Write a name.")))
        .Apply((from, set, unset, edit, skip, drop, steps, name) => new ForkOrder(from, set, unset, edit, skip, drop, steps, name));

    private Either<Failure, Work> Of(Call call, OpenedRun run, long step) =>
        from planned in ForkCommand.Planned(run.Document, run.File.Last - step, Steps.IsSome || Overrides.Touches(Paths, "steps"))
        from open in ForkCommand.WithRows(planned, run, Paths)
        from changed in Failure.From(ExitCode.Usage, Changed(open, step))
        from safe in OrderBody.NamesNoFile(changed, Overrides.Touches(Paths, "data"))
        from name in call.Jobs.NameFor(Name || Renamed(changed), $"{run.File.Header.Name}-at-{step}")
        from named in TrainCommand.Named(changed, name)
        from fork in Fork.Of(run, step, named, call.Session.Catalogue, ForkCommand.RowsOf(run.Document, Paths), call.Session.Shell.Folder)
        select new Work(fork.Experiment, fork.Start, Some(fork.Parent));

    private Option<string> Renamed(JsonTree changed) =>
        Overrides.Touches(Paths, "name") && (changed as JsonTree.Object)?.Find("name") is JsonTree.Text { Value: var name } ? Some(name) : None;

    private Validation<Problem, JsonTree> Changed(JsonTree document, long step) =>
        from without in Unset.Fold(Success<Problem, JsonTree>(document), (tree, key) => tree.Bind(t => DocumentPath.Remove(t, key, "unset")))
        from set in Set.Fold(Success<Problem, JsonTree>(without), (tree, text) => tree.Bind(t => Overrides.Assignment(text).Bind(c => DocumentPath.Set(t, c.Path, c.Value))))
        from planned in Steps.Match(n => DocumentPath.Set(set, "steps", new JsonTree.Number(new("steps"), n)), () => Success<Problem, JsonTree>(set))
        from edited in EditPart.Append(planned, "edit", step, Edit)
        from skipping in Omissions.Append(edited, LessPart.SkipKey, "skip", Skip.Map(range => (JsonTree)new JsonTree.Text(new("skip"), range)))
        from less in Omissions.Append(skipping, LessPart.DropKey, "dropRows", DropRows.Map(row => (JsonTree)new JsonTree.Number(new("dropRows"), row)))
        select less;
}

/// <summary>An order that was taken: the job, to listen to, and the run it will record.</summary>
internal sealed record OrderPage(string Job, string Run) : IPage
{
    public void Write(TextWriter text) => text.WriteLine($"{Job}: {Run}");

    public void Write(System.Text.Json.Utf8JsonWriter json)
    {
        json.WriteString("job", Job);
        json.WriteString("run", Run);
    }
}
