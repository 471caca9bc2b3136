using System.CommandLine;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>show RUN@N [--row R]</c>: a state and the step that follows it, worked by hand.</summary>
internal static class ShowCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var address = new TextArgument("state") { Description = "which state; without @N the last one", HelpName = "RUN@N" };
        var row = new TextOption("--row") { Description = "only this row of the batch, from 0", HelpName = "R" };
        return globals.Bind(new("show", "One step worked by hand, with the numbers filled in.") { address, row }, shell, (parsed, session) =>
            session.At(parsed.GetValue(address)!, (run, step) =>
                from trace in run.Explain(step)
                from moment in run.File.MomentAt(step)
                from only in parsed.GetValue(row) is not { } text ? Right<Failure, LanguageExt.Option<int>>(None)
                    : trace.Batch.Rows == 0 ? Failure.Of(ExitCode.Usage, "--row", "the batch of this step has no rows: all of them were dropped", "Leave --row out.")
                    : Words.Count("--row", text, 0, trace.Batch.Rows - 1).Map(r => Some((int)r))
                from examination in step == run.File.Last ? Doctor.Examine(run, None, shell.Interrupted) : Right<Failure, LanguageExt.Option<Examination>>(None)
                select (IPage)new ShowPage(run.File.Header.Name, run.Experiment, session.Catalogue, trace, step == run.File.Last, only, examination)));
    }
}
