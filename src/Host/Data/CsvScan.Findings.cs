using System.Collections.Immutable;
using System.Globalization;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What the look is worth: the problems it met, or what it found out, in sentences.</summary>
internal sealed partial class CsvScan
{
    private Problem Uneven() => new(
        Line(_records.Line),
        FormattableString.Invariant($"the row has {_records.Count} {(_records.Count == 1 ? "field" : "fields")} and the first has {_head.Names.Length}"),
        _head.Names.Length == 1
            ? $"Give every row as many; say \"delimiter\" if {CsvWish.Shown(_head.Delimiter)} is not what separates them, or \"decimal\" with it if it stands before decimals."
            : $"Give every row as many; a field that holds {CsvWish.Shown(_head.Delimiter)} stands in quotes.")
    { IsInData = true };

    private string Line(long line) => string.Create(CultureInfo.InvariantCulture, $"{_file.Name}:{line}");

    /// <summary>Columns that hold nothing but text in a sentence each, and single cells, from the top of the file down.</summary>
    private IEnumerable<Problem> Cells()
    {
        var bad = Tallies().Where(c => c.Tally.FirstBad is not null).ToList();
        var alone = bad.Where(c => c.Tally.Numbers > 0).Select(c => c.Tally.FirstBad!.Value);
        return
        [
            .. bad.Where(c => c.Tally.Numbers == 0).Select(c => (c.Column, c.Tally.FirstBad!.Value.Problem)).Select(c => c.Problem with
            {
                Hint = !c.Problem.What.EndsWith(CsvComplaint.NoNumber, StringComparison.Ordinal) ? c.Problem.Hint
                    : _choice.Targets.Contains(c.Column)
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
                "Give one row at least.")
            { IsInData = true };
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
