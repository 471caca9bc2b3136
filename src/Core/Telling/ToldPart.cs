using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>One part of the optimizer at one parameter: what arrived, what left, and how the one became the other.</summary>
/// <param name="Id">The part, with its settings.</param>
/// <param name="Arrives">∂L/∂θ, or what the parts before made of it.</param>
/// <param name="Leaves">What it handed on; of the last part the update.</param>
/// <param name="Lines">The arithmetic; empty where the part does not tell it, or tells of other numbers than it makes.</param>
public sealed record ToldPart(string Id, double Arrives, double Leaves, ImmutableArray<ToldLine> Lines)
{
    /// <summary>
    /// How a step's gradient of one parameter became its update, part by part. A told number that is not, bit for bit, the one that was
    /// computed would be a lie: then the part is not told. None where the step was left out.
    /// </summary>
    /// <param name="pipeline">What trained.</param>
    /// <param name="trace">The step.</param>
    /// <param name="at">The parameter's place in the flat run, 0 to <see cref="StateLayout.ParameterLength"/> − 1.</param>
    public static ImmutableArray<ToldPart> Of(Pipeline pipeline, Trace trace, int at)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(at, pipeline.Layout.ParameterLength);
        return trace.Batch.IsLeftOut ? [] : [.. new Teller(pipeline, trace, at).Parts()];
    }

    private sealed class Teller(Pipeline pipeline, Trace trace, int at)
    {
        private readonly int _length = pipeline.Layout.ParameterLength;
        private readonly int _slots = pipeline.Optimizer.SlotNames.Length;

        private string Name => pipeline.Layout.NameOf(at);

        public IEnumerable<ToldPart> Parts()
        {
            var parts = Optimizers.Parts(pipeline.Optimizer);
            var (slot, scalar, arrives) = (0, 0, trace.Gradients);
            for (var i = 0; i < parts.Length; i++)
            {
                var last = i == parts.Length - 1;
                var leaves = last ? trace.Updates : Optimizers.Left(pipeline, trace, i + 1);
                yield return new(parts[i].Id, arrives[at], leaves[at], LinesOf(parts[i], slot, scalar, arrives, i == 0, leaves[at], last));
                (slot, scalar, arrives) = (slot + parts[i].SlotNames.Length, scalar + parts[i].ScalarNames.Length, leaves);
            }
        }

        private ImmutableArray<ToldLine> LinesOf(IOptimizer part, int slot, int scalar, Reals arrives, bool first, double leaves, bool last)
        {
            if (part is not ITellingOptimizer telling)
                return [];
            int[] slots = [.. Enumerable.Range(slot, part.SlotNames.Length)], scalars = [.. Enumerable.Range(scalar, part.ScalarNames.Length)];
            var told = telling.Tell(new(
                trace.State.Step, Told.Given(trace.LearningRate, "learningRate"), arrives, at, IsBias, Told.Given(arrives[at], first ? $"gradients.{Name}" : ""),
                Told.Given(trace.State.Parameters[at], Name),
                [.. slots.Select(s => Told.Given(trace.State.Slots[PlaceOfSlot(s)], SlotName(s)))],
                [.. scalars.Select(s => Told.Given(trace.State.Slots[PlaceOfScalar(s)], ScalarName(s)))]));
            return told.Update.Has(leaves) && told.Slots.Length == slots.Length && told.Scalars.Length == scalars.Length
                && slots.All(s => told.Slots[s - slot].Has(trace.Next.Slots[PlaceOfSlot(s)]))
                && scalars.All(s => told.Scalars[s - scalar].Has(trace.Next.Slots[PlaceOfScalar(s)]))
                ? told.Lines(
                    last ? ("update", $"updates.{Name}") : ("gradient", ""),
                    [.. slots.Select(s => (part.SlotNames[s - slot], SlotName(s)))],
                    [.. scalars.Select(s => (part.ScalarNames[s - scalar], ScalarName(s)))])
                : [];
        }

        private bool IsBias => pipeline.Network.Layout.Tensors.Last(t => t.Offset <= at).IsBias;

        private int PlaceOfSlot(int slot) => slot * _length + at;

        private int PlaceOfScalar(int scalar) => _slots * _length + scalar;

        private string SlotName(int slot) => $"slots.{pipeline.Optimizer.SlotNames[slot]}.{Name}";

        private string ScalarName(int scalar) => $"slots.{pipeline.Optimizer.ScalarNames[scalar]}[0]";
    }
}
