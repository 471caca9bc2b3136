using System.Collections.Immutable;
using System.Text;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// The labels of a column, each once. Where all are numbers a class is a number, however it is written (<c>1</c> and <c>1.0</c> are one), and
/// classes are in order of size; else a class is a text, and they are in the order of their code points.
/// </summary>
internal sealed class CsvLabels
{
    /// <summary>More are no classes but a name for each row, or a number to be approached.</summary>
    public const int MaxClasses = 10_000;

    /// <summary>The longest label in bytes, so that all of them together are 2 MB at most.</summary>
    public const int MaxBytes = 200;

    private readonly Dictionary<string, double?> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double?>.AlternateLookup<ReadOnlySpan<char>> _byText;

    public CsvLabels() => _byText = _labels.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a number was among them.</summary>
    public bool HasNumbers { get; private set; }

    /// <summary>The first label that is no number.</summary>
    public Problem? FirstText { get; private set; }

    /// <summary>Why these cannot be classes: too many, or too long a label.</summary>
    public Problem? Excess { get; private set; }

    /// <summary>The number of different labels.</summary>
    public int Count => _labels.Count;

    /// <summary>Takes note of a label.</summary>
    /// <param name="records">Where it is read.</param>
    /// <param name="field">Its field there.</param>
    /// <param name="column">The name of its column.</param>
    /// <param name="number">The number it is, if it is one.</param>
    /// <param name="sign">What stands before decimals, as far as that is known.</param>
    public void See(CsvRecords records, int field, string column, double? number, char? sign)
    {
        HasNumbers |= number is not null;
        if (number is null)
            FirstText ??= CsvComplaint.Of(records, field, column, sign);
        if (Excess is not null)
            return;
        var label = CsvNumber.Trim(records.Field(field));
        if (label.Length > MaxBytes)
        {
            Excess = CsvComplaint.At(records, field, column, $"the label has more than {MaxBytes} bytes", "Give classes short names.");
            return;
        }

        Span<char> room = stackalloc char[MaxBytes];
        var text = room[..Encoding.UTF8.GetChars(label, room)];
        if (_byText.ContainsKey(text))
            return;
        _byText[text] = number;
        if (_labels.Count > MaxClasses)
            Excess = CsvComplaint.At(records, field, column, "there are more than 10,000 different labels up to here", "Choose a column with fewer, or say \"classes\": false if it holds numbers.");
    }

    /// <summary>The name of each class, and the class of each label.</summary>
    public (ImmutableArray<string> Names, Dictionary<string, int> Classes) Coded()
    {
        if (FirstText is not null)
        {
            ImmutableArray<string> texts = [.. _labels.Keys.Order(StringComparer.Ordinal)];
            return (texts, texts.Select((text, i) => (text, i)).ToDictionary(p => p.text, p => p.i, StringComparer.Ordinal));
        }

        ImmutableArray<double> numbers = [.. _labels.Values.Select(v => v!.Value).Distinct().Order()];
        return ([.. numbers.Select(RealText.Of)], _labels.ToDictionary(p => p.Key, p => numbers.BinarySearch(p.Value!.Value), StringComparer.Ordinal));
    }

    /// <summary>Whether the column says classes: what was asked for, else whether it holds text and no number; it can do neither and both.</summary>
    public Validation<Problem, bool> AreClasses(bool? asked) => (asked, HasNumbers, FirstText) switch
    {
        (null, true, { } text) => Fail<Problem, bool>(Seq1(text with { Hint = "Other cells of this target are numbers: mend it, or say \"classes\": true if they are labels." })),
        (true, _, _) or (null, false, { }) => Excess is null ? Success<Problem, bool>(true) : Fail<Problem, bool>(Seq1(Excess)),
        _ => Success<Problem, bool>(false),
    };
}
