using System.Text.RegularExpressions;
using Functional.Host;

namespace Functional.House.Tests;

/// <summary>
/// The tour of the README, command by command, in an empty folder. Each line it prints under a command must come, in that order, in
/// what the command really prints; an ellipsis ends the part of a line that is compared.
/// </summary>
public sealed partial class ReadmeTourTests
{
    [Test]
    public void Every_command_of_the_tour_prints_what_the_readme_says()
    {
        var folder = Directory.CreateTempSubdirectory("tour");
        try
        {
            var steps = Tour();
            Assert.That(steps, Has.Count.GreaterThanOrEqualTo(7));
            foreach (var (command, expected) in steps)
                Follow(folder.FullName, command, expected);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void The_document_of_the_tour_trains_and_learns()
    {
        var folder = Directory.CreateTempSubdirectory("tour");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "xor.json"), JsonBlock().Match(Readme()).Groups[1].Value);
            Assert.That(Run(folder.FullName, ["train", "xor.json"]).Code, Is.Zero);
            var (code, output) = Run(folder.FullName, ["predict", "my-xor", "--input", "1,0", "--json"]);
            Assert.That(code, Is.Zero);
            Assert.That(double.Parse(Regex.Match(output, "\"outputs\":\\[([^\\]]*)\\]").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThan(0.9));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Follow(string folder, string command, IReadOnlyList<string> expected)
    {
        // A shell would take the quotes away, and leave what is between them in one piece.
        var (_, output) = Run(folder, [.. Word().Matches(command).Select(word => word.Value.Replace("'", "", StringComparison.Ordinal))]);
        var lines = new Queue<string>(output.Split('\n').Select(Squeezed));
        foreach (var line in expected)
        {
            var wanted = Squeezed(line.Split('…')[0]);
            while (lines.Count > 0 && !lines.Peek().StartsWith(wanted, StringComparison.Ordinal))
                lines.Dequeue();
            Assert.That(lines, Is.Not.Empty, $"'{line}' is not in the output of '{command}':\n{output}");
        }
    }

    private static (int Code, string Output) Run(string folder, string[] arguments)
    {
        using var output = new StringWriter();
        var code = CommandLine.Run(arguments, new Shell(output, output, folder, Interactive: false, Shell.DefaultWidth, CancellationToken.None));
        return (code, output.ToString());
    }

    private static List<(string Command, IReadOnlyList<string> Expected)> Tour()
    {
        var steps = new List<(string, IReadOnlyList<string>)>();
        foreach (Match block in ConsoleBlock().Matches(Readme()))
            foreach (var part in block.Groups[1].Value.Split("$ functional ", StringSplitOptions.RemoveEmptyEntries))
            {
                var lines = part.TrimEnd().Split('\n');
                steps.Add((lines[0], lines[1..]));
            }

        return steps;
    }

    private static string Readme() => File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    private static string Squeezed(string line) => Spaces().Replace(line, " ").Trim();

    [GeneratedRegex("(?:'[^']*'|[^ '])+")]
    private static partial Regex Word();

    [GeneratedRegex("```console\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex("```json\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
