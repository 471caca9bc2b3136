using System.Text.Json;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>What the page must know of a run before it shows a step of it.</summary>
internal sealed record RunCard(OpenedRun Run, Catalogue Catalogue, Moment Last, QuestionScope Scope) : IPage
{
    public static Either<Failure, IPage> Of(OpenedRun run, Catalogue catalogue) =>
        run.File.MomentAt(run.File.Last).Map(last => (IPage)new RunCard(run, catalogue, last, new(run.Pipeline, run.Experiment.Batches, run.Exams)));

    public void Write(TextWriter text) => text.WriteLine(Run.File.Header.Name);

    public void Write(Utf8JsonWriter json)
    {
        var (file, experiment) = (Run.File, Run.Experiment);
        json.WriteString("run", Path.GetFileNameWithoutExtension(file.Path));
        json.WriteNumber("first", file.First);
        json.WriteNumber("last", file.Last);
        json.WriteNumber("planned", file.Header.Planned);
        json.WriteString("status", file.Header.Status);
        json.Real("loss", Last.Loss);
        json.WriteString("lossName", Name("loss"));
        json.WritePropertyName("document");
        json.WriteRawValue(file.Header.Document);
        Layers(json);
        json.WriteNumber("inputs", Run.Pipeline.Network.Inputs);
        json.WriteNumber("outputs", Run.Pipeline.Network.Outputs);
        Texts(json, "inputNames", experiment.Card.InputNames);
        Texts(json, "rawNames", experiment.Card.RawNames);
        Texts(json, "targetNames", experiment.Card.TargetNames);
        Texts(json, "classes", experiment.Card.Classes);
        json.WriteBoolean("features", experiment.Card.HasFeatures);
        json.WriteNumber("rows", experiment.Data.Rows);
        json.WriteNumber("testRows", experiment.Test.Match(test => test.Rows, () => 0));
        json.WriteNumber("stepsPerEpoch", experiment.Batches.StepsPerEpoch);
        Parent(json, file.Header.Parent);
        json.WriteString("optimizer", Name("optimizer"));
        json.WriteString("schedule", Name("schedule"));
        json.Real("learningRate", Run.Pipeline.LearningRate);
        json.WriteNumber("parameterCount", Run.Layout.ParameterLength);
        Texts(json, "words", Scope.Names);
    }

    private string Name(string kind) => Run.Experiment.Stamps.First(s => s.Kind == kind).Name;

    private void Layers(Utf8JsonWriter json)
    {
        var network = Run.Pipeline.Network;
        json.WriteStartArray("layers");
        foreach (var (layer, index) in network.Layers.Select((layer, index) => (layer, index)))
        {
            json.WriteStartObject();
            json.WriteNumber("units", layer.Units);
            json.WriteString("activation", layer.Activation.Id);
            json.WriteBoolean("bias", layer.Bias);
            json.WriteNumber("inputs", network.InputsOf(index));
            json.WriteBoolean("onRows", layer.Activation.ActsOnRows);
            Worked(json, WorkedNetwork.WordsFor(layer.Activation.Id, Run.Experiment, Catalogue).Worked);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>How an activation is worked by hand, as templates; null where its plugin does not say.</summary>
    private static void Worked(Utf8JsonWriter json, Functional.Plugins.Worked? worked)
    {
        if (worked is null)
        {
            json.WriteNull("worked");
            return;
        }

        json.WriteStartObject("worked");
        json.WriteString("value", worked.Value);
        json.WriteString("slope", worked.Slope);
        json.WriteEndObject();
    }

    private static void Parent(Utf8JsonWriter json, Option<Parentage> parent) => parent.Match(
        p =>
        {
            json.WriteStartObject("parent");
            json.WriteString("run", p.Run);
            json.WriteNumber("step", p.Step);
            json.WriteEndObject();
        },
        () => json.WriteNull("parent"));

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
