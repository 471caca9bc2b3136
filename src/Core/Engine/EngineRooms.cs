namespace Functional.Core;

/// <summary>How much memory an engine needs, and the handing out of it.</summary>
internal sealed class EngineRooms
{
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
            .. Enumerable.Range(0, network.Layers.Length).Select(layer => PanelsOf(network, layer, rows)),
            .. Enumerable.Range(1, network.Layers.Length - 1).Select(layer => network.Layout.Weights(layer).Length),
        ]);
    }

    /// <summary>So many numbers.</summary>
    public Room TakeExactly(int length) => _workspace.Take(length);

    /// <summary>So many numbers a row.</summary>
    public Room Take(int width) => _workspace.Take(_rows * width);

    /// <summary>For the right side of a layer's xᵀ·∂L/∂z, in panels; empty where it is better as it is.</summary>
    public Room TakePanels(Network network, int layer) => _workspace.Take(PanelsOf(network, layer, _rows));

    private static int PanelsOf(Network network, int layer, int rows) =>
        new Product(network.InputsOf(layer), rows, network.Layers[layer].Units).PanelsWanted;
}
