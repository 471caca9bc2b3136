using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LanguageExt;

namespace Functional.Host;

/// <summary><c>inspect RUN</c>: whether a run made elsewhere or earlier can be used here, part by part.</summary>
internal static class InspectCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var name = new TextArgument("run") { Description = "a name in the store, or a .run file", HelpName = "RUN" };
        return globals.Bind(
            new("inspect", "Say whether a run made elsewhere or earlier can be used here: Fine, Risky or Impossible, part by part.") { name }, shell,
            (parsed, session) =>
                from path in session.FileOf(parsed.GetValue(name)!)
                from report in Inspection.Of(path, parsed.GetValue(name)!, session.Catalogue, session.Shell.Interrupted)
                select (IPage)new Page(parsed.GetValue(name)!, report, session.Shell.Width));
    }

    private sealed record Page(string Run, Compatibility Report, int Width) : IPage
    {
        public ExitCode ExitCode => Report.ExitCode;

        public void Write(TextWriter text)
        {
            var parts = Math.Max("part".Length, Report.Findings.Max(f => f.Part.Length));
            var indent = new string(' ', parts + 2 + nameof(Usable.Impossible).Length + 2);
            text.WriteLine($"{"part".PadRight(parts)}  verdict");
            foreach (var finding in Report.Findings)
            {
                var said = $"{finding.Sentence}.{(finding.Hint.Length > 0 ? " " + finding.Hint : "")}";
                var lines = Lines(OneLine(said), Math.Max(40, Width - indent.Length)).ToList();
                text.WriteLine($"{finding.Part.PadRight(parts)}  {finding.Verdict,-10}  {lines[0]}");
                foreach (var line in lines.Skip(1))
                    text.WriteLine(indent + line);
            }

            text.WriteLine();
            text.WriteLine(Overall());
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteString("run", Run);
            json.WriteString("file", Report.File);
            json.WriteString("verdict", Report.Worst.ToString());
            json.WriteStartArray("parts");
            foreach (var finding in Report.Findings)
            {
                json.WriteStartObject();
                json.WriteString("part", finding.Part);
                json.WriteString("verdict", finding.Verdict.ToString());
                json.WriteString("what", finding.Sentence);
                json.WriteString("hint", finding.Hint);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Report.Maker.Match(maker => Write(json, maker), () => json.WriteNull("maker"));
        }

        private static void Write(Utf8JsonWriter json, Maker maker)
        {
            json.WriteStartObject("maker");
            foreach (var (key, value) in maker.Pairs)
                json.WriteString(key, value);
            json.WriteEndObject();
        }

        private string Overall() => Report.Worst switch
        {
            Usable.Fine => $"Fine: {Run} can be used here as it is. Next: functional replay {Run}",
            Usable.Risky => $"Risky: {Run} can be used, with what is said above in mind. Next: functional replay {Run}",
            _ => string.Create(CultureInfo.InvariantCulture, $"Impossible: {Run} cannot be used as it is; a command that needs what is missing ends with code {(int)Report.ExitCode}."),
        };

        /// <summary>Words, as many on a line as it holds.</summary>
        private static IEnumerable<string> Lines(string text, int width) => text.Split(' ').Aggregate(
            System.Collections.Immutable.ImmutableStack<string>.Empty,
            (lines, word) => !lines.IsEmpty && lines.Peek().Length + 1 + word.Length <= width ? lines.Pop().Push($"{lines.Peek()} {word}") : lines.Push(word)).Reverse();

        private static string OneLine(string text) => string.Concat(text.Where(c => !char.IsControl(c)));
    }
}
