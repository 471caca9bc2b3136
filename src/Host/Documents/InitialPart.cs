using System.Collections.Immutable;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// <c>"initial"</c>: an initializer with its settings, or the parameters themselves: written out tensor by tensor, or in a file of arrays.
/// </summary>
/// <param name="Canonical">Everything spelled out.</param>
/// <param name="Initializer">Who writes the parameters, where nobody has written them out.</param>
/// <param name="Parameters">The numbers a network of this layout starts from.</param>
/// <param name="Warnings">What is allowed but changes nothing.</param>
internal sealed record InitialPart(
    JsonTree Canonical,
    Option<Made<IInitializer>> Initializer,
    Func<ParameterLayout, Validation<Problem, Reals>> Parameters,
    ImmutableArray<Problem> Warnings)
{
    private const string Hint = "Write {\"scheme\": \"glorot-uniform\", \"seed\": 0}, {\"parameters\": {\"layer0.weights\": [[…]]}} or {\"file\": \"start.npz\"}.";

    private static readonly JsonTree Scheme = Json.Text("glorot-uniform");

    public static Validation<Problem, InitialPart> Read(Fields document, Shelf<IInitializer> initializers, string folder = ".")
    {
        var spot = document.Optional("initial", Scheme);
        return spot.Tree switch
        {
            JsonTree.Object o when o.IndexOf("parameters") >= 0 => Fields.Of(spot, Hint).Bind(Written),
            JsonTree.Object o when o.IndexOf(ImportPart.Key) >= 0 => Fields.Of(spot, Hint).Bind(initial => ImportPart.Read(initial, folder)),
            JsonTree.Object o when o.IndexOf("scheme") < 0 =>
                Drawn(spot with { Tree = o with { Members = o.Members.Insert(0, new(o.Place, "scheme", Scheme with { Place = o.Place })) } }, initializers),
            JsonTree.Object or JsonTree.Text => Drawn(spot, initializers),
            _ => spot.Needs<InitialPart>("an object", Hint),
        };
    }

    private static Validation<Problem, InitialPart> Drawn(Spot spot, Shelf<IInitializer> initializers)
    {
        var (sown, warnings) = WithoutIdleSeed(spot, initializers);
        return StrategyPart.Read(sown, "scheme", initializers).Map(part => new InitialPart(
            part.Canonical, Some(part.Value), layout => Drawn(part.Value, layout), warnings));
    }

    /// <summary>Every scheme may be given a seed; one that draws nothing has no use for it, so it is said and left out.</summary>
    private static (Spot Spot, ImmutableArray<Problem> Warnings) WithoutIdleSeed(Spot spot, Shelf<IInitializer> initializers)
    {
        if (spot.Tree is not JsonTree.Object o || o.Find("scheme") is not JsonTree.Text { Value: var scheme } || o.Find("seed") is not JsonTree.Number seed)
            return (spot, []);
        var seedSpot = new Spot(seed, DocumentPath.Child(spot.Path, "seed"));
        var idle = initializers.Make(scheme, spot.Where, ImmutableDictionary<string, SettingValue>.Empty).Match(
            Succ: made => made.Settings.All(s => s.Name != "seed"), Fail: _ => false);
        return idle && seedSpot.Whole(0, uint.MaxValue).IsSuccess
            ? (spot with { Tree = o with { Members = o.Members.RemoveAt(o.IndexOf("seed")) } },
                [seedSpot.Problem($"'{scheme}' draws nothing, so the seed changes nothing", "Leave it out.")])
            : (spot, []);
    }

    private static Validation<Problem, Reals> Drawn(Made<IInitializer> made, ParameterLayout layout) =>
        Guarded.Run(made.Kind, made.Name, () => Reals.Build(layout.Length, parameters => made.Strategy.Initialize(layout, parameters)))
            .Bind(parameters => layout.Tensors.FirstOrDefault(t => t.In(parameters.AsSpan()).ContainsAnyExceptInRange(double.MinValue, double.MaxValue)) is { } bad
                ? Guarded.Fault<Reals>(made.Kind, made.Name, $"wrote a number that is not finite into {bad.Name}")
                : Success<Problem, Reals>(parameters));

    private static Validation<Problem, InitialPart> Written(Fields initial) =>
        initial.Required("parameters", Hint)
            .Bind(spot => Fields.Of(spot, "Write an object with an array for each tensor: {\"layer0.weights\": [[…]]}."))
            .If(initial.Only("parameters"))
            .Map(given => new InitialPart(
                Json.Object(("parameters", given.Spot.Tree)), Option<Made<IInitializer>>.None, layout => Written(given, layout), []));

    private static Validation<Problem, Reals> Written(Fields given, ParameterLayout layout) =>
        Gathered.All(layout.Tensors.Select(tensor => Written(given, tensor)))
            .If(given.Only([.. layout.Tensors.Select(t => t.Name)]))
            .Map(tensors => Reals.Of([.. tensors.SelectMany(values => values.ToArray())]));

    private static Validation<Problem, Reals> Written(Fields given, ParameterTensor tensor)
    {
        var (rows, columns) = tensor.IsBias ? (tensor.Units, 1) : (tensor.Inputs, tensor.Units);
        var hint = tensor.IsBias
            ? $"Give {Matrix.Count(tensor.Units)}: one for each unit of layer {tensor.Layer}."
            : $"Give {tensor.Inputs} × {tensor.Units} numbers: a row for each input of layer {tensor.Layer}, with a number for each unit.";
        return given.Required(tensor.Name, hint).Bind(spot =>
            (tensor.IsBias ? Matrix.ReadColumn(spot, hint) : Matrix.Read(spot, hint)).Bind(matrix =>
                matrix.Rows == rows && matrix.Columns == columns
                    ? Success<Problem, Reals>(matrix.Values)
                    : spot.Refuse<Reals>($"{tensor.Name} has {(tensor.IsBias ? Matrix.Count(matrix.Rows) : $"{matrix.Rows} × {matrix.Columns} numbers")}", hint)));
    }
}
