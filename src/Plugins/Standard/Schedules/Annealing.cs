using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>Ways from one rate to another. What remains of the way is 1 at its start and 0 at its end.</summary>
internal static class Annealing
{
    /// <summary>start · share + end · (1 − share): exactly start and end at the ends, and never negative between rates that are not.</summary>
    public static double Linear(double start, double end, double remaining) =>
        Math.FusedMultiplyAdd(start, remaining, end * (1 - remaining));

    /// <summary>
    /// Half a cosine: end + (start − end) · (1 + cos(π · (1 − remaining))) / 2. Since (1 + cos(π − x)) / 2 = sin²(x / 2), a square
    /// gives it without the cancellation in 1 + cos near the end, so that even the last, small rates have all their digits.
    /// </summary>
    public static double Cosine(double start, double end, double remaining)
    {
        var sine = Elementary.SinPi(0.5 * remaining);
        return Linear(start, end, sine * sine);
    }

    /// <summary>learningRate · gamma^times. With gamma above 1 it grows, and stays at the largest number there is.</summary>
    public static double Decayed(double learningRate, double gamma, long times) =>
        Math.Min(learningRate * Math.Min(Elementary.Pow(gamma, times), double.MaxValue), double.MaxValue);
}
