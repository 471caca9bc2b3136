using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Sentences about what a file of data holds, and the bytes of such a file.</summary>
internal static class InFile
{
    /// <summary>The longest file that is read: what one array of .NET holds, 2 GB.</summary>
    public static readonly int MaxBytes = System.Array.MaxLength;

    /// <summary>The most that a packed file may unpack to, a gigabyte: a small file can say that it holds a thousand times its size.</summary>
    public const int MaxUnpacked = 1 << 30;

    public static Problem Problem(string where, string what, string hint = "") => new(where, what, hint) { IsInData = true };

    public static Validation<Problem, T> Refuse<T>(string where, string what, string hint = "") => Fail<Problem, T>(Seq1(Problem(where, what, hint)));

    /// <summary>The bytes of a file that a document names.</summary>
    /// <param name="folder">What a relative path is relative to.</param>
    /// <param name="file">The path as it was written.</param>
    public static Validation<Problem, byte[]> Bytes(string folder, string file)
    {
        var where = Shown.Path(file);
        try
        {
            var path = Path.Combine(folder, file);
            var info = new FileInfo(path);
            if (Directory.Exists(path))
                return Refuse<byte[]>(where, "this is a folder, not a file");
            if (!info.Exists)
                return Refuse<byte[]>(where, "there is no such file", "A path is relative to the document.");
            if (info.Length > MaxBytes)
                return Refuse<byte[]>(where, $"the file has {NumberText.Bytes(info.Length)}", $"At most {NumberText.Bytes(MaxBytes)} are read.");
            if (info.Length == 0)
                return Refuse<byte[]>(where, "the file is empty (or a pipe or a device)", "Give a plain file.");
            var bytes = new byte[info.Length];
            using var stream = info.OpenRead();
            return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length && stream.ReadByte() < 0
                ? Success<Problem, byte[]>(bytes)
                : Refuse<byte[]>(where, "the file changed while it was read, or is none with an end", "Give a plain file that nobody writes to.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Refuse<byte[]>(where, "the file cannot be read", "Check its name and its permissions.");
        }
    }

    /// <summary>Where rows come from, for people and for comparing: <c>x.npy, SHA-256 03f1…</c>, with all digits.</summary>
    public static string Origin(string file, byte[] bytes) => $"{Shown.Path(file)}, SHA-256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))}";

    /// <summary>What <paramref name="packed"/> unpacks to, or null where that is more than <paramref name="limit"/> bytes. No more is allocated than comes out.</summary>
    /// <exception cref="InvalidDataException">The packed bytes are damaged.</exception>
    public static ReadOnlyMemory<byte>? Unpack(Stream packed, int limit)
    {
        using var unpacked = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = packed.Read(buffer)) > 0;)
        {
            if (unpacked.Length + read > limit)
                return null;
            unpacked.Write(buffer, 0, read);
        }

        return unpacked.GetBuffer().AsMemory(0, (int)unpacked.Length);
    }
}
