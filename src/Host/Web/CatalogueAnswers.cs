using Functional.Laws;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What there is on the shelf, and what an activation looks like.</summary>
internal static class CatalogueAnswers
{
    private const int UsualPoints = 201, MostPoints = 2001;

    /// <summary>Enough for a law that does not hold to show it mostly, few enough to wait for.</summary>
    private const int Cases = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>As <c>plugins --json</c>.</summary>
    public static Either<Failure, IPage> Plugins(Call call) => new PluginsCommand.ListPage(PluginCard.All(call.Session.Catalogue));

    /// <summary>As <c>plugins eval ACTIVATION --at … --json</c>.</summary>
    public static Either<Failure, IPage> Curve(Call call) =>
        from text in Activation(call)
        from begin in call.Number("from", -5)
        from end in call.Number("to", 5)
        from points in call.Whole("points", UsualPoints, 2, MostPoints)
        from made in Asked.Of(text).Make(call.Session.Catalogue.Activations, [])
        select EvalActivation.Of(made, [.. Enumerable.Range(0, (int)points).Select(i => begin + (end - begin) * i / (points - 1))]);

    /// <summary>As <c>plugins check ACTIVATION --json</c>, with few cases. A law that is broken is an answer.</summary>
    public static Either<Failure, IPage> Check(Call call) =>
        from text in Activation(call)
        let asked = Asked.Of(text)
        from given in CheckCommand.Settings(asked, [])
        from made in asked.Make(call.Session.Catalogue.Activations, [])
        from result in Watchdog.Run(Patience, () => RecipeLaws.Check(call.Session.Catalogue, "activation", asked.Name, new Trial(Cases), given), call.Interrupted).Match(
            held => Failure.From(ExitCode.Usage, held),
            () => Failure.Of(ExitCode.Plugin, "plugins check", $"'{Shown.Text(text)}' did not return within {Patience.TotalSeconds} s"))
        select (IPage)new CheckPage(text, [result], None, [], []);

    private static Either<Failure, string> Activation(Call call) =>
        call.Needed("activation", "Write ?activation=tanh, or a formula of x.")
            .Bind(text => Asked.Of(text).Kinds(call.Session.Catalogue, "activation", "activation").MapLeft(f => f with { Code = ExitCode.Usage }).Map(_ => text));
}

/// <summary>The ready-made documents, each with its text: what <c>examples</c> tells, all at once.</summary>
internal sealed record ExamplesPage : IPage
{
    public void Write(TextWriter text)
    {
    }

    public void Write(System.Text.Json.Utf8JsonWriter json)
    {
        json.WriteStartArray("examples");
        foreach (var example in BuiltInDocuments.Examples)
        {
            json.WriteStartObject();
            ExamplesCommand.Write(json, example);
            using var document = System.Text.Json.JsonDocument.Parse(example.Text);
            json.WritePropertyName("document");
            document.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
