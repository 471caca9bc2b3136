using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Rows of a source become rows of a network: test rows are set aside, classes coded, inputs scaled by what the training rows are like. The
/// rows are gone through once and written where they stay; no second copy of them is ever held.
/// </summary>
/// <param name="Scale">How inputs are scaled: a kind of <see cref="Scaling"/>.</param>
/// <param name="Test">Which of the rows are test rows.</param>
/// <param name="TestSource">A source of its own for the test rows.</param>
internal sealed record Preparation(string Scale, Option<TestRows> Test, Option<RawData> TestSource)
{
    /// <summary>120 million numbers, 960 MB: more do not fit into a run file, whose blobs hold 10⁹ bytes.</summary>
    private const long MaxNumbers = 120_000_000;

    /// <summary>The data for a network with so many outputs.</summary>
    public Validation<Problem, PreparedData> Of(RawData raw, int units) =>
        Fits(raw, units).Bind(width =>
        {
            if (Test.IsSome && raw.Rows < 2)
                return Fail<Problem, PreparedData>(Seq1(new Problem("data.test", "the data has 1 row, and none would be left to learn from", "Give more rows, or leave out \"test\".")));
            var aside = Test.Match(t => t.Choose(raw.Rows), () => new bool[raw.Rows]);
            var testing = aside.Count(chosen => chosen);
            var (training, test) = (new Part(raw, raw.Rows - testing, width), new Part(raw, testing, width));
            return raw.Visit((row, inputs, targets) => (aside[row] ? test : training).Add(inputs, targets))
                .Bind(_ => TestSource.Match(source => Second(raw, source, width).Map(Some), () => Success<Problem, Option<Part>>(testing > 0 ? Some(test) : None)))
                .Bind(tried => Scaled(raw, width, training, tried));
        });

    private static Validation<Problem, int> Fits(RawData raw, int units)
    {
        var width = raw.Classes.IsEmpty ? raw.TargetNames.Length : ClassCoding.Width(raw.Classes.Length, units);
        return (long)raw.Rows * Math.Max(raw.InputNames.Length, width) <= MaxNumbers
            ? Success<Problem, int>(width)
            : InFile.Refuse<int>(
                "data", $"{NumberText.Count(raw.Rows)} rows of {NumberText.Count(Math.Max(raw.InputNames.Length, width))} numbers are more than a run file holds", $"At most {NumberText.Count(MaxNumbers)} inputs and as many targets fit: take fewer rows or columns.");
    }

    private Validation<Problem, PreparedData> Scaled(RawData raw, int width, Part training, Option<Part> test) =>
        Scaling.Fit(Scale, training.Inputs, raw.InputNames).Bind(scaling =>
        {
            var flat = scaling.IsIdentity ? [] : Scaling.ConstantColumns(training.Inputs, raw.InputNames.Length);
            var card = new DataCard(raw.SourceNames, raw.InputNames, raw.Classes.IsEmpty ? raw.TargetNames : ClassCoding.Names(raw.Classes, width))
            {
                Classes = raw.Classes,
                Scaling = scaling,
                Origin = raw.Origin,
                Notes = [.. raw.Notes, .. Flat(raw, flat), .. Unseen(raw, training)],
            };
            return (training.Build(scaling), test.Match(part => part.Build(scaling).Map(Some), () => Success<Problem, Option<Dataset>>(None)))
                .Apply((rows, tried) => new PreparedData(rows, tried, card));
        });

    private static IEnumerable<string> Flat(RawData raw, ImmutableArray<int> columns)
    {
        if (!columns.IsEmpty)
            yield return $"{string.Join(", ", columns.Take(8).Select(i => $"'{Shown.Text(raw.InputNames[i])}'"))}{(columns.Length > 8 ? $" and {columns.Length - 8} more" : "")} {(columns.Length == 1 ? "has" : "have")} the same value in every training row: scaled to 0, for there is no spread to divide by";
    }

    /// <summary>Classes that there are, of which nothing can be learned.</summary>
    private static IEnumerable<string> Unseen(RawData raw, Part training)
    {
        var unseen = raw.Classes.Where((_, i) => !training.Seen[i]).Select(label => $"'{Shown.Text(label)}'").ToList();
        if (unseen.Count > 0)
            yield return $"warning: no training row is of the {(unseen.Count == 1 ? "class" : "classes")} {string.Join(", ", unseen.Take(8))}{(unseen.Count > 8 ? $" and {unseen.Count - 8} more" : "")}: nothing is learned of {(unseen.Count == 1 ? "it" : "them")}";
    }

    /// <summary>Test rows of a file of their own: the same columns, and no class that training rows do not know.</summary>
    private static Validation<Problem, Part> Second(RawData raw, RawData source, int width)
    {
        if (source.InputNames.Length != raw.InputNames.Length || source.Classes.IsEmpty != raw.Classes.IsEmpty || (raw.Classes.IsEmpty && source.TargetNames.Length != raw.TargetNames.Length))
            return InFile.Refuse<Part>("data.test", $"test rows have {Shape(source)} and training rows have {Shape(raw)}", "Give both the same columns.");
        var indices = source.Classes.Select(label => raw.Classes.IndexOf(label)).ToArray();
        return Gathered.Unless(source.Classes.Where(label => !raw.Classes.Contains(label)).Select(label => InFile.Problem(
                "data.test", $"the class '{Shown.Text(label)}' is in no training row", "Nothing can be learned about it: take these rows out.")))
            .Bind(_ =>
            {
                var part = new Part(raw, source.Rows, width);
                return source.Visit((_, inputs, targets) => part.Add(inputs, indices.Length == 0 ? targets : [indices[(int)targets[0]]])).Map(_ => part);
            });
    }

    private static string Shape(RawData data) =>
        $"{Matrix.Count(data.InputNames.Length)} and {(data.Classes.IsEmpty ? $"{data.TargetNames.Length} as targets" : "a class")}";

    /// <summary>Rows on their way into a dataset.</summary>
    private sealed class Part(RawData raw, int rows, int width)
    {
        private readonly RealsBuilder _inputs = new(rows * raw.InputNames.Length);
        private readonly RealsBuilder _targets = new(rows * width);
        private int _row;

        public ReadOnlySpan<double> Inputs => _inputs.Span;

        /// <summary>For each class whether a row is of it.</summary>
        public bool[] Seen { get; } = new bool[raw.Classes.Length];

        public void Add(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets)
        {
            inputs.CopyTo(_inputs.Span[(_row * inputs.Length)..]);
            var place = _targets.Span.Slice(_row * width, width);
            if (raw.Classes.IsEmpty)
                targets.CopyTo(place);
            else
            {
                ClassCoding.Code((int)targets[0], place);
                Seen[(int)targets[0]] = true;
            }

            _row++;
        }

        public Validation<Problem, Dataset> Build(Scaling scaling)
        {
            scaling.Apply(_inputs.Span);
            return Dataset.Create(rows, _inputs.Build(), _targets.Build());
        }
    }
}
