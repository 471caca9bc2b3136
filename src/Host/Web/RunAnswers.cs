using System.Runtime.CompilerServices;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>What the commands answer about a run, asked by the page: the same functions, so the same bits.</summary>
internal static class RunAnswers
{
    public static Either<Failure, IPage> Card(Call call) => call.WithRun(run => RunCard.Of(run, call.Session.Catalogue));

    /// <summary>
    /// What was said of the last state, by the run as it is open: why a training ended where it did takes a tenth of a second to find out, and
    /// whoever drags time to its end comes there again and again.
    /// </summary>
    private static readonly ConditionalWeakTable<OpenedRun, IPage> Endings = [];

    /// <summary>As <c>show RUN@N --json</c>.</summary>
    public static Either<Failure, IPage> Step(Call call) => call.AtStep((run, step) =>
        step == run.File.Last && Endings.TryGetValue(run, out var known)
            ? Prelude.Right<Failure, IPage>(known)
            : ShowCommand.Worked(call.Session, run, step, null).Map(page =>
            {
                if (step == run.File.Last)
                    Endings.AddOrUpdate(run, page);
                return page;
            }));

    /// <summary>As <c>show RUN@N --row R</c>, line by line.</summary>
    public static Either<Failure, IPage> Worked(Call call) => call.AtStep((run, step) =>
        ShowCommand.Worked(call.Session, run, step, call.Target.Find("row")).Map(page =>
        {
            using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
            page.Write(text);
            return (IPage)new Written(json =>
            {
                json.WriteStartArray("lines");
                foreach (var line in text.ToString().TrimEnd('\n').Split('\n'))
                    json.WriteStringValue(line);
                json.WriteEndArray();
            });
        }));

    /// <summary>As <c>evaluate RUN@N --json</c>.</summary>
    public static Either<Failure, IPage> Scores(Call call) => call.AtStep(EvaluateCommand.Judged);

    /// <summary>As <c>show RUN@N --parameter NAME --json</c>.</summary>
    public static Either<Failure, IPage> Told(Call call) =>
        from parameter in call.Needed("parameter", "Write ?parameter=layer0.weights%5B0,0%5D, for instance.")
        from page in call.AtStep((run, step) => ParameterPage.Of(run, step, "parameter", parameter))
        select page;

    /// <summary>As <c>watch RUN CONDITION --json</c>.</summary>
    public static Either<Failure, IPage> Watch(Call call) =>
        from condition in call.Needed("condition", "Write ?condition=loss%20%3C%200.01, for instance.")
        from reverse in call.Flag("reverse")
        from page in call.WithRun(run => WatchCommand.Watch(call.Session.Shell, run, condition, reverse, call.Target.Find("from")))
        select page;

    /// <summary>As <c>ledger RUN --json</c>.</summary>
    public static Either<Failure, IPage> Ledger(Call call) => call.WithRun(run => LedgerCommand.Page(
        call.Session.Shell, run, call.Target.Find("parameter"), Math.Min(LedgerCommand.Top, run.Layout.ParameterLength), Stretches.Growing(run.File.First, run.File.Last)));

    /// <summary>As <c>diff A@N B@M --json</c>.</summary>
    public static Either<Failure, IPage> Diff(Call call) =>
        from one in call.Needed("a", "Write ?a=RUN@N&b=RUN@M.")
        from other in call.Needed("b", "Write ?a=RUN@N&b=RUN@M.")
        from page in At(call, one, (a, n) => At(call, other, (b, m) => DiffCommand.Compare(call.Session.Store, (a, n), (b, m))))
        select page;

    /// <summary>Reads at an address whose run is a name in the store.</summary>
    public static Either<Failure, T> At<T>(Call call, string address, Func<OpenedRun, long, Either<Failure, T>> read)
    {
        var place = Address.Parse(address);
        return call.Desk.With(place.Run, run => run.Resolve(place).Bind(step => read(run, step)));
    }
}

/// <summary>The run the page opens on, when its address names none.</summary>
internal sealed record StartPage(string Run) : IPage
{
    public void Write(TextWriter text) => text.WriteLine(Run);

    public void Write(System.Text.Json.Utf8JsonWriter json) => json.WriteString("run", Run);
}
