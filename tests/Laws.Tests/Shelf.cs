using Functional.Plugins;
using Functional.Plugins.Standard;
using Microsoft.Extensions.DependencyInjection;

namespace Functional.Laws.Tests;

/// <summary>Every recipe that comes with Functional, as a way to make fresh instances with default settings.</summary>
internal static class Shelf
{
    private static readonly ServiceCollection Services = Filled();

    public static IEnumerable<(string Name, Func<T> Make)> Of<T>()
        where T : class =>
        Services.Select(d => d.ImplementationInstance).OfType<Recipe<T>>().Select(r => (r.Name, (Func<T>)(() => r.Build(Settings.Defaults(r.Name)))));

    public static Recipe<T> Recipe<T>(string name)
        where T : class => Services.Select(d => d.ImplementationInstance).OfType<Recipe<T>>().Single(r => r.Name == name);

    public static T Make<T>(string name)
        where T : class => Of<T>().Single(r => r.Name == name).Make();

    private static ServiceCollection Filled()
    {
        var services = new ServiceCollection();
        new StandardPlugins().Register(services);
        return services;
    }
}
