using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A new run ordered through the page: <c>{"document": {…}}</c>, as <c>train DOC.json</c> takes it.</summary>
internal static class TrainOrder
{
    /// <summary>What the document is called in sentences, and the run where nobody named it.</summary>
    private const string Order = "new-run";

    public static Either<Failure, IPage> Take(Call call) =>
        from fields in OrderBody.Read(Order, call.Body, "document")
        from document in Failure.From(ExitCode.Usage, fields.Required("document", "Send {\"document\": {…}}."))
        from safe in OrderBody.NamesNoFile(document.Tree, withData: true)
        from job in call.Jobs.Take(() =>
            from experiment in Failure.From(ExitCode.Usage, Composer.Compose(document.Tree, call.Session.Catalogue, None, Outset.Zero, call.Session.Shell.Folder))
            from name in call.Jobs.NameFor(None, experiment.Name)
            select new Work(experiment with { Name = name }, experiment.Initial, None))
        select (IPage)new OrderPage(job.Id, job.Run);
}
