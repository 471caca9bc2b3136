using System.CommandLine;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// <c>predict RUN@N --input 1,0,1</c>: the forward pass of one row, worked by hand; <c>predict RUN@N --csv FILE</c>: what the network says about
/// every row of a file. Rows are given as the data were: features and scaling are applied to them as in training.
/// </summary>
internal static class PredictCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var address = new TextArgument("state") { Description = "which state; without @N the last one", HelpName = "RUN@N" };
        var input = new TextOption("--input") { Description = "the numbers of one row, with commas between them", HelpName = "1,0,1" };
        var csv = new TextOption("--csv") { Description = "a file of rows instead, its columns found by their names", HelpName = "FILE" };
        return globals.Bind(new("predict", "What the network says about a row, worked by hand, or about every row of a file.") { address, input, csv }, shell, (parsed, session) =>
            from one in OneOf(parsed.GetValue(input), parsed.GetValue(csv))
            from page in session.At(parsed.GetValue(address)!, (run, step) => run.StateAt(step).Bind(state => one
                ? Row(run, session.Catalogue, state, parsed.GetValue(input)!)
                : Rows(run, session.Shell.Folder, state, parsed.GetValue(csv)!)))
            select page);
    }

    private static Either<Failure, bool> OneOf(string? input, string? csv) => (input, csv) switch
    {
        (not null, null) => true,
        (null, not null) => false,
        (null, null) => Failure.Of(ExitCode.Usage, "predict", "no row is given", "Say --input 1,0,1, or --csv FILE for many."),
        _ => Failure.Of(ExitCode.Usage, "--csv", "a row and a file of rows are both given", "Say one of --input and --csv."),
    };

    private static Either<Failure, IPage> Row(OpenedRun run, Catalogue catalogue, TrainingState state, string input) =>
        from row in Words.Numbers("--input", input)
        let card = run.Experiment.Card
        from inputs in row.Length == card.RawNames.Length
            ? Right<Failure, Reals>(card.InputsOf(row))
            : Failure.Of(ExitCode.Usage, "--input", $"the row has {row.Length} numbers and the network takes {card.RawNames.Length}", Named(card))
        from finite in Finite("--input", inputs)
        select (IPage)new PredictedRow(
            run.File.Header.Name, state.Step, Reals.Of(row), inputs, Training.Predict(run.Pipeline.Network, state.Parameters, 1, inputs),
            WorkedNetwork.Of(run.Experiment, catalogue, state.Parameters), run.Exams.Training.Classes);

    private static Either<Failure, IPage> Rows(OpenedRun run, string folder, TrainingState state, string csv)
    {
        var (card, network) = (run.Experiment.Card, run.Pipeline.Network);
        return from raw in Failure.From(ExitCode.Data, CsvRows.Open("--csv", folder, csv, card.RawNames))
               from inputs in Failure.From(ExitCode.Data, Prepared(raw, card))
               from finite in Finite(csv, inputs)
               select (IPage)new PredictedRows(
                   run.File.Header.Name, state.Step, raw.Notes, card, Training.Predict(network, state.Parameters, raw.Rows, inputs).Outputs, run.Exams.Training.Classes);
    }

    private static Validation<Problem, Reals> Prepared(RawData raw, DataCard card)
    {
        var (inputs, width) = (new RealsBuilder(raw.Rows * card.InputNames.Length), card.InputNames.Length);
        return raw.Visit((row, numbers, _) => card.InputsOf(numbers).AsSpan().CopyTo(inputs.Span[(row * width)..])).Map(_ => inputs.Build());
    }

    /// <summary>A square or a quotient of a large number may be more than a double holds.</summary>
    private static Either<Failure, Unit> Finite(string where, Reals inputs) =>
        inputs.AsSpan().ContainsAnyExceptInRange(double.MinValue, double.MaxValue)
            ? Failure.Of(ExitCode.Data, where, "a number is too large: what the network is given is not finite", "Write it in the unit the network was trained with.")
            : unit;

    /// <summary>What the numbers are, where they have names.</summary>
    private static string Named(DataCard card) =>
        card.RawNames.SequenceEqual(DataCard.Numbered("x", card.RawNames.Length)) ? ""
        : $"They are {string.Join(", ", card.RawNames.Take(8).Select(Shown.Text))}{(card.RawNames.Length > 8 ? " and so on" : "")}.";
}
