using System.Collections.Immutable;

namespace Functional.Core;

/// <summary>One number of a told update with the arithmetic that made it.</summary>
/// <param name="Name">What it is called: <c>m</c>, <c>step size</c>, <c>update</c>.</param>
/// <param name="Number">The number and how it was made.</param>
/// <param name="Where">Where it lies from then on: <c>updates.layer0.bias[0]</c>, or <c>slots.m.layer0.bias[0]</c> of the next state. May lie nowhere.</param>
public sealed record ToldLine(string Name, ToldNode Number, string Where = "")
{
    /// <summary>The number.</summary>
    public double Value => Number.Value;

    /// <summary>The arithmetic, piece by piece; a number that was there before is its only piece.</summary>
    public ImmutableArray<ToldToken> Pieces => ToldText.Of(Number);

    /// <summary><c>0.9 × 0.0123 + 0.1 × -0.0345 = 0.00762</c>; what was not computed is only its number.</summary>
    public string Text => Number.IsGiven ? RealText.Of(Value) : $"{ToldText.Line(Number)} = {RealText.Of(Value)}";

    /// <summary>A line for each of these and for every number with a name that they were made of, each behind those; a number that two are is told twice.</summary>
    internal static ImmutableArray<ToldLine> All(ImmutableArray<(string Name, string Where, ToldNode Node)> named) => new Telling(named).Lines();

    private sealed class Telling
    {
        private readonly ImmutableArray<(string Name, string Where, ToldNode Node)> _named;
        private readonly Dictionary<ToldNode, (string Name, string Where)> _names = [];
        private readonly Dictionary<ToldNode, ToldNode> _known = [];
        private readonly ImmutableArray<ToldLine>.Builder _lines = ImmutableArray.CreateBuilder<ToldLine>();

        public Telling(ImmutableArray<(string Name, string Where, ToldNode Node)> named)
        {
            _named = named;
            foreach (var (name, where, node) in named)
                _names.TryAdd(node, (name, where));
        }

        public ImmutableArray<ToldLine> Lines()
        {
            foreach (var (name, where, node) in _named)
                if (node.IsGiven)
                    _lines.Add(new(name, node, where));
                else if (!_known.TryGetValue(node, out var told))
                    Tell(node);
                else if (told.Name != name)
                    _lines.Add(new(name, told, where));
            return _lines.ToImmutable();
        }

        /// <summary>The same graph, in which every number that gets a line is called by the name of that line.</summary>
        private ToldNode Tell(ToldNode node)
        {
            if (node.IsGiven)
                return node;
            if (_known.TryGetValue(node, out var known))
                return known;
            var (name, where) = _names.GetValueOrDefault(node, (node.Name, ""));
            var told = new ToldNode(node.Operation, node.Value, name, [.. node.Parts.Select(Tell)]);
            _known.Add(node, told);
            if (name.Length > 0)
                _lines.Add(new(name, told, where));
            return told;
        }
    }
}
