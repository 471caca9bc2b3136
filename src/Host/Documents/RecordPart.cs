using System.Globalization;
using System.Text.RegularExpressions;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>"record": {"keep": "every" | "auto" | K, "budget": "256MB"}</c>.</summary>
internal static partial class RecordPart
{
    private const string Hint = "Write {\"keep\": \"auto\", \"budget\": \"256MB\"}.";

    private const string KeepHint = "Write \"every\", \"auto\" or a number K to keep every K-th state.";

    private const string BudgetHint = "Write a whole number with its unit, from \"1KB\" to \"1024GB\".";

    /// <summary>Larger than any disk that a run should fill.</summary>
    private const long MaxBudget = 1L << 40;

    private static readonly (string Unit, int Shift)[] Units = [("GB", 30), ("MB", 20), ("KB", 10)];

    public static Validation<Problem, Part<RecordPolicy>> Read(Fields document) =>
        Fields.Of(document.Optional("record", Json.Object()), Hint).Bind(record =>
            (Keep(record.Optional("keep", Json.Text("auto"))), Budget(record.Optional("budget", Json.Text("256MB"))), record.Only("keep", "budget"))
            .Apply((keep, budget, _) => new Part<RecordPolicy>(
                new(keep, budget),
                Json.Object(("keep", Written(keep)), ("budget", Json.Text(Written(budget, Units)))))));

    private static Validation<Problem, long> Keep(Spot spot) => spot.Tree switch
    {
        JsonTree.Text { Value: "auto" } => Success<Problem, long>(0),
        JsonTree.Text { Value: "every" } => Success<Problem, long>(1),
        JsonTree.Number => spot.Whole(1, Composer.MaxSteps),
        _ => spot.Needs<long>("\"every\", \"auto\" or a whole number", KeepHint),
    };

    private static Validation<Problem, long> Budget(Spot spot) =>
        spot.Tree is JsonTree.Text { Value: var text } && Size().Match(text) is { Success: true } match
        && Bytes(match.Groups[1].Value, match.Groups[2].Value) is var bytes && bytes >= 1024 && bytes <= MaxBudget
            ? Success<Problem, long>((long)bytes)
            : spot.Needs<long>("a size", BudgetHint);

    private static Int128 Bytes(string number, string unit) =>
        Int128.Parse(number, CultureInfo.InvariantCulture) << Units.First(u => u.Unit.Equals(unit, StringComparison.OrdinalIgnoreCase)).Shift;

    private static JsonTree Written(long keep) => keep switch
    {
        0 => Json.Text("auto"),
        1 => Json.Text("every"),
        _ => Json.Number(keep),
    };

    private static string Written(long budget, (string Unit, int Shift)[] units)
    {
        var (unit, shift) = units.First(u => (budget & ((1L << u.Shift) - 1)) == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{budget >> shift}{unit}");
    }

    [GeneratedRegex("^([0-9]{1,10}) ?(KB|MB|GB)\\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
