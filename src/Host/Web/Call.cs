using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A request that has passed the gate, and what there is to answer it with.</summary>
/// <param name="Session">The store and the catalogue; its shell is interrupted where the asker has gone or the server stops.</param>
/// <param name="Desk">The open runs.</param>
/// <param name="Jobs">What is being trained.</param>
/// <param name="Start">The run the page opens on.</param>
/// <param name="Names">The parts of the path that the route leaves open, in order.</param>
/// <param name="Target">All that was asked for.</param>
/// <param name="Body">What was sent along; empty with GET.</param>
internal sealed record Call(Session Session, RunDesk Desk, Jobs Jobs, string Start, IReadOnlyList<string> Names, Target Target, ReadOnlyMemory<byte> Body)
{
    public CancellationToken Interrupted => Session.Shell.Interrupted;

    /// <summary>Reads the run that the first open part of the path names.</summary>
    public Either<Failure, IPage> WithRun(Func<OpenedRun, Either<Failure, IPage>> read) => Desk.With(Names[0], read);

    /// <summary>The same at the step that the second one says.</summary>
    public Either<Failure, IPage> AtStep(Func<OpenedRun, long, Either<Failure, IPage>> read) =>
        Digits("step", Names[1]).Bind(step => WithRun(run => StepOf(run, step).Bind(s => read(run, s))));

    /// <summary>A state of a run, or the sentence that it has none there.</summary>
    public static Either<Failure, long> StepOf(OpenedRun run, long step) =>
        step >= run.File.First && step <= run.File.Last
            ? step
            : Failure.Of(ExitCode.Usage, "step", $"the run has no state {step}", $"Its states go from {run.File.First} to {run.File.Last}.") with { Refusal = Refusal.Absent };

    /// <summary>A value of the query that must be there.</summary>
    public Either<Failure, string> Needed(string name, string hint) =>
        Target.Find(name) is { } value ? value : Failure.Of(ExitCode.Usage, name, $"'{name}' is missing in the address", hint);

    /// <summary>A whole number in the query, cut to what there is.</summary>
    public Either<Failure, long> Whole(string name, long absent, long min, long max) =>
        Target.Find(name) is not { } text ? absent : Digits(name, text).Map(n => Math.Clamp(n, min, max));

    public Either<Failure, double> Number(string name, double absent) =>
        Target.Find(name) is { } text ? Words.Number(name, text) : absent;

    public Either<Failure, bool> Flag(string name) => Target.Find(name) switch
    {
        null or "false" => false,
        "true" => true,
        var other => Failure.Of(ExitCode.Usage, name, $"'{Shown.Text(other)}' is neither true nor false"),
    };

    /// <summary>Digits from 0 to 9 and nothing else, up to 10¹⁸.</summary>
    public static Either<Failure, long> Digits(string where, string text) =>
        text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit)
            ? Right<Failure, long>(long.Parse(text, System.Globalization.CultureInfo.InvariantCulture))
            : Failure.Of(ExitCode.Usage, where, $"'{Shown.Text(text)}' is not a whole number", "Write digits: 0, 1, 2, ….");
}
