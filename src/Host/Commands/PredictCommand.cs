using System.CommandLine;
using System.Text.Json;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>predict RUN@N --input 1,0,1</c>: the forward pass of one row, worked by hand.</summary>
internal static class PredictCommand
{
    public static Command Create(Globals globals, Shell shell)
    {
        var address = new TextArgument("state") { Description = "which state; without @N the last one", HelpName = "RUN@N" };
        var input = new TextOption("--input") { Description = "the numbers of one row, with commas between them", HelpName = "1,0,1", Required = true };
        return globals.Bind(new("predict", "What the network says about a row, worked by hand.") { address, input }, shell, (parsed, session) =>
            session.At(parsed.GetValue(address)!, (run, step) =>
                from row in Words.Numbers("--input", parsed.GetValue(input)!)
                let card = run.Experiment.Card
                from inputs in row.Length == card.RawNames.Length
                    ? Right<Failure, Reals>(card.InputsOf(row))
                    : Failure.Of(ExitCode.Usage, "--input", $"the row has {row.Length} numbers and the network takes {card.RawNames.Length}", Named(card))
                from state in run.StateAt(step)
                select (IPage)new Page(
                    run.File.Header.Name, step, inputs, Training.Predict(run.Pipeline.Network, state.Parameters, 1, inputs),
                    WorkedNetwork.Of(run.Experiment, session.Catalogue, state.Parameters))));
    }

    /// <summary>What the numbers are, where they have names.</summary>
    private static string Named(DataCard card) =>
        card.RawNames.SequenceEqual(DataCard.Numbered("x", card.RawNames.Length)) ? ""
        : $"They are {string.Join(", ", card.RawNames.Take(8).Select(Shown.Text))}{(card.RawNames.Length > 8 ? " and so on" : "")}.";

    private sealed record Page(string Run, long Step, Reals Inputs, ForwardPass Pass, WorkedNetwork Network) : IPage
    {
        public void Write(TextWriter text)
        {
            text.WriteLine($"{Run}@{Step}   inputs {string.Join(" ", Inputs.ToArray().Select(NumberText.Plain))}");
            foreach (var line in WorkedStep.Forward(Network, Inputs, Pass, 0))
                text.WriteLine(line);
            text.WriteLine($"output {string.Join(" ", Pass.Outputs.ToArray().Select(NumberText.Exact))}");
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteString("run", Run);
            json.WriteNumber("step", Step);
            json.Reals("inputs", Inputs.AsSpan());
            json.WriteStartArray("layers");
            for (var l = 0; l < Pass.Layers.Length; l++)
            {
                json.WriteStartObject();
                json.WriteString("activation", Network.Layers[l].Activation.Id);
                json.Reals("preActivations", Pass.Layers[l].PreActivations.AsSpan());
                json.Reals("activations", Pass.Layers[l].Activations.AsSpan());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.Reals("outputs", Pass.Outputs.AsSpan());
        }
    }
}
