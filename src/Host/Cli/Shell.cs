namespace Functional.Host;

/// <summary>The world a command sees: where it writes, and when it must stop. Tests hand in their own.</summary>
/// <param name="Out">Results, and nothing else.</param>
/// <param name="Error">Messages and progress.</param>
/// <param name="Folder">The current directory.</param>
/// <param name="Interactive">Whether a person watches: only then is there colour, cursor movement and progress.</param>
/// <param name="Width">Columns a line may use.</param>
/// <param name="Interrupted">Ctrl-C.</param>
public sealed record Shell(TextWriter Out, TextWriter Error, string Folder, bool Interactive, int Width, CancellationToken Interrupted)
{
    /// <summary>Where the program keeps what a person has decided once (approved plugins); empty where there is no such place.</summary>
    public string SettingsFolder { get; init; } = "";

    /// <summary>Wide enough for a table and narrow enough to read.</summary>
    public const int DefaultWidth = 100;
}
