namespace Functional.Core;

/// <summary>How much memory an engine needs, and the handing out of it.</summary>
internal sealed class EngineRooms
{
    /// <summary>Half of what the nearest cache has, usually.</summary>
    private const int LeastInPanels = 2048;

    private readonly Workspace _workspace;
    private readonly int _rows;

    /// <summary>For batches of up to <paramref name="rows"/> rows and so many workers.</summary>
    public EngineRooms(Pipeline pipeline, int rows, int workers)
    {
        var network = pipeline.Network;
        _rows = rows;
        _workspace = new(
        [
            Fingerprint.LinkHead, network.Layout.Length, pipeline.Layout.SlotLength, Updater.Needs(pipeline, workers), checked(rows * network.Outputs), SmallPasses.Needs(network, rows),
            .. network.Layers.SelectMany(layer => Enumerable.Repeat(checked(rows * layer.Units), 4)),
            .. network.Layers.Select(layer => PanelsOf(layer.Units)),
            .. Enumerable.Range(1, network.Layers.Length - 1).Select(layer => network.Layout.Weights(layer).Length),
        ]);
    }

    /// <summary>Numbers of memory for a layer's ∂L/∂z in panels; 0 where the nearest cache holds it as it is.</summary>
    public int PanelsOf(int units) => (long)_rows * units < LeastInPanels ? 0 : RightSide.Length(_rows, units);

    /// <summary>So many numbers.</summary>
    public Room TakeExactly(int length) => _workspace.Take(length);

    /// <summary>So many numbers a row.</summary>
    public Room Take(int width) => _workspace.Take(_rows * width);
}
