using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A layer of a document, before the width of the data is known.</summary>
internal sealed record LayerPart(Layer Layer, Made<IActivation> Activation, JsonTree Canonical, Spot ActivationSpot);

/// <summary><c>"network": {"layers": [{"units", "activation", "bias"}]}</c>.</summary>
internal static class NetworkPart
{
    /// <summary>A thousand layers: ten times the deepest plain network that anybody has trained.</summary>
    private const int MaxLayers = 1000;

    private const string Hint = "Write {\"layers\": [{\"units\": 4, \"activation\": \"tanh\"}]}.";

    public static Validation<Problem, ImmutableArray<LayerPart>> Read(Fields document, Shelf<IActivation> activations) =>
        document.Required("network", Hint)
            .Bind(spot => Fields.Of(spot, Hint))
            .Bind(network => network.Required("layers", Hint)
                .Bind(layers => layers.Items(Hint))
                .Bind(layers => layers.Length <= MaxLayers
                    ? Gathered.All(layers.Select(layer => ReadLayer(layer, activations)))
                    : network.Find("layers")!.Value.Refuse<ImmutableArray<LayerPart>>(
                        $"the network has {layers.Length} layers", $"At most {MaxLayers} are allowed."))
                .If(network.Only("layers")));

    public static JsonTree Canonical(ImmutableArray<LayerPart> layers) =>
        Json.Object(("layers", Json.Array(layers.Select(l => l.Canonical))));

    /// <summary>The network for these rows.</summary>
    public static Validation<Problem, Network> Make(Fields document, ImmutableArray<LayerPart> layers, PreparedData data, string loss) =>
        Network.Create(data.Training.InputWidth, toSeq(layers.Select(l => l.Layer)))
            .If(data.Training.TargetWidth == layers[^1].Layer.Units
                ? Success<Problem, Unit>(unit)
                : Fail<Problem, Unit>(Seq1(new Problem(
                    $"network.layers[{layers.Length - 1}].units",
                    $"the last layer has {Units(layers[^1].Layer.Units)} and {Targets(data)}",
                    Advice(document, data, loss)))))
            .MapFail(document.Spot.Locate);

    private static string Targets(PreparedData data) =>
        data.Card.Classes is { Length: > 1 } classes ? $"there are {classes.Length} classes"
        : data.Card.Classes.Length == 1 ? "all rows are of one class"
        : data.Training.TargetWidth == 1 ? "a row has 1 target" : $"a row has {data.Training.TargetWidth} targets";

    /// <summary>Labels that are numbers look like numbers to be approached, until somebody says what they are.</summary>
    private static string Advice(Fields document, PreparedData data, string loss) =>
        $"Give the last layer {Units(data.Training.TargetWidth)}{(loss == Pairings.CrossEntropy && data.Card.Classes.IsEmpty && document.Find("data")?.Tree is JsonTree.Object o && o.Find("csv") is not null ? ", or say \"classes\": true in \"data\" if targets are labels" : "")}.";

    private static string Units(int count) => count == 1 ? "1 unit" : $"{count} units";

    private static Validation<Problem, LayerPart> ReadLayer(Spot spot, Shelf<IActivation> activations) =>
        Fields.Of(spot, "A layer looks like {\"units\": 4, \"activation\": \"tanh\"}.").Bind(layer =>
            (Units(layer), Activation(layer, activations), layer.Optional("bias", Json.Flag(true)).Flag(), layer.Only("units", "activation", "bias"))
            .Apply((units, activation, bias, _) => new LayerPart(
                new((int)units, activation.Value.Strategy, bias),
                activation.Value,
                Json.Object(("units", Json.Number(units)), ("activation", activation.Canonical), ("bias", Json.Flag(bias))),
                layer.Find("activation")!.Value)));

    /// <summary>A unit has at least one parameter, so more units than parameters cannot be.</summary>
    private static Validation<Problem, long> Units(Fields layer) =>
        layer.Required("units", "Say how many numbers leave the layer: \"units\": 4.").Bind(spot => spot.Whole(1, Network.MaxParameters));

    private static Validation<Problem, Part<Made<IActivation>>> Activation(Fields layer, Shelf<IActivation> activations) =>
        layer.Required("activation", "Name one, such as \"activation\": \"tanh\"; \"identity\" leaves the numbers as they are.")
            .Bind(spot => StrategyPart.Read(spot, "name", activations));
}
