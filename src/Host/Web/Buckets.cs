using System.Text.Json;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// A recorded curve in few points: consecutive steps put together, of each bucket its first step with the value there, and the least and the
/// greatest value in it. However long the history is, only the buckets stay in memory. A NaN in a bucket is its least and greatest.
/// </summary>
internal sealed record Buckets(long[] Steps, double[] Values, double[] Least, double[] Greatest)
{
    /// <summary>The losses, or else the errors, of the steps from one to another, both included.</summary>
    public static Either<Failure, Buckets> Of(RunFile file, bool loss, long from, long to, int most, CancellationToken interrupted)
    {
        var width = (to - from) / most + 1;
        var count = (int)((to - from) / width + 1);
        var buckets = new Buckets(new long[count], new double[count], new double[count], new double[count]);
        for (var step = from; step <= to;)
        {
            if (interrupted.IsCancellationRequested)
                return Failure.Of(ExitCode.Interrupted, file.Header.Name, $"interrupted at step {step}");
            var read = file.MomentsAround(step);
            if (read.IsLeft)
                return read.Map(_ => buckets);
            for (var block = (MomentBlock)read; step <= to && block.Holds(step); step++)
                buckets.Add((int)((step - from) / width), (step - from) % width == 0, step, loss ? block.Loss(step) : block.Error(step));
        }

        return buckets;
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("steps");
        foreach (var step in Steps)
            json.WriteNumberValue(step);
        json.WriteEndArray();
        json.Reals("min", Least);
        json.Reals("max", Greatest);
        json.Reals("value", Values);
    }

    private void Add(int bucket, bool isFirst, long step, double value)
    {
        if (isFirst)
            (Steps[bucket], Values[bucket], Least[bucket], Greatest[bucket]) = (step, value, value, value);
        else
            (Least[bucket], Greatest[bucket]) = (Math.Min(Least[bucket], value), Math.Max(Greatest[bucket], value));
    }
}
