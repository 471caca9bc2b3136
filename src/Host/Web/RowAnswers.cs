using System.Text.Json;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>The rows a run learns from and is tried on, and what its network makes of them.</summary>
internal static class RowAnswers
{
    private const int UsualRows = 100, MostRows = 5000;

    /// <summary>Rows as the network sees them, scaled and with their features.</summary>
    public static Either<Failure, IPage> Data(Call call) =>
        from start in call.Whole("from", 0, 0, int.MaxValue)
        from count in call.Whole("count", UsualRows, 0, MostRows)
        from page in call.WithRun(run => new Written(json =>
        {
            Rows(json, run.Experiment.Data, (int)start, (int)count);
            run.Experiment.Test.Match(
                test =>
                {
                    json.WriteStartObject("test");
                    Rows(json, test, (int)start, (int)count);
                    json.WriteEndObject();
                },
                () => json.WriteNull("test"));
        }))
        select page;

    /// <summary>Outputs and errors (target − output) of the training rows, at a state; of the first so many.</summary>
    public static Either<Failure, IPage> Outputs(Call call) => call.AtStep((run, step) => run.StateAt(step).Map(state =>
    {
        var (data, units) = (run.Experiment.Data, run.Pipeline.Network.Outputs);
        var rows = Math.Min(data.Rows, MostRows);
        var outputs = Training.Predict(run.Pipeline.Network, state.Parameters, rows, Reals.Of(data.Inputs.AsSpan(0, rows * data.InputWidth))).Outputs;
        return (IPage)new Written(json =>
        {
            json.WriteNumber("step", step);
            json.WriteNumber("rows", data.Rows);
            json.Matrix("outputs", outputs.AsSpan(), units);
            json.Matrix("errors", Errors(data.Targets.AsSpan(0, rows * units), outputs.AsSpan()), units);
        });
    }));

    private static double[] Errors(ReadOnlySpan<double> targets, ReadOnlySpan<double> outputs)
    {
        var errors = targets.ToArray();
        for (var i = 0; i < errors.Length; i++)
            errors[i] -= outputs[i];
        return errors;
    }

    private static void Rows(Utf8JsonWriter json, Dataset data, int from, int count)
    {
        var begin = Math.Min(from, data.Rows);
        var rows = Math.Min(count, data.Rows - begin);
        json.WriteNumber("rows", data.Rows);
        json.WriteNumber("from", begin);
        json.Matrix("inputs", data.Inputs.AsSpan(begin * data.InputWidth, rows * data.InputWidth), data.InputWidth);
        json.Matrix("targets", data.Targets.AsSpan(begin * data.TargetWidth, rows * data.TargetWidth), data.TargetWidth);
    }
}
