using LanguageExt;

namespace Functional.Host;

/// <summary>What a command works with: the world, the store it was pointed at, and everything that has a name.</summary>
public sealed record Session(Shell Shell, Store Store, Catalogue Catalogue)
{
    /// <summary>Opens a run to compute with, does something, and lets go of it.</summary>
    public Either<Failure, T> WithRun<T>(string run, Func<OpenedRun, Either<Failure, T>> use) =>
        OpenedRun.Open(Store, Catalogue, Store.IsPath(run) ? Path.Combine(Shell.Folder, run) : run).Bind(opened =>
        {
            using (opened)
                return use(opened);
        });

    /// <summary>The same at an address.</summary>
    public Either<Failure, T> At<T>(string address, Func<OpenedRun, long, Either<Failure, T>> use)
    {
        var place = Address.Parse(address);
        return WithRun(place.Run, run => run.Resolve(place).Bind(step => use(run, step)));
    }
}
