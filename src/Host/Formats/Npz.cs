using System.Collections.Immutable;
using System.IO.Compression;
using System.IO.Hashing;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>NumPy's format of several arrays: a ZIP file with a <c>.npy</c> file for each, stored (numpy.savez) or deflated (savez_compressed).</summary>
internal static class Npz
{
    private const string Suffix = ".npy";

    private const string Damaged = "The file is damaged: write it again with numpy.savez.";

    /// <summary>The arrays in <paramref name="bytes"/>: the table of contents is read at once, each array when it is asked for.</summary>
    /// <param name="file">What to call the file in sentences.</param>
    /// <param name="bytes">All of it.</param>
    public static Validation<Problem, ArrayFile> Read(string file, byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("PK"u8))
            return InFile.Refuse<ArrayFile>(file, "this is no .npz file: it does not begin as a ZIP file does", "Write one with numpy.savez.");
        return InZip(file, bytes, zip =>
        {
            var names = zip.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(Suffix, StringComparison.Ordinal)).Select(name => name[..^Suffix.Length]).ToImmutableArray();
            return names.Distinct().Count() == names.Length
                ? Success<Problem, ArrayFile>(new(file, names, name => InZip(file, bytes, whole => Read($"{file}: {Shown.Text(name)}", whole.GetEntry(name + Suffix)!))))
                : InFile.Refuse<ArrayFile>(file, $"the name '{Shown.Text(names.GroupBy(n => n).First(g => g.Count() > 1).Key)}' stands in the file twice", Damaged);
        });
    }

    /// <summary>Writes arrays, stored, with the same bytes for the same numbers everywhere.</summary>
    /// <param name="stream">Need not seek.</param>
    /// <param name="arrays">The names, each once, and for each who writes a <c>.npy</c> file, the same one twice.</param>
    public static void Write(Stream stream, IEnumerable<(string Name, Action<Stream> Npy)> arrays)
    {
        using var zip = new StoredZip(stream);
        foreach (var (name, npy) in arrays)
            zip.Add(name + Suffix, npy);
    }

    private static Validation<Problem, NumberArray> Read(string where, ZipArchiveEntry entry)
    {
        if (entry.IsEncrypted)
            return InFile.Refuse<NumberArray>(where, "the array is locked with a password", "Unlock the file first.");
        if (entry.Length > InFile.MaxUnpacked)
            return InFile.Refuse<NumberArray>(where, $"the array unpacks to {NumberText.Bytes(entry.Length)}", $"At most {NumberText.Bytes(InFile.MaxUnpacked)} are read: save it as .npy.");
        using var packed = entry.Open();
        return InFile.Unpack(packed, (int)entry.Length) is { } npy && npy.Length == entry.Length && Crc32.HashToUInt32(npy.Span) == entry.Crc32
            ? Npy.Read(where, npy)
            : InFile.Refuse<NumberArray>(where, "the array is not what the file says of its length and checksum", Damaged);
    }

    /// <summary>The ZIP reader of .NET says what is wrong by exceptions; of a file that a person gave, all of them mean the same.</summary>
    private static Validation<Problem, T> InZip<T>(string file, byte[] bytes, Func<ZipArchive, Validation<Problem, T>> read)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            return read(zip);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException or NotSupportedException or OverflowException)
        {
            return InFile.Refuse<T>(file, "the ZIP file cannot be unpacked", $"Entries that are stored or deflated can be read. {Damaged}");
        }
    }
}
