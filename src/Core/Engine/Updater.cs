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

    private readonly Pipeline _pipeline;
    private readonly Room _parameters;
    private readonly Room _slots;
    private readonly Room _updates;
    private readonly ParameterHash _hash;
    private readonly int _scratch;
    private readonly int _slotCount;
    private readonly bool _banded;
    private readonly double[] _scalarsBefore;
    private readonly double[][] _scalars;
    private long _step;
    private double _learningRate;

    public Updater(Pipeline pipeline, Room parameters, Room slots, EngineRooms rooms, int workers, ParameterHash hash)
    {
        _hash = hash;
        (_pipeline, _parameters, _slots, _banded) = (pipeline, parameters, slots, IsBanded(pipeline));
        _scratch = LongestBand(pipeline.Network.Layout);
        _updates = rooms.TakeExactly(Needs(pipeline, workers));
        _slotCount = pipeline.Optimizer.SlotNames.Length;
        _scalarsBefore = new double[pipeline.Optimizer.ScalarNames.Length];
        _scalars = [.. Enumerable.Range(0, workers).Select(_ => new double[_scalarsBefore.Length])];
    }

    /// <summary>Numbers of memory this updater will ask for.</summary>
    public static int Needs(Pipeline pipeline, int workers) =>
        IsBanded(pipeline) ? checked(LongestBand(pipeline.Network.Layout) * workers) : pipeline.Network.Layout.Length;

    /// <summary>Rows of a weight matrix that make a band: a whole number of tiles.</summary>
    public static int BandOf(ParameterTensor weights) => Math.Min(weights.Inputs, Math.Max(8, BandLength / weights.Units / 8 * 8));

    /// <summary>A step begins.</summary>
    public void Begin(long step)
    {
        _step = step;
        _learningRate = _pipeline.LearningRateAt(step, _slots.Span);
        if (_scalarsBefore.Length > 0)
            Scalars.CopyTo(_scalarsBefore);
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
    public void End()
    {
        if (_banded)
        {
            if (_scalarsBefore.Length > 0)
                Call([], [], 0, Scalars);
            return;
        }

        Call(_parameters.Span, _updates.Span, 0, Scalars);
        Adding.To(_parameters.Span, _updates.Span);
        _hash.Include(0, _updates.Span.Length);
    }

    private Span<double> Scalars => _slots.Span[(_pipeline.Layout.OptimizerLength - _scalarsBefore.Length).._pipeline.Layout.OptimizerLength];

    private void Call(ReadOnlySpan<double> parameters, Span<double> updates, int offset, Span<double> scalars)
    {
        var (optimizer, layout) = (_pipeline.Optimizer, _pipeline.Network.Layout);
        var slots = new Slots(_slots.Span[.._pipeline.Layout.OptimizerLength], layout.Length, _slotCount);
        optimizer.Update(_step, _learningRate, layout, parameters, updates, slots.Range(offset, updates.Length, scalars));
    }

    /// <summary>What fits one band has nothing to gain from several.</summary>
    private static bool IsBanded(Pipeline pipeline) => pipeline.Optimizer.ActsOnElements && pipeline.Network.Layout.Length > BandLength;

    private static int LongestBand(ParameterLayout layout) => layout.Tensors.Max(t => t.IsBias ? t.Units : BandOf(t) * t.Units);
}
