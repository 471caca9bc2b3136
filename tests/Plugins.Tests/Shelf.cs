using Functional.Core;
using Functional.Plugins.Standard;
using Microsoft.Extensions.DependencyInjection;

namespace Functional.Plugins.Tests;

/// <summary>Strategies cooked by their recipes, as a document asks for them.</summary>
internal static class Shelf
{
    private static readonly ServiceCollection Services = Filled();

    public static IReadOnlyList<Recipe<T>> Recipes<T>()
        where T : class => [.. Services.Select(d => d.ImplementationInstance).OfType<Recipe<T>>()];

    public static Recipe<T> Recipe<T>(string name)
        where T : class => Recipes<T>().Single(r => r.Name == name);

    /// <summary>A strategy with settings that must all be sound.</summary>
    public static T Make<T>(string name, params (string Name, object Value)[] settings)
        where T : class
    {
        var given = Given(settings);
        var read = new Settings(name, name, given);
        var made = Recipe<T>(name).Build(read);
        Assert.That(read.Problems(), Is.Empty);
        return made;
    }

    public static IActivation Activation(string name) => Make<IActivation>(name);

    public static Dictionary<string, SettingValue> Given(params (string Name, object Value)[] settings) =>
        settings.ToDictionary(s => s.Name, s => s.Value switch
        {
            bool flag => (SettingValue)new SettingValue.Flag($"doc:{s.Name}", flag),
            string text => new SettingValue.Text($"doc:{s.Name}", text),
            double[] list => new SettingValue.List($"doc:{s.Name}", [.. list]),
            var number => new SettingValue.Number($"doc:{s.Name}", Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture)),
        });

    private static ServiceCollection Filled()
    {
        var services = new ServiceCollection();
        new StandardPlugins().Register(services);
        return services;
    }
}
