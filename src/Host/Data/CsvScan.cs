using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>
/// One look through a whole file: every cell of the chosen columns is checked, rows are counted, labels collected, the decimal sign found out,
/// and the bytes hashed. What it remembers does not grow with the rows.
/// </summary>
internal sealed partial class CsvScan
{
    /// <summary>One more than is said: then it is known that there are more.</summary>
    private const int Enough = 21;

    private readonly CsvSource _file;
    private readonly CsvHead _head;
    private readonly CsvWish _wish;
    private readonly CsvChoice _choice;
    private readonly CsvRecords _records;
    private readonly CsvLabels? _labels;
    private readonly DecimalSign _inputSign = new();
    private readonly DecimalSign _targetSign = new();
    private readonly CsvColumnTally[] _inputs;
    private readonly CsvColumnTally[] _targets;
    private readonly List<(long Line, Problem Problem)> _cells = [];
    private readonly List<Problem> _missing = [];
    private readonly List<Problem> _uneven = [];
    private long _rows;
    private long _blank;
    private long _blankLine;
    private long _dropped;
    private long _droppedLine;

    private CsvScan(CsvSource file, CsvHead head, CsvWish wish, CsvChoice choice)
    {
        (_file, _head, _wish, _choice, _records) = (file, head, wish, choice, new CsvRecords(file, head.Delimiter, named: true));
        _labels = choice.Targets.Length == 1 && wish.Classes != false ? new CsvLabels() : null;
        (_inputs, _targets) = (new CsvColumnTally[choice.Inputs.Length], new CsvColumnTally[choice.Targets.Length]);
    }

    /// <summary>Looks through <paramref name="file"/>.</summary>
    public static Validation<Problem, CsvFindings> Run(CsvSource file, CsvHead head, CsvWish wish, CsvChoice choice)
    {
        var scan = new CsvScan(file, head, wish, choice);
        using (scan._records)
        {
            scan.Look();
            return Gathered.All([Sound(scan._uneven), Sound(scan.Cells()), Sound(scan._missing), Sound(scan.Whole())]).Bind(_ => scan.Found());
        }
    }

    private void Look()
    {
        var skip = _head.HasNames;
        while (_uneven.Count < Enough && _cells.Count < Enough && _missing.Count < Enough && _rows < int.MaxValue && _records.Next())
        {
            if (_records.IsBlank)
                (_blank, _blankLine) = (_blank + 1, _blank == 0 ? _records.Line : _blankLine);
            else if (_records.Count != _head.Names.Length)
                _uneven.Add(Uneven());
            else if (skip)
                skip = false;
            else
                Row();
        }
    }

    private void Row()
    {
        if (_blank > 0 && _head.Names.Length == 1 && _uneven.Count == 0)
            _uneven.Add(new(Line(_blankLine), "the line is empty, and further rows come after it", "Remove it, or put a number there.") { IsInData = true });
        var isWhole = true;
        for (var i = 0; i < _inputs.Length; i++)
            isWhole &= Cell(_choice.Inputs[i], ref _inputs[i], _inputSign, _wish.Missing == MissingCells.Mean);
        for (var i = 0; i < _targets.Length; i++)
            isWhole &= _labels is null ? Cell(_choice.Targets[i], ref _targets[i], _targetSign, false) : Label(_choice.Targets[i], isWhole);
        if (isWhole)
            _rows++;
        else if (_dropped++ == 0)
            _droppedLine = _records.Line;
    }

    /// <summary>Looks at a number. Whether its row is kept.</summary>
    private bool Cell(int field, ref CsvColumnTally column, DecimalSign sign, bool isFilled)
    {
        var kind = Read(field, out var value, out var mark);
        if (kind == CellKind.Number)
        {
            sign.See(mark, _records, field);
            column.See(value, isFilled);
            return true;
        }

        if (kind == CellKind.Missing)
        {
            column.Missing++;
            return isFilled || Missing(field);
        }

        if (column.FirstBad is null)
            column.FirstBad = (_records.Line, CsvComplaint.Of(_records, field, _head.Names[field], _wish.DecimalSign));
        else if (column.Numbers > 0)
            _cells.Add((_records.Line, CsvComplaint.Of(_records, field, _head.Names[field], _wish.DecimalSign)));
        return true;
    }

    private bool Label(int field, bool isKept)
    {
        var kind = Read(field, out var value, out var mark);
        if (kind == CellKind.Missing)
            return Missing(field);
        if (kind == CellKind.Number)
            _targetSign.See(mark, _records, field);
        if (isKept)
            _labels!.See(_records, field, _head.Names[field], kind == CellKind.Number ? value : null, _wish.DecimalSign);
        return true;
    }

    private CellKind Read(int field, out double value, out DecimalMark mark)
    {
        var kind = CsvNumber.Read(_records.Field(field), out value, out mark);
        return kind == CellKind.Number && _wish.DecimalSign is { } sign && !CsvTable.Fits(mark, sign) ? CellKind.Other : kind;
    }

    private bool Missing(int field)
    {
        if (_wish.Missing != MissingCells.Drop)
            _missing.Add(CsvComplaint.Of(_records, field, _head.Names[field], _wish.DecimalSign) is var problem && _choice.Targets.Contains(field)
                ? problem with { Hint = "A target must not be missing: give it, or leave such rows out with \"missing\": \"drop\"." }
                : problem);
        return false;
    }
}
