using Functional.Plugins.Standard;
using LanguageExt;
using Microsoft.Extensions.DependencyInjection;

namespace Functional.Host;

/// <summary>The composition root of plugins: what is installed, collected by dependency injection into the catalogue.</summary>
public static class Plugins
{
    /// <summary>The catalogue of the shelf that comes with the program.</summary>
    public static Either<Failure, Catalogue> Installed()
    {
        var services = new ServiceCollection();
        new StandardPlugins().Register(services);
        using var provider = services.BuildServiceProvider();
        return Failure.From(ExitCode.Plugin, Catalogue.From(provider));
    }
}
