using Microsoft.Extensions.DependencyInjection;

namespace Functional.Plugins;

/// <summary>The door of a plugin assembly: one public class with a parameterless constructor that implements this.</summary>
public interface IPlugin
{
    /// <summary>Registers recipes: <c>services.AddActivation("snake", s => new Snake(s.Number("frequency", 1, "how fast it wiggles")))</c>.</summary>
    void Register(IServiceCollection services);
}
