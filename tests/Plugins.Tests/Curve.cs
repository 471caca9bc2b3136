using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>An activation as a curve: its values and slopes at any points.</summary>
internal static class Curve
{
    public static double[] Values(this IActivation f, params double[] z) => f.Run(z, new double[z.Length]).Values;

    public static double[] Slopes(this IActivation f, params double[] z) => f.Run(z, [.. z.Select(_ => 1.0)]).Gradients;

    public static double Value(this IActivation f, double z) => f.Values(z)[0];

    public static double Slope(this IActivation f, double z) => f.Slopes(z)[0];

    /// <summary>Forward and backward, into memory that held something else before.</summary>
    public static (double[] Values, double[] Gradients) Run(this IActivation f, double[] z, double[] gradients)
    {
        var (a, dz) = (z.Select(_ => 77.0).ToArray(), z.Select(_ => 88.0).ToArray());
        f.Forward(z, a);
        f.Backward(z, a, gradients, dz);
        return (a, dz);
    }

    /// <summary>Every shape of argument: the busy middle, the tails of the exponentials, and any finite double.</summary>
    public static readonly Gen<double> Point = Gen.OneOf(
        Gen.Double[-3, 3], Gen.Double[-50, 50], Gen.Double[-800, 800], Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite),
        Gen.OneOf(0.0, -0.0, 5e-324, -5e-324, double.MaxValue, double.MinValue));

    /// <summary>The elementwise ones, in the order of the shelf.</summary>
    public static readonly string[] Names = [.. Shelf.Recipes<IActivation>().Select(r => r.Name).Where(name => !Shelf.Activation(name).ActsOnRows)];

    /// <summary>One of them with settings at random, such that whatever has a finite exact value can be told to be finite.</summary>
    public static readonly Gen<IActivation> Any = Gen.Select(Gen.OneOf(Names), Gen.Double[-1, 1], Gen.Double[0.05, 4]).Select((name, any, size) => name switch
    {
        "leaky-relu" => Shelf.Make<IActivation>(name, ("slope", any)),
        "elu" => Shelf.Make<IActivation>(name, ("alpha", 3 * any)),
        "celu" => Shelf.Make<IActivation>(name, ("alpha", size)),
        "softplus" => any > 0 ? Shelf.Make<IActivation>(name, ("beta", size)) : Shelf.Make<IActivation>(name, ("beta", size), ("threshold", -80 * any)),
        "hardtanh" => Shelf.Make<IActivation>(name, ("min", 3 * any), ("max", 3 * any + size)),
        "softshrink" or "hardshrink" => Shelf.Make<IActivation>(name, ("lambda", size)),
        _ => Shelf.Activation(name),
    });
}
