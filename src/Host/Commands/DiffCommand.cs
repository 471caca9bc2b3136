using System.CommandLine;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

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
            (parsed, session) => session.At(parsed.GetValue(a)!, (left, n) => session.At(parsed.GetValue(b)!, (right, m) => Compare((left, n), (right, m)))));
    }

    private static Either<Failure, IPage> Compare((OpenedRun Run, long Step) a, (OpenedRun Run, long Step) b) =>
        from one in a.Run.StateAt(a.Step)
        from other in b.Run.StateAt(b.Step)
        from lossOfOne in a.Run.File.MomentAt(a.Step)
        from lossOfOther in b.Run.File.MomentAt(b.Step)
        from parting in FirstDifference(a.Run.File, b.Run.File)
        select (IPage)new DiffPage(
            $"{a.Run.File.Header.Name}@{a.Step}", $"{b.Run.File.Header.Name}@{b.Step}",
            lossOfOne.Loss, lossOfOther.Loss,
            [.. Tensors(a.Run.Layout.Parameters, one.Parameters, b.Run.Layout.Parameters, other.Parameters), .. Tensors(a.Run.Layout.Slots, one.Slots, b.Run.Layout.Slots, other.Slots)],
            SettingDifference.Between(a.Run.Document, b.Run.Document),
            parting);

    /// <summary>
    /// The first step both runs have at which their fingerprints differ. Fingerprints chain: once different they stay so, hence a
    /// bisection finds it in a handful of reads.
    /// </summary>
    private static Either<Failure, LanguageExt.Option<long>> FirstDifference(RunFile a, RunFile b)
    {
        var (low, high) = (Math.Max(a.First, b.First), Math.Min(a.Last, b.Last));
        if (low > high)
            return LanguageExt.Option<long>.None;
        return Same(high).Bind(same =>
        {
            if (same)
                return Right<Failure, LanguageExt.Option<long>>(None);
            return Bisect(low, high);
        });

        Either<Failure, bool> Same(long step) =>
            from x in a.MomentAt(step)
            from y in b.MomentAt(step)
            select x.Fingerprint == y.Fingerprint;

        Either<Failure, LanguageExt.Option<long>> Bisect(long from, long to) => from == to
            ? Some(to)
            : Same(from + (to - from) / 2).Bind(same => same ? Bisect(from + (to - from) / 2 + 1, to) : Bisect(from, from + (to - from) / 2));
    }

    /// <summary>Tensors both have in the same shape are compared; one that only one of them has is told as missing in the other.</summary>
    private static IEnumerable<TensorDifference> Tensors(
        IReadOnlyList<NamedTensor> of, Reals a, IReadOnlyList<NamedTensor> and, Reals b) =>
        of.Select(t => and.FirstOrDefault(u => u.Name == t.Name && u.Rows == t.Rows && u.Columns == t.Columns) is { } u
                ? TensorDifference.Between(t, t.In(a), u.In(b))
                : new TensorDifference(t.Name, double.NaN, ulong.MaxValue, [], double.NaN, double.NaN, "only in the first"))
            .Concat(and
                .Where(u => !of.Any(t => u.Name == t.Name && u.Rows == t.Rows && u.Columns == t.Columns))
                .Select(u => new TensorDifference(u.Name, double.NaN, ulong.MaxValue, [], double.NaN, double.NaN, "only in the second")));
}
