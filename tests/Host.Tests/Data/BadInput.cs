using System.Text;

namespace Functional.Host.Tests;

/// <summary>Something a person might feed to <c>train</c>.</summary>
/// <param name="Item">Its number in the list of bad inputs.</param>
/// <param name="Name">What it is.</param>
/// <param name="Table">The file <c>t.csv</c>, each character a byte.</param>
/// <param name="Document">The run document.</param>
/// <param name="Code">The exit code.</param>
/// <param name="Lines">All lines on standard error, then the notes on standard output but for the two that say how a file is written. One that ends with * is known by its beginning.</param>
internal sealed record BadInput(int Item, string Name, string? Table, string Document, int Code, IReadOnlyList<string> Lines)
{
    /// <summary>Writes the files.</summary>
    public void Place(Playground playground)
    {
        playground.Write("t.json", Document);
        if (Table is not null)
            File.WriteAllBytes(Path.Combine(playground.Folder, "t.csv"), Encoding.Latin1.GetBytes(Table));
    }

    /// <summary>What was said, to be held against <see cref="Lines"/>.</summary>
    public static IReadOnlyList<string> Heard(Said said) =>
    [
        .. said.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries),
        .. said.Out.Split('\n').Where(l => (l.StartsWith("data: ", StringComparison.Ordinal) || l.StartsWith("note: ", StringComparison.Ordinal))
            && !l.StartsWith("data: fields are separated", StringComparison.Ordinal) && !l.StartsWith("data: the first line", StringComparison.Ordinal)),
    ];
}
