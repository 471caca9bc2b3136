using Functional.Plugins.Standard;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The initializers that come with Functional: one file each, one line here.</summary>
public static class StandardInitializers
{
    /// <summary>Registers them all.</summary>
    public static IServiceCollection AddStandardInitializers(this IServiceCollection services) => services
        .AddInitializer("numpy-uniform", s => new NumPyUniform(s.Seed()), new("w = 2 · RandomState(seed).random_sample − 1", "Evenly from −1 to 1, the article's numbers to the last bit; biases 0."))
        .AddInitializer("glorot-uniform", s => new GlorotUniform(s.Seed()), new("w evenly from −a to a,  a = √(6 / (inputs + units))", "Keeps signals the same size from layer to layer; biases 0.", "Glorot, Bengio 2010, Understanding the difficulty of training deep feedforward neural networks"))
        .AddInitializer("zeros", _ => new Zeros(), new("w = 0", "Everything 0: fine for one layer; deeper ones need different starts to learn different things."));
}
