namespace Functional.Host;

/// <summary>One field: plain, or in quotes.</summary>
internal sealed partial class CsvRecords
{
    /// <summary>Reads a field and what ends it. Whether another follows.</summary>
    private bool Field()
    {
        if (Count == MaxFields)
            return Refuse(_length, "the row has more than 100,000 fields", "No more are read: is a line end missing?");
        if (!(_bytes.Has(_length) && _bytes[_length] == Quote ? Quoted() : Plain()) || !_bytes.Has(_length))
            return false;
        var stop = _bytes[_length++];
        if (stop == _delimiter)
            return true;
        if (stop == (byte)'\r' && _bytes.Has(_length) && _bytes[_length] == (byte)'\n')
            _length++;
        return false;
    }

    private bool Plain()
    {
        var (begin, stop) = (_length, -1);
        do
        {
            var rest = _bytes.Window[_length..];
            stop = rest.IndexOfAny(_stops);
            _length += stop < 0 ? rest.Length : stop;
            if (_length - begin > MaxField)
                return !HasNul() && Refuse(begin, "the field has more than 65,536 bytes", "No longer ones are read: is a delimiter or a line end missing?");
        }
        while (stop < 0 && _bytes.Has(_length));
        return stop >= 0 && _bytes[_length] == Quote
            ? Refuse(_length, "a quote stands inside a field that does not begin with one", "Put the field in quotes and double those inside it: \"5\"\" pipe\".")
            : Keep(new(begin, _length, false, false));
    }

    private bool Quoted()
    {
        var (begin, doubled) = (++_length, false);
        for (; ; _length += 2, doubled = true)
        {
            for (int at; (at = _bytes.Window[_length..].IndexOf(Quote)) != 0;)
            {
                _length += at < 0 ? _bytes.Window.Length - _length : at;
                if (_length - begin > MaxField)
                    return !HasNul() && Refuse(begin - 1, "the quote that opens here is not closed within 65,536 bytes", "Close it, or remove it.");
                if (!_bytes.Has(_length))
                    return !HasNul() && Refuse(begin - 1, "the quote that opens here is never closed", "Close it, or remove it.");
            }

            if (!_bytes.Has(_length + 1) || _bytes[_length + 1] != Quote)
                break;
        }

        Keep(new(begin, _length, true, doubled));
        _lines += LineEnds(_bytes.Window[begin.._length]);
        _length++;
        return !_bytes.Has(_length) || (_bytes[_length] != Quote && _stops.Contains(_bytes[_length]))
            || Refuse(_length, "something stands between the closing quote and the end of the field", "Remove it, or double the quotes inside the field.");
    }

    private bool Keep(Extent field)
    {
        if (Count == _fields.Length)
            Array.Resize(ref _fields, 2 * Count);
        _fields[Count++] = field;
        return true;
    }

    private ReadOnlySpan<byte> Undoubled(ReadOnlySpan<byte> raw)
    {
        if (_undoubled.Length < raw.Length)
            _undoubled = new byte[MaxField];
        var length = 0;
        for (var i = 0; i < raw.Length; i += raw[i] == Quote ? 2 : 1)
            _undoubled[length++] = raw[i];
        return _undoubled.AsSpan(0, length);
    }

    private static int LineEnds(ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (int at; (at = text.IndexOfAny((byte)'\n', (byte)'\r')) >= 0; count++)
            text = text[(at + (text[at] == (byte)'\r' && at + 1 < text.Length && text[at + 1] == (byte)'\n' ? 2 : 1))..];
        return count;
    }
}
