using Functional.Core;
using LanguageExt;
using Microsoft.Data.Sqlite;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// The end of a history that ran into a number that is not finite. Of a large network not every state is looked at while it trains, for that
/// would cost more than recording does; so when there was such a number, the last stretch is computed once more, and what was taken down
/// behind its first appearance is taken out of the file again.
/// </summary>
internal static class GoodEnd
{
    /// <summary>Bytes of a state up to which each is looked at.</summary>
    private const int Small = 64 << 10;

    /// <summary>Of larger ones every so many; a kept one always.</summary>
    private const long Every = 16;

    /// <summary>Whether the state at <paramref name="step"/>, which is not kept, is looked at.</summary>
    public static bool IsLookedAt(StateLayout layout, long step) => layout.ByteLength <= Small || step % Every == 0;

    /// <summary>Leaves in the file at <paramref name="path"/> the moments before the first state that is not finite, and tells <paramref name="take"/> of it.</summary>
    /// <param name="path">A recording that has just been closed.</param>
    /// <param name="experiment">What trained.</param>
    /// <param name="take">The training, which has seen a number that is not finite at its end.</param>
    public static Either<Failure, Unit> Keep(string path, Experiment experiment, Take take)
    {
        var layout = experiment.Pipeline.Layout;
        return layout.ByteLength <= Small
            ? unit
            : RunFile.Open(path).Bind(file => Search(file, layout, experiment)).Bind(found => found.Match(
                bad => Cut(path, layout, bad.Last.Step).Map(_ => take.EndsAt(bad.Last, bad.First)),
                () => Right<Failure, Unit>(unit)));
    }

    /// <summary>From the last kept state on, which was looked at, to the last that was taken down.</summary>
    private static Either<Failure, Option<(Moment Last, NonFinite First)>> Search(RunFile file, StateLayout layout, Experiment experiment)
    {
        using (file)
            return file.StateAtOrBefore(file.Last, layout).Bind(state => Cores.With(experiment, crew =>
            {
                var engine = Training.Start(experiment.Pipeline, state, experiment.Batches, crew);
                while (engine.StepNumber < file.Last)
                {
                    engine.Step();
                    if (NonFinite.In(layout, engine) is { IsSome: true } first)
                        return file.MomentAt(engine.StepNumber - 1).Map(last => first.Map(f => (last, f)));
                }

                return Option<(Moment, NonFinite)>.None;
            }));
    }

    /// <summary>One transaction, as when it was written: all of it, or nothing.</summary>
    private static Either<Failure, Unit> Cut(string path, StateLayout layout, long last) => WriterLock.Take(path).Bind(alone =>
    {
        using (alone)
            return Guard.Writing(path, () =>
            {
                using var connection = RunFormat.Connect(path, SqliteOpenMode.ReadWrite);
                using var transaction = connection.BeginTransaction();
                RunFormat.Execute(connection, "DELETE FROM moments WHERE first > $last", ("$last", last));
                RunFormat.Execute(connection, "DELETE FROM states WHERE first > $last", ("$last", last));
                TrimMoments(connection, last);
                TrimStates(connection, last, layout.ByteLength);
                transaction.Commit();
                return unit;
            });
    });

    private static void TrimMoments(SqliteConnection connection, long last)
    {
        using var command = RunFormat.Command(connection, "SELECT first, count, losses, errors, fingerprints FROM moments ORDER BY first DESC LIMIT 1");
        using var reader = command.ExecuteReader();
        if (!reader.Read() || reader.GetInt64(0) + reader.GetInt32(1) - 1 <= last)
            return;
        var (first, count) = (reader.GetInt64(0), reader.GetInt32(1));
        var left = (int)(last - first) + 1;
        var (losses, errors) = (Column(reader.GetFieldValue<byte[]>(2)), Column(reader.GetFieldValue<byte[]>(3)));
        var fingerprints = reader.GetFieldValue<byte[]>(4)[..(left * Fingerprint.ByteLength)];
        RunFormat.Execute(
            connection, "UPDATE moments SET count = $count, losses = $losses, errors = $errors, fingerprints = $fingerprints, checksum = $checksum WHERE first = $first",
            ("$count", left), ("$losses", losses), ("$errors", errors), ("$fingerprints", fingerprints),
            ("$checksum", RunFormat.Checksum(first, losses, errors, fingerprints)), ("$first", first));

        byte[] Column(byte[] kept) => Columns.BytesOf(Reals.FromBytes(Columns.Expanded(kept, count, 1)).AsSpan(0, left), 1);
    }

    private static void TrimStates(SqliteConnection connection, long last, int stateBytes)
    {
        using var command = RunFormat.Command(connection, "SELECT first, count, spacing, bits, checksums FROM states ORDER BY first DESC LIMIT 1");
        using var reader = command.ExecuteReader();
        if (!reader.Read() || reader.GetInt64(0) + (reader.GetInt32(1) - 1) * reader.GetInt64(2) <= last)
            return;
        var left = (int)((last - reader.GetInt64(0)) / reader.GetInt64(2)) + 1;
        // More than a few numbers a state are few states a row, and those are kept as they are.
        RunFormat.Execute(
            connection, "UPDATE states SET count = $count, bits = $bits, checksums = $checksums WHERE first = $first",
            ("$count", left), ("$bits", reader.GetFieldValue<byte[]>(3)[..(left * stateBytes)]),
            ("$checksums", reader.GetFieldValue<byte[]>(4)[..(left * sizeof(ulong))]), ("$first", reader.GetInt64(0)));
    }
}
