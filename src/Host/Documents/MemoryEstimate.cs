using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What a step takes of memory, told before any of it is taken.</summary>
internal static class MemoryEstimate
{
    /// <summary>Numbers that one workspace holds: the length of an array of .NET.</summary>
    private const decimal MaxNumbers = 0x7FF0_0000;

    /// <summary>Numbers of a state, 960 MB: a blob of a run file holds 10⁹ bytes.</summary>
    private const int MaxState = 120_000_000;

    /// <summary>Nothing, or why steps of this pipeline over these batches cannot be taken here.</summary>
    /// <param name="pipeline">The network and the optimizer.</param>
    /// <param name="batches">How many rows a step sees.</param>
    /// <param name="available">Bytes there are for them.</param>
    public static Validation<Problem, Unit> Check(Pipeline pipeline, Batches batches, long available)
    {
        var (rows, state) = (batches.LargestBatch, (long)pipeline.Layout.ParameterLength + pipeline.Layout.SlotLength);
        var numbers = NumbersOf(pipeline, state, rows);
        var bytes = sizeof(double) * (numbers + (2 * state));
        return state > MaxState
            ? Refuse($"parameters and slots are {NumberText.Count(state)} numbers, more than a run file holds", $"At most {NumberText.Count(MaxState)} fit: use fewer units, or an optimizer with fewer slots.")
            : numbers > MaxNumbers || bytes > available
            ? Refuse(
                $"a step on {(rows == 1 ? "1 row" : $"{NumberText.Count(rows)} rows")} would need about {NumberText.Bytes((long)bytes)} of memory",
                rows == 1 ? "Use fewer units." : "Use fewer units, or smaller batches: \"batch\": {\"size\": 32}.")
            : Success<Problem, Unit>(unit);

        static Validation<Problem, Unit> Refuse(string what, string hint) => Fail<Problem, Unit>(Seq1(new Problem("network.layers", what, hint)));
    }

    /// <summary>Bytes that this process may have, as the system or its container says.</summary>
    public static long Available => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Parameters, slots, gradients and transposed weights, and four numbers for each row and unit.</summary>
    private static decimal NumbersOf(Pipeline pipeline, long state, int rows) =>
        state + (2m * pipeline.Network.Layout.Length) + (rows * ((4m * pipeline.Network.Layers.Sum(layer => (long)layer.Units)) + pipeline.Network.Outputs));
}
