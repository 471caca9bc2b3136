using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>
/// Optimizers made of optimizers (optax's <c>chain</c>): what leaves one as updates enters the next as gradients. The algebra is a monoid:
/// chaining is associative, a chain of one is that one, and the empty chain changes nothing.
/// </summary>
public static class Optimizers
{
    /// <summary>
    /// The <paramref name="parts"/> one after the other over the same numbers. Its slots are theirs, in order, then their scalars. A name that
    /// only one part uses stays as it is; one that several use is prefixed with the position of its part: <c>0.m</c>, <c>2.m</c>.
    /// A chain within a chain counts as its parts.
    /// </summary>
    public static IOptimizer Chain(params ReadOnlySpan<IOptimizer> parts)
    {
        var flat = ImmutableArray.CreateBuilder<IOptimizer>();
        foreach (var part in parts)
            flat.AddRange(Parts(part));
        return flat.Count == 1 ? flat[0] : new Chained(flat.ToImmutable());
    }

    /// <summary>What an optimizer is made of: the parts of a chain, or the optimizer itself.</summary>
    public static ImmutableArray<IOptimizer> Parts(IOptimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return optimizer is Chained chain ? chain.Optimizers : [optimizer];
    }

    /// <summary>What the first <paramref name="parts"/> parts of an optimizer make of the gradients, for whoever looks between them.</summary>
    internal static void Update(
        IOptimizer optimizer, int parts, long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
    {
        if (optimizer is Chained chain)
            chain.Update(parts, step, learningRate, layout, parameters, updates, slots);
        else if (parts > 0)
            optimizer.Update(step, learningRate, layout, parameters, updates, slots);
    }

    /// <summary>What the first <paramref name="parts"/> parts, and not the last, left of a step's gradients.</summary>
    internal static Reals Left(Pipeline pipeline, Trace trace, int parts)
    {
        var slots = trace.State.Slots.ToArray();
        return Reals.Build(trace.Gradients.Length, updates =>
        {
            trace.Gradients.AsSpan().CopyTo(updates);
            Update(
                pipeline.Optimizer, parts, trace.State.Step, trace.LearningRate, pipeline.Network.Layout, trace.State.Parameters.AsSpan(), updates,
                Slots.For(pipeline.Optimizer, updates.Length, slots.AsSpan(0, pipeline.Layout.OptimizerLength)));
        });
    }

    private sealed class Chained : IOptimizer
    {
        private readonly ImmutableArray<Place> _places;

        public Chained(ImmutableArray<IOptimizer> optimizers)
        {
            var shared = optimizers.SelectMany(NamesOf).GroupBy(name => name).Where(uses => uses.Skip(1).Any()).Select(uses => uses.Key).ToHashSet();
            Optimizers = optimizers;
            SlotNames = [.. optimizers.SelectMany((part, at) => part.SlotNames.Select(name => Own(at, name)))];
            ScalarNames = [.. optimizers.SelectMany((part, at) => part.ScalarNames.Select(name => Own(at, name)))];
            _places = PlacesOf(optimizers);

            string Own(int at, string name) => shared.Contains(name) ? $"{at}.{name}" : name;
        }

        public ImmutableArray<IOptimizer> Optimizers { get; }

        public string Id => $"chain({string.Join(", ", Optimizers.Select(part => part.Id))})";

        public ImmutableArray<string> SlotNames { get; }

        public ImmutableArray<string> ScalarNames { get; }

        public void Init(ParameterLayout layout, Slots slots)
        {
            for (var i = 0; i < Optimizers.Length; i++)
                Optimizers[i].Init(layout, _places[i].In(slots));
        }

        public void Update(
            long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots) =>
            Update(Optimizers.Length, step, learningRate, layout, parameters, updates, slots);

        public void Update(
            int parts, long step, double learningRate, ParameterLayout layout, ReadOnlySpan<double> parameters, Span<double> updates, Slots slots)
        {
            for (var i = 0; i < parts; i++)
                Optimizers[i].Update(step, learningRate, layout, parameters, updates, _places[i].In(slots));
        }

        /// <summary>Each name a part uses, once, be it a slot or a scalar.</summary>
        private static IEnumerable<string> NamesOf(IOptimizer part) => part.SlotNames.Union(part.ScalarNames);

        private static ImmutableArray<Place> PlacesOf(ImmutableArray<IOptimizer> optimizers)
        {
            var places = ImmutableArray.CreateBuilder<Place>(optimizers.Length);
            var (slot, scalar) = (0, 0);
            foreach (var part in optimizers)
            {
                places.Add(new(slot, part.SlotNames.Length, scalar, part.ScalarNames.Length));
                (slot, scalar) = (slot + part.SlotNames.Length, scalar + part.ScalarNames.Length);
            }

            return places.MoveToImmutable();
        }
    }

    /// <summary>Where the memory of a part lies among that of all.</summary>
    private readonly record struct Place(int Slot, int Slots, int Scalar, int Scalars)
    {
        public Slots In(Slots all) => all.Part(Slot, Slots, Scalar, Scalars);
    }
}
