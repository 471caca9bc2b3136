using System.CommandLine;
using System.Text.Json;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>plugins</c> and <c>plugins show NAME</c>: what is installed, read from the recipes themselves.</summary>
internal static class PluginsCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var name = new TextArgument("name") { Description = "a plugin's name, or a formula of x", HelpName = "NAME" };
        var show = globals.Bind(new("show", "One plugin: formula, settings, reference.") { name }, shell, (parsed, session) => Show(session, parsed.GetValue(name)!));
        return globals.Bind(new("plugins", "List what can be named in a run document.") { show, EvalCommand.Create(globals, shell), CheckCommand.Create(globals, shell), ApproveCommand.Create(globals, shell), ApproveCommand.Revoke(globals, shell) }, shell, (_, session) =>
            Right<Failure, IPage>(new ListPage(PluginCard.All(session.Catalogue))));
    }

    private static Either<Failure, IPage> Show(Session session, string text)
    {
        var asked = Asked.Of(text);
        return asked.Sets.IsEmpty
            ? asked.Kinds(session.Catalogue, "plugins show").Map(_ => (IPage)new ShowPage(PluginCard.All(session.Catalogue, asked.Name), session.Shell.Width))
            : asked.Make(session.Catalogue.Activations, []).Map(made => (IPage)new ShowPage([PluginCard.Of(session.Catalogue.Activations.Recipes[made.Name], made, Some)], session.Shell.Width));
    }

    internal sealed record ListPage(IReadOnlyList<PluginCard> Cards) : IPage
    {
        public void Write(TextWriter text)
        {
            PluginCard.List(text, Cards);
            text.WriteLine("Next: functional plugins show NAME");
        }

        public void Write(Utf8JsonWriter json) => PluginCard.Write(json, Cards);
    }

    private sealed record ShowPage(IReadOnlyList<PluginCard> Cards, int Width) : IPage
    {
        public void Write(TextWriter text)
        {
            foreach (var card in Cards)
                card.Write(text, Width);
        }

        public void Write(Utf8JsonWriter json) => PluginCard.Write(json, Cards);
    }
}
