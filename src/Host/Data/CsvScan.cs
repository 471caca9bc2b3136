using System.Collections.Immutable;
using System.Globalization;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// One look through a whole file: every cell of the chosen columns is checked, rows are counted, labels collected, the decimal sign found out,
/// and the bytes hashed. What it remembers does not grow with the rows.
/// </summary>
internal sealed class CsvScan
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

    private Problem Uneven() => new(
        Line(_records.Line),
        FormattableString.Invariant($"the row has {_records.Count} {(_records.Count == 1 ? "field" : "fields")} and the first has {_head.Names.Length}"),
        _head.Names.Length == 1
            ? $"Give every row as many; say \"delimiter\" if {CsvWish.Shown(_head.Delimiter)} is not what separates them, or \"decimal\" with it if it stands before decimals."
            : $"Give every row as many; a field that holds {CsvWish.Shown(_head.Delimiter)} stands in quotes.") { IsInData = true };

    private string Line(long line) => string.Create(CultureInfo.InvariantCulture, $"{_file.Name}:{line}");

    /// <summary>Columns that hold nothing but text in a sentence each, and single cells, from the top of the file down.</summary>
    private IEnumerable<Problem> Cells()
    {
        var bad = Tallies().Where(c => c.Tally.FirstBad is not null).ToList();
        var alone = bad.Where(c => c.Tally.Numbers > 0).Select(c => c.Tally.FirstBad!.Value);
        return
        [
            .. bad.Where(c => c.Tally.Numbers == 0).Select(c => c.Tally.FirstBad!.Value.Problem with
            {
                Hint = _choice.Targets.Contains(c.Column)
                    ? "The column holds no number at all: say \"classes\": true if it holds labels."
                    : "The column holds no number at all: leave it out by naming the others in \"inputs\".",
            }),
            .. alone.Union(_cells).OrderBy(c => c.Line).Select(c => c.Problem),
        ];
    }

    private IEnumerable<(CsvColumnTally Tally, int Column)> Tallies()
    {
        for (var i = 0; i < _inputs.Length; i++)
            yield return (_inputs[i], _choice.Inputs[i]);
        for (var i = 0; i < _targets.Length; i++)
            yield return (_targets[i], _choice.Targets[i]);
    }

    /// <summary>What is wrong with the file as a whole.</summary>
    private IEnumerable<Problem> Whole()
    {
        if (_records.Fault is { } fault)
            yield return fault;
        else if (_rows == int.MaxValue)
            yield return new(_file.Name, "the file has more than 2,147,483,646 rows", "No more are read.") { IsInData = true };
        else if (_rows == 0 && _uneven.Count == 0 && _missing.Count == 0)
            yield return new(
                _file.Name,
                _dropped > 0 ? "every row has a missing value" : _head.HasNames ? "the file has names of columns and no rows" : "the file has no rows",
                "Give one row at least.") { IsInData = true };
        else if (_wish.Missing == MissingCells.Mean)
            foreach (var (tally, column) in Tallies().Take(_inputs.Length))
                if (tally.FirstBad is null && (tally.Numbers == 0 || !double.IsFinite(tally.Mean)))
                    yield return new($"{_file.Name}: {Shown.Text(_head.Names[column])}", "the column has no number whose mean could stand in for missing ones", "Leave it out by naming the others in \"inputs\".") { IsInData = true };
    }

    private static Validation<Problem, Unit> Sound(IEnumerable<Problem> problems) => Gathered.Unless(problems);

    private Validation<Problem, CsvFindings> Found() =>
        (_labels?.AreClasses(_wish.Classes) ?? Success<Problem, bool>(false)).Bind(areClasses => Sign(areClasses).Map(sign =>
        {
            var (classes, classOf) = areClasses ? _labels!.Coded() : ([], []);
            return new CsvFindings((int)_rows, sign.Sign, [.. _inputs.Select(t => t.Mean)], _records.Bytes.Digest)
            {
                Classes = classes,
                ClassOf = classOf,
                Sha256 = _records.Bytes.Sha256,
                Notes = [.. sign.Note.AsEnumerable(), .. Notes(), .. areClasses ? ClassNotes(classes) : []],
            };
        }));

    private Validation<Problem, (char Sign, Option<string> Note)> Sign(bool areClasses)
    {
        if (_wish.DecimalSign is { } said)
            return Success<Problem, (char, Option<string>)>((said, None));
        if (!areClasses)
            _inputSign.See(_targetSign);
        return _inputSign.Decide(_head.Delimiter);
    }

    private IEnumerable<string> Notes()
    {
        if (_dropped > 0)
            yield return FormattableString.Invariant($"{Many(_dropped, "row")} with a missing value {(_dropped == 1 ? "was" : "were")} left out, the first on line {_droppedLine}");
        if (_inputs.Sum(t => t.Missing) is var filled and > 0 && _wish.Missing == MissingCells.Mean)
            yield return $"{Many(filled, "missing value")} {(filled == 1 ? "is" : "are")} filled with the mean of the column, taken over all rows, those of a test too";
        if (_blank > 0 && _head.Names.Length > 1)
            yield return FormattableString.Invariant($"{Many(_blank, "empty line")} {(_blank == 1 ? "was" : "were")} passed over, the first is line {_blankLine}");
        foreach (var both in _choice.Targets.Where(_choice.Inputs.Contains))
            yield return $"warning: '{Shown.Text(_head.Names[both])}' is a target and an input too: the network is told the answer";
    }

    private IEnumerable<string> ClassNotes(ImmutableArray<string> classes)
    {
        var name = Shown.Text(_head.Names[_choice.Targets[0]]);
        yield return classes.Length == 1
            ? $"warning: all rows are of one class, '{Shown.Text(classes[0])}': there is nothing to tell apart"
            : $"'{name}' holds {classes.Length} classes: {string.Join(", ", classes.Take(10).Select(c => $"'{Shown.Text(c)}'"))}{(classes.Length > 10 ? ", …" : "")}";
        if (classes.Length < _labels!.Count)
            yield return $"labels of '{name}' that are the same number are one class";
    }

    private static string Many(long count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {thing}{(count == 1 ? "" : "s")}");
}
