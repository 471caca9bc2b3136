using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Functional.Plugins;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>examples [NAME]</c>: the run documents that come with the program, or one of them as a file to begin with.</summary>
internal static class ExamplesCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var name = new TextArgument("name") { Description = "which one to print", HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        return globals.BindBare(new("examples", "List the run documents that come with the program, or print one: functional examples iris > my.json") { name }, shell, (parsed, _) =>
            parsed.GetValue(name) is not { } asked
                ? Right<Failure, IPage>(new ListPage(BuiltInDocuments.Examples))
                : BuiltInDocuments.Find(asked) is { } example
                    ? Right<Failure, IPage>(new DocumentPage(example))
                    : Failure.Of(ExitCode.Usage, "functional examples", $"no example is called '{Shown.Text(asked)}'", Nearest.Hint(asked, BuiltInDocuments.Names)));
    }

    internal static void Write(Utf8JsonWriter json, Example example)
    {
        json.WriteString("name", example.Name);
        json.WriteString("shows", example.Shows);
        json.WriteString("network", example.Network);
        json.WriteStartObject("reaches");
        json.WriteString("measure", example.Reaches.IsAccuracy ? "accuracy" : "r2");
        json.Real("score", example.Reaches.Score);
        json.WriteNumber("rows", example.Reaches.Rows);
        json.WriteBoolean("test", example.Reaches.AreUnseen);
        json.WriteEndObject();
        json.Real("seconds", example.Seconds);
    }

    private sealed record ListPage(ImmutableArray<Example> Examples) : IPage
    {
        public void Write(TextWriter text)
        {
            var (name, network) = (Examples.Max(e => e.Name.Length), Examples.Max(e => e.Network.Length));
            text.WriteLine($"{"example".PadRight(name)}  {"network".PadRight(network)}  seconds  reaches");
            foreach (var e in Examples)
            {
                text.WriteLine($"{e.Name.PadRight(name)}  {e.Network.PadRight(network)}  {Seconds(e),7}  {e.Reaches}");
                text.WriteLine($"    {e.Shows}");
            }

            text.WriteLine("Next: functional train NAME, or functional examples NAME > my.json for a document of your own");
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartArray("examples");
            foreach (var example in Examples)
            {
                json.WriteStartObject();
                ExamplesCommand.Write(json, example);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private static string Seconds(Example e) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{e.Seconds:0.0}");
    }

    /// <summary>The document to the letter, so that what is written into a file is what the program has.</summary>
    private sealed record DocumentPage(Example Example) : IPage
    {
        public void Write(TextWriter text) => text.Write(Example.Text);

        public void Write(Utf8JsonWriter json)
        {
            ExamplesCommand.Write(json, Example);
            using var document = JsonDocument.Parse(Example.Text);
            json.WritePropertyName("document");
            document.WriteTo(json);
        }
    }
}
