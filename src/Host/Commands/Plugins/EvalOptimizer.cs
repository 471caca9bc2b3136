using Functional.Core;
using Functional.Plugins;
using LanguageExt;

namespace Functional.Host;

/// <summary>An optimizer alone: gradients as given, whatever the parameters, and where they lead.</summary>
internal static class EvalOptimizer
{
    private const string Hint = "Write {\"start\": [θ1, θ2, …], \"gradients\": [[g1, g2, …], …]}: a row of gradients for each step.";

    public static Either<Failure, IPage> Of(Made<IOptimizer> made, Spot file) => Failure.From(
        ExitCode.Data,
        (InputFile.Member(file, "start", Hint).Bind(spot => InputFile.Row(spot, Hint)),
         InputFile.Member(file, "gradients", Hint).Bind(spot => InputFile.Rows(spot, Hint)))
        .Apply((start, gradients) => gradients[0].Length == start.Length
            ? LanguageExt.Prelude.Success<Problem, IPage>(Page(made, start, [.. gradients]))
            : file.Refuse<IPage>($"a row has {gradients[0].Length} gradients and start has {Matrix.Count(start.Length)}", "Give one gradient for each parameter."))
        .Flat());

    private static string Row(double[] numbers) => string.Join("  ", numbers.Select(x => $"{NumberText.Exact(x),24}"));

    private static EvalPage Page(Made<IOptimizer> made, double[] start, double[][] gradients)
    {
        var (optimizer, layout) = (made.Strategy, ParameterLayout.Of((start.Length, 1, false)));
        var memory = new double[Slots.LengthFor(optimizer, start.Length)];
        optimizer.Init(layout, Slots.For(optimizer, start.Length, memory));
        var rate = made.Settings.First(s => s.Name == Settings.LearningRate).InForce is SettingValue.Number n ? n.Value : 0;
        List<double[]> path = [start];
        foreach (var given in gradients)
        {
            double[] updates = [.. given];
            optimizer.Update(path.Count - 1, rate, layout, path[^1], updates, Slots.For(optimizer, start.Length, memory));
            path.Add([.. path[^1].Zip(updates, (parameter, update) => parameter + update)]);
        }

        var slots = optimizer.SlotNames.Select((name, i) => (Name: name, Values: memory[(i * start.Length)..((i + 1) * start.Length)]))
            .Concat(optimizer.ScalarNames.Select((name, i) => (Name: name, Values: (double[])[memory[optimizer.SlotNames.Length * start.Length + i]])));
        IEnumerable<string> lines =
        [
            $"{"step",6}  {string.Join("  ", start.Select((_, i) => $"{$"θ{i}",24}"))}",
            .. path.Select((p, step) => $"{step,6}  {Row(p)}"),
            .. slots.Select(slot => $"{slot.Name,6}  {Row(slot.Values)}"),
        ];
        return EvalPage.Of(made, lines, json =>
        {
            json.Matrix("parameters", path.SelectMany(p => p).ToArray(), start.Length);
            json.WriteStartObject("slots");
            for (var i = 0; i < optimizer.SlotNames.Length; i++)
                json.Reals(optimizer.SlotNames[i], memory.AsSpan(i * start.Length, start.Length));
            for (var i = 0; i < optimizer.ScalarNames.Length; i++)
                json.Real(optimizer.ScalarNames[i], memory[optimizer.SlotNames.Length * start.Length + i]);
            json.WriteEndObject();
        });
    }
}
