using System.Collections.Immutable;
using System.Text;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A file that was looked through once and found good: its rows can be gone through as often as needed.</summary>
internal sealed record CsvTable(CsvSource File, CsvHead Head, CsvWish Wish, CsvChoice Choice, CsvFindings Found)
{
    /// <summary>Looks through a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="wish">What was said about it.</param>
    /// <param name="choose">Which of its columns are read.</param>
    public static Validation<Problem, CsvTable> Read(CsvSource file, CsvWish wish, Func<CsvHead, Validation<Problem, CsvChoice>> choose) =>
        CsvHead.Read(file, wish).Bind(head => choose(head)
            .Bind(choice => AllNamed(file, head, choice))
            .Bind(choice => CsvScan.Run(file, head, wish, choice).Map(found => new CsvTable(file, head, wish, choice, found))));

    /// <summary>The rows of the chosen columns.</summary>
    public RawData Rows => new(Found.Rows, Names(Choice.Inputs), Names(Choice.Targets), Visit)
    {
        Classes = Found.Classes,
        Notes = Head.Notes.AddRange(Found.Notes),
        Origin = $"{File.Name}, SHA-256 {Found.Sha256}",
    };

    /// <summary>Whether a number with this mark can stand in a file with this decimal sign.</summary>
    public static bool Fits(DecimalMark mark, char sign) => mark switch
    {
        DecimalMark.None => true,
        DecimalMark.Point or DecimalMark.DoubtfulPoint => sign == '.',
        _ => sign == ',',
    };

    private ImmutableArray<string> Names(ImmutableArray<int> columns) => [.. columns.Select(i => Head.Names[i])];

    private static Validation<Problem, CsvChoice> AllNamed(CsvSource file, CsvHead head, CsvChoice choice) =>
        Gathered.Unless(choice.Inputs.Concat(choice.Targets).Distinct().Where(i => head.Names[i].Length == 0).Select(i => new Problem(
                file.Name,
                FormattableString.Invariant($"column {i + 1} has no name"),
                "Give it one, or leave it out by naming the others in \"inputs\".")
        { IsInData = true }))
            .Map(_ => choice);

    /// <summary>All rows in order. That the file is another than it was is known for certain at its end only: until then rows are not to be relied on.</summary>
    private Validation<Problem, Unit> Visit(RowVisitor visit)
    {
        var (inputs, targets, row, skip) = (new double[Choice.Inputs.Length], new double[Choice.Targets.Length], 0, Head.HasNames);
        var classOf = Found.ClassOf.GetAlternateLookup<ReadOnlySpan<char>>();
        using var records = new CsvRecords(File, Head.Delimiter);
        while (records.Next())
        {
            if (records.IsBlank)
                continue;
            if (records.Count != Head.Names.Length)
                return Changed();
            if (skip)
            {
                skip = false;
                continue;
            }

            var kind = Take(records, inputs, targets, classOf);
            if (kind == CellKind.Other || (kind == CellKind.Number && row == Found.Rows))
                return Changed();
            if (kind == CellKind.Number)
                visit(row++, inputs, targets);
        }

        return records.Fault is null && row == Found.Rows && records.Bytes.Digest == Found.Digest ? Success<Problem, Unit>(unit) : Changed();
    }

    /// <summary>Reads a row: whether it is one, is to be left out, or is none. What else stands in a row that is left out does not matter.</summary>
    private CellKind Take(CsvRecords records, double[] inputs, double[] targets, Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> classOf)
    {
        var (misses, isSound) = (false, true);
        for (var i = 0; i < inputs.Length; i++)
        {
            var kind = Number(records.Field(Choice.Inputs[i]), out inputs[i]);
            if (kind == CellKind.Missing && Wish.Missing == MissingCells.Mean)
                inputs[i] = Found.Means[i];
            else
                (misses, isSound) = (misses | kind == CellKind.Missing, isSound & kind != CellKind.Other);
        }

        for (var i = 0; i < targets.Length; i++)
        {
            var cell = records.Field(Choice.Targets[i]);
            var kind = Found.Classes.IsEmpty ? Number(cell, out targets[i]) : Class(cell, classOf, out targets[i]);
            (misses, isSound) = (misses | kind == CellKind.Missing, isSound & kind != CellKind.Other);
        }

        return misses ? (Wish.Missing == MissingCells.Drop ? CellKind.Missing : CellKind.Other)
            : isSound ? CellKind.Number
            : CellKind.Other;
    }

    private CellKind Number(ReadOnlySpan<byte> cell, out double value) =>
        CsvNumber.Read(cell, out value, out var mark) is var kind && kind == CellKind.Number && !Fits(mark, Found.DecimalSign) ? CellKind.Other : kind;

    private static CellKind Class(ReadOnlySpan<byte> cell, Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> classOf, out double value)
    {
        var label = CsvNumber.Trim(cell);
        Span<char> text = stackalloc char[CsvLabels.MaxBytes];
        value = 0;
        if (CsvNumber.IsMissing(label))
            return CellKind.Missing;
        if (label.Length > CsvLabels.MaxBytes || !classOf.TryGetValue(text[..Encoding.UTF8.GetChars(label, text)], out var index))
            return CellKind.Other;
        value = index;
        return CellKind.Number;
    }

    private Validation<Problem, Unit> Changed() => Fail<Problem, Unit>(Seq1(new Problem(
        File.Name, "the file is another than when it was looked through", "Let it be while it is read, and start again.")
    { IsInData = true }));
}
