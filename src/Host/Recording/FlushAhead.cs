using Microsoft.Win32.SafeHandles;

namespace Functional.Host;

/// <summary>
/// Begins an empty file, and sends it to the disk while it is still being written, so that little is left to wait for at its end. The waiting
/// is another thread's, one flush at a time: a slow disk holds nobody up before the end. To be closed after SQLite has closed the file: a
/// system that counts locks by program would take SQLite's away with ours.
/// </summary>
/// <param name="path">The file; what is in it goes.</param>
internal sealed class FlushAhead(string path) : IDisposable
{
    /// <summary>Less than this is soon done at the end, and each flush costs the file system an entry in its journal.</summary>
    private const long Worthwhile = 1 << 20;

    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    private Task _flushing = Task.CompletedTask;
    private long _begun;

    /// <summary>The file has grown, perhaps: what is worth it goes on its way, unless something is on its way already.</summary>
    public void Grown()
    {
        var length = RandomAccess.GetLength(_file);
        if (!_flushing.IsCompletedSuccessfully || length - _begun < Worthwhile)
            return;
        _begun = length;
        _flushing = Task.Run(() => RandomAccess.FlushToDisk(_file));
    }

    /// <summary>Closes the file when all of it is on the disk. A disk says only once that it is full or broken: what an earlier flush met is thrown here.</summary>
    public void Finish()
    {
        _flushing.GetAwaiter().GetResult();
        RandomAccess.FlushToDisk(_file);
        Dispose();
    }

    public void Dispose() => _file.Dispose();
}
