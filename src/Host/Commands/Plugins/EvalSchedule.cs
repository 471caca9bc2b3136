using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>The learning rates of the first steps.</summary>
internal static class EvalSchedule
{
    public static Either<Failure, IPage> Of(Made<ISchedule> made, long steps, double learningRate)
    {
        double[] rates = [.. Enumerable.Range(0, (int)steps).Select(step => made.Strategy.At(step, learningRate))];
        return EvalPage.Of(made, rates.Select((rate, step) => $"{step,8}  {NumberText.Exact(rate)}"), json => json.Reals("learningRates", rates));
    }
}
