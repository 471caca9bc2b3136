using System.CommandLine;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// <c>show RUN@N [--row R]</c>: a state and the step that follows it, worked by hand; with <c>--parameter</c> one parameter with every digit, with
/// <c>--as-test</c> as a test in C#.
/// </summary>
internal static class ShowCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var address = new TextArgument("state") { Description = "which state; without @N the last one", HelpName = "RUN@N" };
        var row = new TextOption("--row") { Description = "only this row of the batch, from 0", HelpName = "R" };
        var parameter = new TextOption("--parameter") { Description = "only this parameter, such as layer0.weights[1,0], or the loss: all its arithmetic, with every digit", HelpName = "NAME[i,j]|loss" };
        var asTest = new FlagOption("--as-test") { Description = "the step as an NUnit test in C#: rebuilt from literals, every bit asserted" };
        var file = new TextOption("--output", "-o") { Description = "with --as-test: the file to write it to", HelpName = "FILE.cs" };
        return globals.Bind(new("show", "One step worked by hand, with the numbers filled in.") { address, row, parameter, asTest, file }, shell, (parsed, session) =>
            from fits in Fits(parsed.GetValue(asTest), parsed.GetValue(row), parsed.GetValue(parameter), parsed.GetValue(file))
            from page in session.At(parsed.GetValue(address)!, (run, step) => parsed.GetValue(asTest)
                ? Test(session, run, step, parsed.GetValue(file))
                : parsed.GetValue(parameter) is { } name
                ? ParameterPage.Of(run, step, "--parameter", name)
                : Worked(session, run, step, parsed.GetValue(row)))
            select page);
    }

    internal static Either<Failure, IPage> Worked(Session session, OpenedRun run, long step, string? row) =>
        from trace in run.Explain(step)
        from moment in run.File.MomentAt(step)
        from only in row is not { } text ? Right<Failure, LanguageExt.Option<int>>(None)
            : trace.Batch.Rows == 0 ? Failure.Of(ExitCode.Usage, "--row", "the batch of this step has no rows: all of them were dropped", "Leave --row out.")
            : Words.Count("--row", text, 0, trace.Batch.Rows - 1).Map(r => Some((int)r))
        let nothingFollows = step == run.File.Last
        let broken = nothingFollows && run.File.Header.Status == Staging.Status
        from examination in nothingFollows && !broken ? Doctor.Examine(run, None, session.Shell.Interrupted) : Right<Failure, LanguageExt.Option<Examination>>(None)
        select (IPage)new ShowPage(run.File.Header.Name, run.Experiment, session.Catalogue, trace, nothingFollows && !broken, only, examination) { IsBroken = broken, Test = run.Exams.Test.Map(test => test.Of(trace.State.Parameters)), Classes = run.Experiment.Card.Classes.IsEmpty ? None : run.Exams.Training.Classes };

    private static Either<Failure, IPage> Test(Session session, OpenedRun run, long step, string? file) =>
        from test in StepTest.Of(run, session.Catalogue, step)
        let text = test.Text()
        from path in file is null
            ? Right<Failure, LanguageExt.Option<string>>(None)
            : PlotCommand.Write(session.Shell.Folder, file, text).Map(Some)
        select (IPage)new StepTestPage(test, text, path);

    private static Either<Failure, Unit> Fits(bool asTest, string? row, string? parameter, string? file) => (asTest, row, parameter, file) switch
    {
        (_, not null, not null, _) => Failure.Of(ExitCode.Usage, "--row", "every row has a part in the step of a parameter", "Leave --row out, or --parameter."),
        (true, _, not null, _) => Failure.Of(ExitCode.Usage, "--parameter", "a test is of a whole step, with all its parameters", "Leave --parameter out, or --as-test."),
        (true, not null, _, _) => Failure.Of(ExitCode.Usage, "--row", "a test is of a whole step, for every row has a part in its update", "Leave --row out, or --as-test."),
        (false, _, _, not null) => Failure.Of(ExitCode.Usage, "-o", "a page is shown, not written to a file", "Say --as-test for a test in C#, or put '> FILE' behind the command."),
        _ => unit,
    };
}
