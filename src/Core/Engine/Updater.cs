using System.Runtime.CompilerServices;

namespace Functional.Core;

/// <summary>
/// How gradients reach the parameters. An optimizer that acts on each element by itself is called band by band, while the band's gradients
/// are still in the nearest cache, and the gradients of the whole network are never in memory at once; every other one is called once,
/// with all of them.
/// </summary>
internal sealed unsafe class Updater
{
    /// <summary>Numbers a band, about: 16 KB of gradients beside as much of parameters and of each slot fit the nearest cache.</summary>
    private const int BandLength = 2048;

    /// <summary>Numbers of which all together a second cache holds so easily that calling once is quicker than calling band by band.</summary>
    private const int Few = 2 * BandLength;

    private readonly Pipeline _pipeline;
    private readonly IOptimizer _optimizer;
    private readonly ParameterLayout _layout;
    private readonly Room _parameters;
    private readonly Room _slots;
    private readonly Room _scalarSlots;
    private readonly Room _updates;
    private readonly ParameterHash _hash;
    private readonly int _scratch;
    private readonly bool _banded;
    private readonly double[] _scalarsBefore;
    private readonly double[][] _scalars;
    private long _step;
    private double _learningRate;

    public Updater(Pipeline pipeline, Room parameters, Room slots, EngineRooms rooms, int workers, ParameterHash hash)
    {
        _hash = hash;
        (_pipeline, _optimizer, _layout, _banded) = (pipeline, pipeline.Optimizer, pipeline.Network.Layout, IsBanded(pipeline));
        var scalars = _optimizer.ScalarNames.Length;
        (_parameters, _slots) = (parameters, slots.Part(0, pipeline.Layout.OptimizerLength - scalars));
        _scalarSlots = slots.Part(pipeline.Layout.OptimizerLength - scalars, scalars);
        _scratch = LongestBand(pipeline.Network.Layout);
        _updates = rooms.TakeExactly(Needs(pipeline, workers));
        _scalarsBefore = new double[scalars];
        _scalars = [.. Enumerable.Range(0, workers).Select(_ => new double[_scalarsBefore.Length])];
    }

    /// <summary>Numbers of memory this updater will ask for.</summary>
    public static int Needs(Pipeline pipeline, int workers) =>
        IsBanded(pipeline) ? checked(LongestBand(pipeline.Network.Layout) * workers) : pipeline.Network.Layout.Length;

    /// <summary>Rows of a weight matrix that make a band: a whole number of tiles.</summary>
    public static int BandOf(ParameterTensor weights) => Math.Min(weights.Inputs, Math.Max(8, BandLength / weights.Units / 8 * 8));

    /// <summary>A step begins.</summary>
    /// <param name="step">Which one.</param>
    /// <param name="slots">All slots there are, the schedule's too.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin(long step, ReadOnlySpan<double> slots)
    {
        _step = step;
        _learningRate = _pipeline.LearningRateAt(step, slots);
        if (_scalarsBefore.Length > 0)
            _scalarSlots.Span.CopyTo(_scalarsBefore);
    }

    /// <summary>Where a worker writes the gradients of parameters from <paramref name="offset"/> on.</summary>
    public double* GradientsOf(int worker, int offset) => _updates.Start + (_banded ? worker * _scratch : offset);

    /// <summary>The gradients of some parameters are there.</summary>
    public void Update(int worker, int offset, int length)
    {
        if (!_banded)
            return;
        var updates = new Span<double>(GradientsOf(worker, offset), length);
        var parameters = _parameters.Span.Slice(offset, length);
        if (_scalarsBefore.Length > 0)
            _scalarsBefore.CopyTo(_scalars[worker].AsSpan());
        Call(parameters, updates, offset, _scalars[worker]);
        Adding.To(parameters, updates);
        _hash.Include(offset, length);
    }

    /// <summary>All gradients were there: the optimizer that wants them together is called now; the others have only to count on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End()
    {
        if (_banded)
        {
            if (_scalarsBefore.Length > 0)
                Call([], [], 0, _scalarSlots.Span);
            return;
        }

        Call(_parameters.Span, _updates.Span, 0, _scalarSlots.Span);
        Adding.To(_parameters.Span, _updates.Span);
        _hash.Include(0, _updates.Span.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Call(ReadOnlySpan<double> parameters, Span<double> updates, int offset, Span<double> scalars) =>
        _optimizer.Update(_step, _learningRate, _layout, parameters, updates, new(_slots.Span, _layout.Length, offset, updates.Length, scalars));

    private static bool IsBanded(Pipeline pipeline) => pipeline.Optimizer.ActsOnElements && pipeline.Network.Layout.Length > Few;

    private static int LongestBand(ParameterLayout layout) => layout.Tensors.Max(t => t.IsBias ? t.Units : BandOf(t) * t.Units);
}
