using Functional.Plugins;
using Functional.Plugins.Standard;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The activations that come with Functional: one file each, one line here.</summary>
public static class StandardActivations
{
    /// <summary>Registers them all.</summary>
    public static IServiceCollection AddStandardActivations(this IServiceCollection services) => services
        .AddActivation("identity", _ => new Elementwise<Identity>("identity"), new(
            "a = z",
            "Passes everything through; the last layer of a regression, and before cross-entropy.",
            Worked: new("{z}", "1")))
        .AddActivation("sigmoid", _ => new Elementwise<Sigmoid>("sigmoid"), new(
            "a = 1 / (1 + e⁻ᶻ),  slope a·(1 − a)",
            "Squeezes any number into 0 … 1; the article's activation.",
            "Verhulst 1838; Trask 2015, A Neural Network in 11 lines of Python",
            new("1 / (1 + e^{-z})", "{a} × (1 - {a})")))
        .AddActivation("tanh", _ => new Elementwise<Tanh>("tanh"), new(
            "a = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ),  slope 1 − a²",
            "Squeezes any number into −1 … 1, centred on 0, so the next layer sees both signs.",
            "LeCun, Bottou, Orr, Müller 1998, Efficient BackProp",
            new("(e^{z} - e^{-z}) / (e^{z} + e^{-z})", "1 - {a}²")))
        .AddActivation("relu", _ => new Elementwise<Relu>("relu", default, 0), new(
            "a = max(0, z),  slope 1 for z > 0, else 0",
            "Keeps what is positive and drops the rest; slope 0 at the kink z = 0.",
            "Nair, Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines",
            new("max(0, {z})", "1 where {z} > 0, else 0")));
}
