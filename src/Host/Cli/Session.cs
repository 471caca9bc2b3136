using LanguageExt;

namespace Functional.Host;

/// <summary>What a command works with: the world, the store it was pointed at, and everything that has a name.</summary>
/// <param name="Shell">The world.</param>
/// <param name="Store">The folder of runs.</param>
/// <param name="Catalogue">Everything that has a name.</param>
/// <param name="AllowChangedPlugins">Whether a run may be computed with another build of a plugin than it was recorded with.</param>
/// <param name="Threads">How many cores a step may use; 0 where its size decides.</param>
public sealed record Session(Shell Shell, Store Store, Catalogue Catalogue, bool AllowChangedPlugins = false, int Threads = 0)
{
    /// <summary>Opens a run to compute with, does something, and lets go of it.</summary>
    public Either<Failure, T> WithRun<T>(string run, Func<OpenedRun, Either<Failure, T>> use) =>
        OpenedRun.Open(Store, Catalogue, InFolder(run), AllowChangedPlugins, Threads).Bind(opened =>
        {
            using (opened)
            {
                Globals.Note(Shell, opened.Notes);
                return use(opened);
            }
        });

    /// <summary>Opens a run only to look at what is recorded: no plugin is needed for that.</summary>
    public Either<Failure, T> WithFile<T>(string run, Func<RunFile, Either<Failure, T>> use) =>
        Store.Open(InFolder(run)).Bind(file =>
        {
            using (file)
                return use(file);
        });

    /// <summary>The file of a run, to be looked at before it is believed.</summary>
    public Either<Failure, string> FileOf(string run) => Store.Find(InFolder(run));

    /// <summary>The same at an address.</summary>
    public Either<Failure, T> At<T>(string address, Func<OpenedRun, long, Either<Failure, T>> use)
    {
        var place = Address.Parse(address);
        return WithRun(place.Run, run => run.Resolve(place).Bind(step => use(run, step)));
    }

    private string InFolder(string run) => Store.IsPath(run) ? Path.Combine(Shell.Folder, run) : run;
}
