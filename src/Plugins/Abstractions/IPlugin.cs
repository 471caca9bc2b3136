using Microsoft.Extensions.DependencyInjection;

namespace Functional.Plugins;

/// <summary>
/// The door of a plugin assembly: a public class with a parameterless constructor that implements this, named by a
/// <see cref="PluginAttribute"/>.
/// </summary>
public interface IPlugin
{
    /// <summary>Registers recipes: <c>services.AddActivation("snake", s => new Snake(s.Number("frequency", 1, "how fast it wiggles")))</c>.</summary>
    void Register(IServiceCollection services);
}
