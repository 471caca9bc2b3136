using System.CommandLine;
using LanguageExt;

namespace Functional.Host;

/// <summary><c>diff A@N B@M</c>: what differs between two states, in value and in ulps, and between the runs they belong to.</summary>
internal static class DiffCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var a = new TextArgument("a") { Description = "one state", HelpName = "A@N" };
        var b = new TextArgument("b") { Description = "another state", HelpName = "B@M" };
        return globals.Bind(
            new("diff", "What differs between two states: parameters, slots, loss, settings; and where two runs part.") { a, b }, shell,
            (parsed, session) => session.At(parsed.GetValue(a)!, (left, n) => session.At(parsed.GetValue(b)!, (right, m) => Compare(session.Store, (left, n), (right, m)))));
    }

    internal static Either<Failure, IPage> Compare(Store store, (OpenedRun Run, long Step) a, (OpenedRun Run, long Step) b) =>
        from one in a.Run.StateAt(a.Step)
        from other in b.Run.StateAt(b.Step)
        from lossOfOne in a.Run.File.MomentAt(a.Step)
        from lossOfOther in b.Run.File.MomentAt(b.Step)
        from stampsOfOne in a.Run.File.Stamps()
        from stampsOfOther in b.Run.File.Stamps()
        from history in History(store, a.Run.File, b.Run.File)
        select (IPage)new DiffPage(
            new(a.Run.File.Header.Name, a.Step), new(b.Run.File.Header.Name, b.Step),
            lossOfOne.Loss, lossOfOther.Loss,
            [
                .. TensorDifference.Of(a.Run.Layout.Parameters, one.Parameters, b.Run.Layout.Parameters, other.Parameters),
                .. TensorDifference.Of(a.Run.Layout.Slots, one.Slots, b.Run.Layout.Slots, other.Slots),
            ],
            SettingDifference.Between(a.Run.Document, b.Run.Document),
            PluginDifference.Between(stampsOfOne, stampsOfOther),
            history);

    /// <summary>Where the two histories part, each with that of its parents as far as they are in the store.</summary>
    private static Either<Failure, DiffHistory> History(Store store, RunFile a, RunFile b)
    {
        using var one = Lineage.Of(store, a);
        using var other = Lineage.Of(store, b);
        return Parting.Find(Math.Max(one.First, other.First), Math.Min(one.Last, other.Last), Same).Map(parting => new DiffHistory(
            parting, Path.GetFullPath(a.Path) == Path.GetFullPath(b.Path), (a.First, a.Last), (b.First, b.Last), one.Missing || other.Missing));

        Either<Failure, bool> Same(long step) =>
            from x in one.MomentAt(step)
            from y in other.MomentAt(step)
            select x.Fingerprint == y.Fingerprint;
    }
}
