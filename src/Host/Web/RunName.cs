using LanguageExt;

namespace Functional.Host;

/// <summary>
/// The one way from text in a request to a file: a name in the store, never a path. What it leads to lies in the folder of the store itself;
/// a link that leads out of it is no run of the store.
/// </summary>
internal static class RunName
{
    /// <summary>File systems have no longer names.</summary>
    private const int Longest = 255;

    /// <summary>The run file that <paramref name="name"/> means.</summary>
    public static Either<Failure, string> Find(Store store, string name) =>
        name.Length > Longest || Store.IsPath(name) || name.StartsWith('.') || name.AsSpan().IndexOfAny("/\\:") >= 0 || name.Any(char.IsControl)
            ? NoSuch(name)
            : store.Find(name).MapLeft(failure => failure with { Refusal = Refusal.Absent }).Bind(path => IsInside(store, path) ? path : NoSuch(name));

    private static Either<Failure, string> NoSuch(string name) =>
        Failure.Of(ExitCode.RunFile, "run", $"there is no run called '{Shown.Text(name)}' in this store", "GET /api/runs lists them.") with { Refusal = Refusal.Absent };

    private static bool IsInside(Store store, string path)
    {
        var (file, folder) = (new FileInfo(path), new DirectoryInfo(Path.GetFullPath(store.Folder)));
        return file.LinkTarget is null
            ? Path.GetFullPath(path) == Path.Combine(folder.FullName, file.Name)
            : file.ResolveLinkTarget(returnFinalTarget: true) is { } target && Path.GetDirectoryName(target.FullName) == (folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName);
    }
}
