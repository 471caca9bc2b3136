using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using Microsoft.Data.Sqlite;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Looks at every part of a run that was made elsewhere or earlier, and says whether this program can use it. A part that is refused
/// does not hide what is to be said of the others.
/// </summary>
internal static class Inspection
{
    /// <summary>The report on the run at <paramref name="path"/>; a failure where there is no run file at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="run">What a person calls it.</param>
    /// <param name="catalogue">All that can be named here.</param>
    /// <param name="interrupted">Ctrl-C.</param>
    public static Either<Failure, Compatibility> Of(string path, string run, Catalogue catalogue, CancellationToken interrupted) =>
        RunFileCheck.Outline(path).Match(
            Left<Failure, Compatibility>,
            () => Guard.Reading(path, () =>
            {
                using var connection = RunReading.Connect(path);
                return RunFileCheck.Application(path, connection).Bind(_ => Inspect(path, run, connection, catalogue, interrupted));
            }).Bind(identity));

    /// <summary>
    /// What is risky in a run that opens, for a line each on standard error. What another machine or a neighbouring version may not change
    /// is no risk: tests hold those bits.
    /// </summary>
    public static Seq<Problem> Risks(RunFile file, Experiment experiment, string run) => toSeq(
        RunReading.ForeignLog(file.Path).AsEnumerable()
            .Append(MakerCheck.Program(file.Header.Maker, run))
            .Concat(HistoryCheck.Begins(file, experiment, run).AsEnumerable())
            .Where(part => part.Verdict == Usable.Risky)
            .Select(part => part.AsProblem(run))).Strict();

    private static Either<Failure, Compatibility> Inspect(string path, string run, SqliteConnection connection, Catalogue catalogue, CancellationToken interrupted)
    {
        var sealed_ = Sealed.Read(path, connection);
        var plugins = sealed_.Stamps.Match(stamps => RecordedPlugins.Findings(stamps, catalogue), failure => Seq1(Finding.Impossible("plugins", failure)));
        var absent = sealed_.Stamps.Match(stamps => RecordedPlugins.Absent(stamps, catalogue), _ => []);
        var document = DocumentCheck.Of(path, sealed_.Header.Map(h => h.Document), sealed_.Data, absent, catalogue);
        return History(path, document.Experiment, run, interrupted).Map(history => new Compatibility(
            path, sealed_.Header.ToOption().Bind(h => h.Maker), toSeq<Finding>(
            [
                Finding.Of("file format", sealed_.Format, _ => Finding.Fine("file format", $"format {RunFormat.Version}, the one this program writes")),
                .. RunReading.ForeignLog(path).AsEnumerable(),
                Finding.Of("program", sealed_.Header, h => MakerCheck.Program(h.Maker, run)),
                Finding.Of("platform", sealed_.Header, h => MakerCheck.Platform(h.Maker, run)),
                .. plugins,
                document.Finding,
                Finding.Of("data", sealed_.Data, d => Finding.Fine("data", Rows(d))),
                history,
            ]).Strict()));
    }

    private static Either<Failure, Finding> History(string path, Option<Experiment> experiment, string run, CancellationToken interrupted) =>
        RunFile.Open(path).Match(
            file =>
            {
                using (file)
                    return HistoryCheck.Of(file, experiment, run, interrupted);
            },
            failure => Finding.Impossible("history", failure) with { Sentence = $"not read: {failure.Problems.Head.What}" });

    private static string Rows(PreparedData data) =>
        $"{Count(data.Training.Rows, "row")} of {Count(data.Training.InputWidth, "input")} and {Count(data.Training.TargetWidth, "target")}{data.Test.Match(test => $", {Count(test.Rows, "row")} to be tried on", () => "")}, as they were written";

    private static string Count(int n, string what) => n == 1 ? $"1 {what}" : $"{NumberText.Count(n)} {what}s";

    /// <summary>What stands in the tables of a file besides its history, each read on its own.</summary>
    private sealed record Sealed(Either<Failure, Unit> Format, Either<Failure, RunHeader> Header, Either<Failure, ImmutableArray<Stamp>> Stamps, Either<Failure, PreparedData> Data)
    {
        public static Sealed Read(string path, SqliteConnection connection)
        {
            var format = Guard.Reading(path, () => RunFileCheck.Schema(path, connection)).Bind(identity);
            var tables = Guard.Reading(path, () => RunFileCheck.TablesOf(connection)).IfLeft([]);
            // Somebody else's tables may be endless views: of those nothing is read but a header and its stamps where they are as they must be.
            var header = Try(tables.Contains(RunFormat.Run) && tables.Contains(RunFormat.Stamps), () => RunFileCheck.Header(path, connection));
            return new(
                format, header,
                header.Bind(_ => Guard.Reading(path, () => RunFileCheck.Stamps(connection))),
                Try(tables.Contains(RunFormat.Data), () => header.Bind(h => DataTable.Read(path, connection, h.Card))));

            Either<Failure, T> Try<T>(bool readable, Func<Either<Failure, T>> read) => readable
                ? Guard.Reading(path, read).Bind(identity)
                : format.Match(_ => Guard.Damaged(path, "it is not there"), failure => failure);
        }
    }
}
