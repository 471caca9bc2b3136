using System.Text.Json;

namespace Functional.Host;

/// <summary>What a command answers: one content, for a person to read or for a machine.</summary>
public interface IPage
{
    /// <summary>How the process ends; a replay that differs is an answer and an exit code.</summary>
    ExitCode ExitCode => ExitCode.Done;

    /// <summary>Writes it as a page of text.</summary>
    void Write(TextWriter text);

    /// <summary>Writes the members of one JSON object, already opened.</summary>
    void Write(Utf8JsonWriter json);
}

/// <summary>The answer of a command that has told all it had to tell while it went on.</summary>
internal sealed record AlreadyTold : IPage
{
    public void Write(TextWriter text)
    {
    }

    public void Write(Utf8JsonWriter json)
    {
    }
}
