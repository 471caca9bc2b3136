using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// Networks like the article's, whose whole step is a few dozen multiplications on a handful of rows: plain loops over pointers, with nothing
/// between them. A tile, a panel or a band would cost more than the sums. All gradients are there at the end, for one update.
/// </summary>
internal sealed unsafe class SmallPasses : Passes
{
    /// <summary>Multiplications and additions of one pass up to which this way is the quicker one.</summary>
    private const int Most = 1000;

    private readonly Floor[] _floors;

    private SmallPasses(Floor[] floors) => _floors = floors;

    public override Room Outputs => _floors[^1].Activations;

    public override Room OutputGradients => _floors[^1].ActivationGradients;

    /// <summary>Whether a network is small enough: every step sees all rows, and all of them together are little work.</summary>
    public static bool Suit(Pipeline pipeline, Dataset data, bool all) =>
        all && 2L * data.Rows * pipeline.Network.Layout.Length <= Most && !pipeline.Network.Layers.Any(layer => layer.Activation.ActsOnRows);

    /// <summary>Numbers of memory for a copy of the inputs, in case.</summary>
    public static int Needs(Network network, int rows) => Math.Min(Most, network.Inputs * rows);

    /// <summary>The passes over given memory.</summary>
    public static SmallPasses Over(Network network, Reals inputs, Room parameters, EngineRooms rooms, Updater updater)
    {
        var x = rooms.Take(network.Inputs);
        inputs.AsSpan().CopyTo(x.Span);
        var floors = new Floor[network.Layers.Length];
        for (var l = 0; l < floors.Length; l++)
            floors[l] = new(network, l, l == 0 ? x : floors[l - 1].Activations, parameters, rooms, updater);
        return new(floors);
    }

    public override void Forward(int rows)
    {
        foreach (var floor in _floors)
            floor.Forward(rows);
    }

    public override void Backward(int rows)
    {
        for (var l = _floors.Length - 1; l >= 0; l--)
            _floors[l].Backward(rows, l > 0 ? _floors[l - 1].ActivationGradients.Start : null);
    }

    /// <summary>One layer.</summary>
    private sealed class Floor(Network network, int index, Room inputs, Room parameters, EngineRooms rooms, Updater updater)
    {
        private readonly IActivation _activation = network.Layers[index].Activation;
        private readonly int _width = network.InputsOf(index);
        private readonly int _units = network.Layers[index].Units;
        private readonly double* _x = inputs.Start;
        private readonly double* _weights = parameters.Start + network.Layout.Weights(index).Offset;
        private readonly double* _bias = network.Layout.Bias(index) is { } bias ? parameters.Start + bias.Offset : null;
        private readonly double* _weightGradients = updater.GradientsOf(0, network.Layout.Weights(index).Offset);
        private readonly double* _biasGradients = network.Layout.Bias(index) is { } bias ? updater.GradientsOf(0, bias.Offset) : null;
        private readonly Room _z = rooms.Take(network.Layers[index].Units);
        private readonly Room _dz = rooms.Take(network.Layers[index].Units);

        public Room Activations { get; } = rooms.Take(network.Layers[index].Units);

        public Room ActivationGradients { get; } = rooms.Take(network.Layers[index].Units);

        public void Forward(int rows)
        {
            PreActivate(rows);
            var count = rows * _units;
            _activation.Forward(_z.First(count), Activations.First(count));
        }

        public void Backward(int rows, double* inputGradients)
        {
            var count = rows * _units;
            _activation.Backward(_z.First(count), Activations.First(count), ActivationGradients.First(count), _dz.First(count));
            if (inputGradients != null)
                PassBack(rows, inputGradients);
            // A column of gradients is a row of their transpose, whose numbers lie side by side.
            if (_units == 1)
                WeighRow(rows);
            else
                Weigh(rows);
            if (_biasGradients != null)
                ColumnSums.Into(rows, _units, _dz.Start, _biasGradients);
        }

        // Methods of their own, so that each has the registers to itself.

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void PreActivate(int rows) =>
            PlainProduct.Into(rows, _width, _units, new Doubles(_x), _width, 1, _weights, _units, 1, _bias, _z.Start, _units);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void PassBack(int rows, double* inputGradients) =>
            PlainProduct.Into(rows, _units, _width, new Doubles(_dz.Start), _units, 1, _weights, 1, _units, null, inputGradients, _width);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void WeighRow(int rows) =>
            PlainProduct.Into(1, rows, _width, new Doubles(_dz.Start), 0, 1, _x, _width, 1, null, _weightGradients, 0);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Weigh(int rows) =>
            PlainProduct.Into(_width, rows, _units, new Doubles(_x), 1, _width, _dz.Start, _units, 1, null, _weightGradients, _units);
    }
}
