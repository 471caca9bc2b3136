using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Functional.Core;

namespace Functional.Host;

/// <summary>
/// The records of a file one after another, as RFC 4180 has them: fields between delimiters, in quotes where they hold a delimiter, a line
/// end or a quote (then doubled); a line ends with CR LF, LF or CR. Text is UTF-8, with or without its mark. Nothing is allocated for a record.
/// <para>Written here because readers of decoded text (tried: Sylvan.Data.Csv 1.4.4) count rows and not lines, let NUL bytes through,
/// and have made U+FFFD of what is not UTF-8 before anyone could say where it stands.</para>
/// </summary>
internal sealed partial class CsvRecords : IDisposable
{
    /// <summary>The longest field in bytes: longer than any number or name, short enough that a forgotten quote is found soon.</summary>
    public const int MaxField = 1 << 16;

    /// <summary>Most fields of a record.</summary>
    public const int MaxFields = 100_000;

    private const byte Quote = (byte)'"';

    private readonly string _name;
    private readonly CsvBytes _bytes;
    private readonly byte _delimiter;
    private readonly SearchValues<byte> _stops;
    private Extent[] _fields = new Extent[16];
    private byte[] _undoubled = [];
    private int _length;
    private int _lines;
    private long _line = 1;
    private bool _begun;

    /// <param name="file">The file.</param>
    /// <param name="delimiter">The byte between fields: ASCII, no quote and no line end.</param>
    /// <param name="named">Whether <see cref="CsvBytes.Sha256"/> is asked for at the end.</param>
    public CsvRecords(CsvSource file, byte delimiter, bool named = false)
    {
        (_name, _bytes, _delimiter) = (file.Name, new CsvBytes(file, named), delimiter);
        _stops = SearchValues.Create([delimiter, (byte)'\n', (byte)'\r', Quote]);
    }

    /// <summary>Where a field lies in the record, without its quotes.</summary>
    private readonly record struct Extent(int Begin, int End, bool IsQuoted, bool HasQuotes);

    /// <summary>How many fields the record has.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes the record has, its line end included.</summary>
    public int Length => _length;

    /// <summary>The line on which the record begins, from 1.</summary>
    public long Line => _line;

    /// <summary>Whether the record is a line with nothing on it.</summary>
    public bool IsBlank => Count == 1 && _fields[0] is { IsQuoted: false, Begin: var begin, End: var end } && begin == end;

    /// <summary>Why there is no further record although the file is not at its end.</summary>
    public Problem? Fault { get; private set; }

    /// <summary>The bytes the records are read from.</summary>
    public CsvBytes Bytes => _bytes;

    /// <summary>A field, quotes taken off and doubled ones made single: bytes of sound UTF-8, only to be looked at until the next is asked for.</summary>
    public ReadOnlySpan<byte> Field(int index)
    {
        var field = _fields[index];
        var raw = _bytes.Window[field.Begin..field.End];
        return field.HasQuotes ? Undoubled(raw) : raw;
    }

    /// <summary>Where a field begins.</summary>
    public Place PlaceOf(int index) => PlaceAt(_fields[index].Begin - (_fields[index].IsQuoted ? 1 : 0));

    /// <summary>Goes on to the next record. False at the end of the file, and where something is wrong with it.</summary>
    public bool Next()
    {
        if (Fault is not null || (!_begun && !Begin()))
            return false;
        _bytes.Pass(_length);
        (_line, _lines, _length, Count) = (_line + _lines, 1, 0, 0);
        var more = _bytes.Has(0);
        while (more && Field())
        {
        }

        return !Broken() && more && Fault is null && IsSound();
    }

    public void Dispose() => _bytes.Dispose();

    /// <summary>Passes over the mark of UTF-8; other marks say that the file is in another encoding.</summary>
    private bool Begin()
    {
        _begun = true;
        _bytes.Has(3);
        var window = _bytes.Window;
        if (window.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            _bytes.Pass(3);
        else if (window.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || window.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Refuse(0, "the file is in UTF-16", "Save it as UTF-8.");
        return true;
    }

    /// <summary>Whether the bytes so far are text: no NUL, and UTF-8 throughout.</summary>
    private bool IsSound()
    {
        var record = _bytes.Window[.._length];
        if (HasNul())
            return false;
        if (Utf8.IsValid(record))
            return true;
        var sound = 0;
        while (Rune.DecodeFromUtf8(record[sound..], out _, out var read) == OperationStatus.Done)
            sound += read;
        return Refuse(sound, FormattableString.Invariant($"the byte 0x{record[sound]:X2} is not UTF-8: the file seems to be in Latin-1 or Windows-1252"), "Save it as UTF-8.");
    }

    private bool HasNul() => _bytes.Window[.._length].IndexOf((byte)0) is var at and >= 0
        && !Refuse(at, "a NUL byte stands here: the file is no text, or it is in UTF-16", "Save it as UTF-8.");

    private bool Broken() => Fault is null && _bytes.Trouble is { } trouble && !Refuse(0, trouble.What, trouble.Hint);

    private bool Refuse(int offset, string what, string hint)
    {
        Fault = new Problem(PlaceAt(offset).ToString(), what, hint) { IsInData = true };
        return false;
    }

    private Place PlaceAt(int offset)
    {
        var place = new Cursor(_name, _bytes.Window).At(offset);
        return place with { Line = (int)Math.Min(place.Line - 1 + _line, int.MaxValue) };
    }
}
