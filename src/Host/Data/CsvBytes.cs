using System.IO.Hashing;
using System.Security.Cryptography;

namespace Functional.Host;

/// <summary>
/// The bytes of a file through a window that begins with the record that is being read. It grows no further than the longest record that is
/// read, and everything that passes through is hashed.
/// </summary>
internal sealed class CsvBytes : IDisposable
{
    /// <summary>The longest record in bytes: a hundred thousand columns of eighty characters.</summary>
    public const int MaxRecord = 1 << 23;

    private readonly Stream _stream;
    private readonly IncrementalHash? _named;
    private readonly XxHash128 _quick = new();
    private byte[] _buffer = new byte[1 << 17];
    private int _start;
    private int _end;

    /// <param name="file">The file.</param>
    /// <param name="named">Whether its SHA-256 is asked for too.</param>
    public CsvBytes(CsvSource file, bool named)
    {
        _named = named ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        try
        {
            _stream = file.Open();
        }
        catch (Exception e) when (CsvSource.IsOfFiles(e))
        {
            _stream = Stream.Null;
            Trouble = Unreadable;
        }
    }

    private static (string What, string Hint) Unreadable { get; } = ("the file cannot be read any further", "Check the medium and its permissions.");

    /// <summary>Why no more comes although the file is not at its end.</summary>
    public (string What, string Hint)? Trouble { get; private set; }

    /// <summary>What is in the window: from the beginning of the record to as far as has been read.</summary>
    public ReadOnlySpan<byte> Window => _buffer.AsSpan(_start, _end - _start);

    /// <summary>The byte at <paramref name="offset"/> of the window.</summary>
    public byte this[int offset] => _buffer[_start + offset];

    /// <summary>Lets the window begin further on.</summary>
    public void Pass(int bytes) => _start += bytes;

    /// <summary>Whether there is a byte at <paramref name="offset"/>; reads on where the window does not reach so far.</summary>
    public bool Has(int offset)
    {
        while (offset >= _end - _start)
            if (!Fill())
                return false;
        return true;
    }

    /// <summary>A hash of everything read, the same for the same bytes: 16 bytes.</summary>
    public UInt128 Digest => _quick.GetCurrentHashAsUInt128();

    /// <summary>The SHA-256 of everything read.</summary>
    public string Sha256 => Convert.ToHexStringLower(_named!.GetCurrentHash());

    public void Dispose()
    {
        _stream.Dispose();
        _named?.Dispose();
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == MaxRecord)
            Trouble ??= ("the row has more than 8 MiB", "Rows of as many bytes are not read: is a line end missing, or a quote?");
        if (Trouble is not null)
            return false;
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        return Read() > 0;
    }

    private int Read()
    {
        try
        {
            var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            _quick.Append(_buffer.AsSpan(_end, read));
            _named?.AppendData(_buffer, _end, read);
            _end += read;
            return read;
        }
        catch (Exception e) when (CsvSource.IsOfFiles(e))
        {
            Trouble = Unreadable;
            return 0;
        }
    }
}
