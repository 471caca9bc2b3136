using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// <c>"initial": {"file": "start.npz"}</c>: parameters out of a file of arrays, named as <c>export</c> names them. The canonical document has
/// the numbers themselves, so that a recorded run needs the file no more.
/// </summary>
internal static partial class ImportPart
{
    public const string Key = "file";

    /// <summary>A number takes up to 25 characters, and a document is read up to <see cref="JsonText.MaxBytes"/>.</summary>
    public const int MaxParameters = 2_500_000;

    private const string Hint = "Give a file of arrays: start.npz, start.safetensors or start.json.";

    public static Validation<Problem, InitialPart> Read(Fields initial, string folder) =>
        initial.Required(Key, Hint)
            .Bind(spot => spot.Text(Hint).Bind(file => Open(spot, folder, file)))
            .If(initial.Only(Key))
            .Bind(Taken);

    private static Validation<Problem, ArrayFile> Open(Spot spot, string folder, string file)
    {
        var shown = Shown.Path(file);
        return Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".NPZ" => InFile.Bytes(folder, file).Bind(bytes => Npz.Read(shown, bytes)),
            ".SAFETENSORS" => InFile.Bytes(folder, file).Bind(bytes => Safetensors.Read(shown, bytes)),
            ".JSON" => InFile.Bytes(folder, file).Bind(bytes => JsonArrays.Read(shown, bytes)),
            _ => spot.Refuse<ArrayFile>($"the name '{shown}' does not say in which format the file is", Hint),
        };
    }

    /// <summary>Every tensor that could be a parameter is read once: a packed one takes its time.</summary>
    private static Validation<Problem, InitialPart> Taken(ArrayFile file)
    {
        var arrays = file.Names.Where(name => Parameter().IsMatch(name)).ToImmutableDictionary(name => name, file.Find, StringComparer.Ordinal);
        var numbers = arrays.Values.Sum(array => array.Match(Succ: a => (long)a.Length, Fail: _ => 0));
        return numbers <= MaxParameters
            ? Success<Problem, InitialPart>(new InitialPart(
                Canonical(arrays), Option<Made<IInitializer>>.None, layout => Numbers(file with { Read = name => arrays.TryGetValue(name, out var array) ? array : file.Read(name) }, layout), []))
            : InFile.Refuse<InitialPart>(file.File, $"{numbers} parameters are too many to write into a run", $"At most {MaxParameters} are taken over from a file.");
    }

    private static JsonTree Canonical(ImmutableDictionary<string, Validation<Problem, NumberArray>> arrays) => Json.Object(("parameters", Json.Object(
        from name in arrays.Keys.OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)
        from array in arrays[name].Match(Succ: a => (NumberArray[])[a], Fail: _ => [])
        select (name, Written(array)))));

    /// <summary>A vector as an array, a matrix as an array of rows; anything else is refused before it is written.</summary>
    private static JsonTree Written(NumberArray array)
    {
        var numbers = array.ToReals().ToArray().Select(Json.Number);
        return array.Shape is [_, > 0 and var columns] ? Json.Array(numbers.Chunk(columns).Select(Json.Array)) : Json.Array(numbers);
    }

    private static Validation<Problem, Reals> Numbers(ArrayFile file, ParameterLayout layout) =>
        Gathered.All(layout.Tensors.Select(tensor => file.Find(tensor.Name).Bind(array => Fitting(file.WhereOf(tensor.Name), array, tensor))))
            .If(Gathered.Unless(Extra(file, layout)))
            .Map(arrays => Reals.Build(layout.Length, flat =>
            {
                foreach (var (tensor, array) in layout.Tensors.Zip(arrays))
                    array.Read(0, tensor.In(flat));
            }));

    private static Validation<Problem, NumberArray> Fitting(string where, NumberArray array, ParameterTensor tensor)
    {
        int[] needed = tensor.IsBias ? [tensor.Units] : [tensor.Inputs, tensor.Units];
        if (!array.Shape.SequenceEqual(needed))
            return InFile.Refuse<NumberArray>(
                where, $"the array has the shape {NumberArray.ShapeText(array.Shape)}, and the network needs {NumberArray.ShapeText(needed)}",
                tensor.IsBias ? $"Give a number for each unit of layer {tensor.Layer}."
                : array.Shape.SequenceEqual(needed.Reverse()) ? "It has a row for each unit, as PyTorch has it: transpose it."
                : $"Give a row for each input of layer {tensor.Layer}, with a number for each unit.");
        return array.FirstNonFinite() is >= 0 and var bad
            ? InFile.Refuse<NumberArray>(where, $"{Shown.Number(array.At(bad))} at {array.IndexText(bad)} is not a finite number", "Training needs finite numbers.")
            : Success<Problem, NumberArray>(array);
    }

    /// <summary>What stands in the file and is neither a parameter nor what an export adds: slots, single numbers, texts.</summary>
    private static IEnumerable<Problem> Extra(ArrayFile file, ParameterLayout layout)
    {
        var known = layout.Tensors.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        return from name in file.Names
               where !known.Contains(name) && !IsSlot(name, known) && file.Read(name).Match(Succ: array => Parameter().IsMatch(name) || array.Length != 1, Fail: _ => true)
               select InFile.Problem(file.WhereOf(name), "the network has no such parameter", Nearest.Hint(Shown.Text(name), known));
    }

    /// <summary><c>m.layer0.weights</c>, where <c>layer0.weights</c> is a parameter.</summary>
    private static bool IsSlot(string name, System.Collections.Generic.HashSet<string> known) =>
        name.LastIndexOf(".layer", StringComparison.Ordinal) is > 0 and var dot && known.Contains(name[(dot + 1)..]);

    [GeneratedRegex(@"^layer[0-9]+\.(weights|bias)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
