using Functional.Core;
using Functional.Plugins;
using Microsoft.Extensions.DependencyInjection;

[assembly: Plugin(typeof(Sample.Snake))]

namespace Sample;

/// <summary>
/// snake(z) = z + sin²(frequency · z) / frequency: the identity with a wiggle, so it can follow a periodic curve beyond its data
/// (Ziyin, Hartwig, Ueda 2020, arXiv:2006.08195). Its slope 1 + 2 · sin · cos is never below 0.
/// </summary>
public sealed class Snake : IPlugin
{
    /// <inheritdoc/>
    public void Register(IServiceCollection services) => services.AddActivation("snake", s =>
    {
        var k = s.Number("frequency", 1, "how fast it wiggles", above: 0);
        return Elementwise.Of(
            PluginId.Of("snake", ("frequency", k)),
            z => z + Elementary.Sin(k * z) * Elementary.Sin(k * z) / k,
            z => 1 + 2 * Elementary.Sin(k * z) * Elementary.Cos(k * z));
    }, new("a = z + sin²(frequency · z) / frequency", "The identity with a wiggle.", "Ziyin, Hartwig, Ueda 2020, arXiv:2006.08195"));
}
