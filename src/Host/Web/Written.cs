using System.Text.Json;

namespace Functional.Host;

/// <summary>A page that only a program reads.</summary>
internal sealed class Written(Action<Utf8JsonWriter> members) : IPage
{
    public void Write(TextWriter text)
    {
    }

    public void Write(Utf8JsonWriter json) => members(json);
}
