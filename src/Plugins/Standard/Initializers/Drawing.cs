using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// How random initializers draw, all of them: one NumPy stream of the seed, weights row by row, layer by layer; biases are 0 and draw
/// nothing. So the first layer of a deeper network starts as the first layer of a shallower one does.
/// </summary>
internal static class Drawing
{
    /// <summary>Fills every tensor of weights, in order, with what <paramref name="draw"/> takes from the stream for it.</summary>
    public static void Each(uint seed, ParameterLayout layout, Span<double> parameters, Func<NumPyRandom, ParameterTensor, double> draw)
    {
        parameters.Clear();
        var random = new NumPyRandom(seed);
        foreach (var tensor in layout.Tensors)
        {
            if (tensor.IsBias)
                continue;
            foreach (ref var weight in tensor.In(parameters))
                weight = draw(random, tensor);
        }
    }

    /// <summary>RandomState(seed).uniform(−limit, limit) for every weight, with a limit for each tensor.</summary>
    public static void Evenly(uint seed, ParameterLayout layout, Span<double> parameters, Func<ParameterTensor, double> limit) =>
        Each(seed, layout, parameters, (random, tensor) =>
        {
            var a = limit(tensor);
            return random.Uniform(-a, a);
        });

    /// <summary>RandomState(seed).normal(0, deviation) for every weight, with a deviation for each tensor.</summary>
    public static void Normally(uint seed, ParameterLayout layout, Span<double> parameters, Func<ParameterTensor, double> deviation) =>
        Each(seed, layout, parameters, (random, tensor) => random.Normal(0, deviation(tensor)));
}
