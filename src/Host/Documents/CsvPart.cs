using System.Collections.Immutable;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// <c>"data"</c> from a CSV file: <c>{"csv": "flowers.csv", "target": "species"}</c>. Its canonical form says all that was found out about the
/// file, so that it means the same when it is read again.
/// </summary>
internal static class CsvPart
{
    private const string Hint = "Write {\"csv\": \"flowers.csv\", \"target\": \"species\"}.";

    private static readonly string[] Keys = ["csv", "target", "inputs", "classes", "delimiter", "decimal", "header", "missing"];

    /// <summary>Looks through the file that <paramref name="data"/> names.</summary>
    /// <param name="data">The object.</param>
    /// <param name="folder">What a relative path is relative to.</param>
    public static Validation<Problem, SourcePart> Read(Fields data, string folder)
    {
        var path = data.Required("csv", Hint).Bind(spot => spot.Text(Hint).Bind(text => CsvSource.Find(spot.Where, folder, text)));
        return (path, Wish(data), data.Only([.. Keys, .. SourcePart.Common]))
            .Apply((file, wish, _) => CsvTable.Read(file, wish, head => Choose(data, head)))
            .Flat()
            .Map(table => new SourcePart(Canonical(data, table), (_, _) => Success<Problem, RawData>(table.Rows)));
    }

    private static Validation<Problem, CsvWish> Wish(Fields data) =>
        (Said(data, "delimiter", Delimiter), Said(data, "decimal", Decimal), Said(data, "header", spot => spot.Flag()), Said(data, "classes", spot => spot.Flag()), Missing(data))
        .Apply((delimiter, sign, header, classes, missing) => new CsvWish(delimiter.ToNullable(), sign.ToNullable(), header.ToNullable(), classes.ToNullable(), missing));

    private static Validation<Problem, Option<T>> Said<T>(Fields data, string key, Func<Spot, Validation<Problem, T>> read) =>
        data.Find(key) is { } spot ? read(spot).Map(Some) : Success<Problem, Option<T>>(None);

    private static Validation<Problem, byte> Delimiter(Spot spot)
    {
        const string Allowed = "Give one character: \",\", \";\", \"|\", a tab \"\\t\", or another mark that is no letter, digit, blank, point, sign or quote.";
        return spot.Text(Allowed).Bind(text => text.Length == 1 && (text[0] == '\t' || (char.IsAscii(text[0]) && (char.IsPunctuation(text[0]) || char.IsSymbol(text[0])))) && !".+-\"'".Contains(text[0])
            ? Success<Problem, byte>((byte)text[0])
            : spot.Needs<byte>("a delimiter", Allowed));
    }

    private static Validation<Problem, char> Decimal(Spot spot)
    {
        const string Allowed = "Write \".\" or \",\".";
        return spot.Text(Allowed).Bind(text => text is "." or "," ? Success<Problem, char>(text[0]) : spot.Needs<char>("a decimal sign", Allowed));
    }

    private static Validation<Problem, MissingCells> Missing(Fields data)
    {
        const string Allowed = "Write \"refuse\", \"drop\" to leave their rows out, or \"mean\" to fill inputs with the mean of their column.";
        var spot = data.Optional("missing", Json.Text("refuse"));
        return spot.Text(Allowed).Bind(text => text switch
        {
            "refuse" => Success<Problem, MissingCells>(MissingCells.Refuse),
            "drop" => Success<Problem, MissingCells>(MissingCells.Drop),
            "mean" => Success<Problem, MissingCells>(MissingCells.Mean),
            _ => spot.Refuse<MissingCells>($"there is no way '{Shown.Text(text)}' of treating missing cells", Nearest.Of(text, ["refuse", "drop", "mean"]) is { } near ? $"Did you mean '{near}'?" : Allowed),
        });
    }

    private static Validation<Problem, CsvChoice> Choose(Fields data, CsvHead head)
    {
        var targets = data.Find("target") is { } spot ? CsvColumns.Read(spot, head.Names) : Success<Problem, ImmutableArray<int>>([head.Names.Length - 1]);
        var inputs = data.Find("inputs") is { } some ? CsvColumns.Read(some, head.Names) : Success<Problem, ImmutableArray<int>>([]);
        return (targets, inputs).Apply((t, i) => new CsvChoice(data.Has("inputs") ? i : Others(head, t), t)).Bind(choice => choice.Inputs.IsEmpty
            ? Nothing(data, head)
            : Several(data, choice));
    }

    private static ImmutableArray<int> Others(CsvHead head, ImmutableArray<int> targets)
    {
        var taken = targets.ToHashSet();
        return [.. Enumerable.Range(0, head.Names.Length).Where(i => !taken.Contains(i))];
    }

    private static Validation<Problem, CsvChoice> Nothing(Fields data, CsvHead head) => data.Spot.Refuse<CsvChoice>(
        head.Names.Length == 1 ? "the file has one column" : "all columns of the file are targets, and none is left as input",
        head.Names.Length == 1 ? "A row needs an input and a target: say \"delimiter\" if something else than ',', ';', '|' or a tab is between them." : "Name fewer targets.");

    private static Validation<Problem, CsvChoice> Several(Fields data, CsvChoice choice) =>
        choice.Targets.Length > 1 && data.Find("classes") is { Tree: JsonTree.Flag { Value: true } } spot
            ? spot.Refuse<CsvChoice>($"there are {choice.Targets.Length} targets, and classes stand in one", "Name one target, or leave out \"classes\".")
            : Success<Problem, CsvChoice>(choice);

    private static ImmutableArray<(string Key, JsonTree Value)> Canonical(Fields data, CsvTable table)
    {
        var names = table.Head.Names;
        return
        [
            ("csv", data.Find("csv")!.Value.Tree),
            ("target", table.Choice.Targets is [var one] ? Json.Text(names[one]) : Json.Array(table.Choice.Targets.Select(i => Json.Text(names[i])))),
            .. data.Has("inputs") ? [("inputs", Json.Array(table.Choice.Inputs.Select(i => Json.Text(names[i]))))] : Enumerable.Empty<(string, JsonTree)>(),
            ("classes", Json.Flag(!table.Found.Classes.IsEmpty)),
            ("delimiter", Json.Text(((char)table.Head.Delimiter).ToString())),
            ("decimal", Json.Text(table.Found.DecimalSign.ToString())),
            ("header", Json.Flag(table.Head.HasNames)),
            ("missing", Json.Text(table.Wish.Missing switch { MissingCells.Drop => "drop", MissingCells.Mean => "mean", _ => "refuse" })),
        ];
    }
}
