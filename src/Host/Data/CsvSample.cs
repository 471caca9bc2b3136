using Functional.Core;

namespace Functional.Host;

/// <summary>The first records of a file, read with one delimiter: what the columns look like then.</summary>
internal sealed class CsvSample
{
    /// <summary>Enough records to see how a file is written, and few enough to look at once for each delimiter.</summary>
    private const int MaxRecords = 100;

    /// <summary>Two records at least, then as many as begin before that many bytes.</summary>
    private const long MaxBytes = 1 << 20;

    private readonly List<Column> _columns = [];

    /// <summary>One column: its first cell, and how many of those below are numbers and how many text.</summary>
    private sealed record Column(string First, CellKind FirstKind)
    {
        public int Numbers { get; set; }

        public int Texts { get; set; }
    }

    private CsvSample(byte delimiter) => Delimiter = delimiter;

    public byte Delimiter { get; }

    /// <summary>How many records it has.</summary>
    public int Records { get; private set; }

    /// <summary>How many of them have as many fields as the first.</summary>
    public int Even { get; private set; }

    /// <summary>What stopped the reading.</summary>
    public Problem? Fault { get; private set; }

    /// <summary>The first record's cells.</summary>
    public IReadOnlyList<string> First => [.. _columns.Select(c => c.First)];

    public int Width => _columns.Count;

    /// <summary>Whether the delimiter parts every record into as many fields, two at least.</summary>
    public bool IsTable => Fault is null && Width > 1 && Even == Records;

    /// <summary>Cells below the first record that are numbers, of all cells there; those of the first where there is no other.</summary>
    public (long Numbers, long All) Numbers => Records == 1
        ? (_columns.Count(c => c.FirstKind == CellKind.Number), Width)
        : (_columns.Sum(c => (long)c.Numbers), (long)(Records - 1) * Width);

    /// <summary>Whether the first record holds names: text above numbers, or nothing but text.</summary>
    public bool HasNames =>
        _columns.Any(c => c.FirstKind == CellKind.Other && c.Numbers > c.Texts) || _columns.All(c => c.FirstKind == CellKind.Other);

    /// <summary>Looks at the beginning of <paramref name="file"/>.</summary>
    public static CsvSample Of(CsvSource file, byte delimiter)
    {
        var sample = new CsvSample(delimiter);
        using var records = new CsvRecords(file, delimiter);
        long bytes = 0;
        while (sample.Records < MaxRecords && (sample.Records < 2 || bytes < MaxBytes) && records.Next())
        {
            if (records.IsBlank)
                continue;
            sample.Take(records);
            bytes += records.Length;
        }

        sample.Fault = records.Fault;
        return sample;
    }

    private void Take(CsvRecords records)
    {
        var isFirst = Records++ == 0;
        Even += isFirst || records.Count == Width ? 1 : 0;
        for (var i = 0; i < records.Count && (isFirst || i < Width); i++)
        {
            var cell = records.Field(i);
            var kind = CsvNumber.Read(cell, out _, out _);
            if (isFirst)
                _columns.Add(new(CsvComplaint.Text(cell), kind));
            else
                (_columns[i].Numbers, _columns[i].Texts) =
                    (_columns[i].Numbers + (kind == CellKind.Number ? 1 : 0), _columns[i].Texts + (kind == CellKind.Other ? 1 : 0));
        }
    }
}
