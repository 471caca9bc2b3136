using Functional.Core;
using Functional.Plugins;
using Microsoft.Extensions.DependencyInjection;

[assembly: Plugin(typeof(MyActivation.Door))]

namespace MyActivation;

/// <summary>
/// my-activation(z) = z · sigmoid(steepness · z): put your formula here. Only + − × ÷ √, comparisons and <see cref="Elementary"/> have the
/// same bits on every machine. NaN in gives NaN out.
/// </summary>
public readonly struct Formula(double steepness) : IFormula
{
    /// <inheritdoc/>
    public double Value(double z) => z * Elementary.Sigmoid(steepness * z);

    /// <summary>σ + steepness · z · σ · (1 − σ), with 1 − σ(x) = σ(−x). Multiplied so that nothing overflows on the way to 0.</summary>
    public double Derivative(double z, double a)
    {
        var (here, there) = (Elementary.Sigmoid(steepness * z), Elementary.Sigmoid(-steepness * z));
        return here + z * (steepness * here * there);
    }
}

/// <summary>What the program finds: <c>functional train xor --activation my-activation --plugin MyActivation.dll</c>.</summary>
public sealed class Door : IPlugin
{
    /// <inheritdoc/>
    public void Register(IServiceCollection services) => services.AddActivation("my-activation", s =>
    {
        var steepness = s.Number("steepness", 1, "how fast it bends at 0", above: 0, max: 100);
        return new Elementwise<Formula>(PluginId.Of("my-activation", ("steepness", steepness)), new(steepness));
    }, new About("a = z · sigmoid(steepness · z)", "Say here what it is good for."));
}
