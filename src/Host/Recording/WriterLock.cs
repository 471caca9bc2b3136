using LanguageExt;

namespace Functional.Host;

/// <summary>
/// One writer a run. The lock is a file beside the run's that the system lends to one program only, and takes back when that program ends,
/// however it ends: after <c>kill -9</c> the next one may write at once. Readers do not ask for it.
/// </summary>
internal sealed class WriterLock : IDisposable
{
    private const string Suffix = "-writer";

    private readonly FileStream _held;

    private WriterLock(FileStream held) => _held = held;

    /// <summary>The lock of the run at <paramref name="path"/>, or the sentence that somebody else has it; nobody waits.</summary>
    public static Either<Failure, WriterLock> Take(string path) =>
        Guard.Writing(path, () => Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!)).Bind(_ =>
        {
            try
            {
                return new WriterLock(new(path + Suffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            }
            catch (IOException) when (File.Exists(path + Suffix))
            {
                return Failure.Of(ExitCode.RunFile, path, "another program is writing this run", "Wait until it has finished, or end it: what it has written stays.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Prelude.Left<Failure, WriterLock>(Guard.WriteFailure(path, e));
            }
        });

    public void Dispose() => _held.Dispose();
}
