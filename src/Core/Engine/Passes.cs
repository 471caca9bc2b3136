namespace Functional.Core;

/// <summary>The way forward through the layers and the way back, over memory of an engine. Two kinds: by tiles, and by plain loops for the smallest.</summary>
internal abstract class Passes
{
    /// <summary>The activations of the last layer for the batch taken last, lent.</summary>
    public abstract Room Outputs { get; }

    /// <summary>Where ∂L/∂outputs goes.</summary>
    public abstract Room OutputGradients { get; }

    /// <summary>z and a of every layer.</summary>
    public abstract void Forward(int rows);

    /// <summary>From ∂L/∂outputs to every gradient, and each gradient to the updater.</summary>
    public abstract void Backward(int rows);
}

/// <summary>Layer by layer with everything an <see cref="EngineLayer"/> can do.</summary>
internal sealed class TiledPasses : Passes
{
    private readonly EngineLayer[] _layers;
    private readonly ICrew _crew;

    public TiledPasses(Network network, LayerInputs inputs, Room parameters, EngineRooms rooms, Updater updater, ICrew crew)
    {
        _crew = crew;
        _layers = new EngineLayer[network.Layers.Length];
        for (var l = 0; l < _layers.Length; l++)
            _layers[l] = new(network, l, l == 0 ? inputs : new HiddenInputs(_layers[l - 1].Activations, network.InputsOf(l)), parameters, rooms, updater);
    }

    public override Room Outputs => _layers[^1].Activations;

    public override Room OutputGradients => _layers[^1].ActivationGradients;

    public override void Forward(int rows)
    {
        foreach (var layer in _layers)
            layer.Forward(rows, _crew);
    }

    public override void Backward(int rows)
    {
        for (var l = _layers.Length - 1; l >= 0; l--)
        {
            _layers[l].Differentiate();
            if (l > 0)
                _layers[l].PassBack(_layers[l - 1].ActivationGradients);
            _layers[l].Update(_crew);
        }
    }
}
