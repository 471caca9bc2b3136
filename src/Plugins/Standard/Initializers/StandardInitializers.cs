using Functional.Plugins.Standard;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The initializers that come with Functional: one file each, one line here.</summary>
public static class StandardInitializers
{
    /// <summary>Registers them all.</summary>
    public static IServiceCollection AddStandardInitializers(this IServiceCollection services) => services
        .AddInitializer(NumPyUniform.Recipe)
        .AddInitializer(Uniform.Recipe)
        .AddInitializer(Normal.Recipe)
        .AddInitializer(GlorotUniform.Recipe)
        .AddInitializer(GlorotNormal.Recipe)
        .AddInitializer(HeUniform.Recipe)
        .AddInitializer(HeNormal.Recipe)
        .AddInitializer(LecunUniform.Recipe)
        .AddInitializer(LecunNormal.Recipe)
        .AddInitializer(Orthogonal.Recipe)
        .AddInitializer(Zeros.Recipe);
}
