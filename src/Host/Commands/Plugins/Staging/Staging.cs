using System.Collections.Immutable;
using Functional.Core;
using Functional.Laws;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A counter-example that was recorded: open it at <paramref name="Look"/>.</summary>
/// <param name="Run">The run.</param>
/// <param name="Path">Its file.</param>
/// <param name="Look">The step at which the law is broken.</param>
/// <param name="Last">The last recorded state: the step after it, or that of the law itself where no finite state follows.</param>
/// <param name="LosesSigns">Whether the case has a −0, which is 0 in the run: no sum of products that begins with 0 ends with −0.</param>
internal sealed record StagedRun(string Run, string Path, long Look, long Last, bool LosesSigns);

/// <summary>
/// Plays a refuted case as a training and records it, by the specification: a case may end where no engine would start. Cases of laws
/// without which nothing could be replayed are not staged, for the numbers of a step would not be the same when it is shown.
/// </summary>
internal static class Staging
{
    /// <summary>What the header of such a run says: its last state may be one whose step leads nowhere, and is shown all the same.</summary>
    internal const string Status = "refutation";

    /// <summary>Records the case of a verdict under <paramref name="name"/>.</summary>
    public static Either<Failure, StagedRun> Record(
        Store store, Catalogue catalogue, string kind, string subject, IReadOnlyDictionary<string, SettingValue> given, Verdict verdict, string name) =>
        from scene in verdict.Scene is { } found && !verdict.Essential ? Right<Failure, Scene>(found) : Unstaged(verdict)
        from free in store.Insist(name)
        let plugin = Subject(subject, given)
        from dress in Composed(Staged.Of(scene, plugin), free, catalogue)
        let staged = Staged.Of(scene, plugin, scene is Scene.OfLayer ? Outputs(dress, dress.Data.Rows) : null)
        from experiment in Composed(staged, free, catalogue)
        let moments = Play(experiment, staged)
        from same in IsTheCase(scene, experiment, moments) ? Right<Failure, Unit>(unit) : Elsewhere(verdict, kind)
        from path in Write(store.PathOf(free), experiment, moments)
        select new StagedRun(free, path, Math.Min(staged.Look, moments[^1].Step), moments[^1].Step, Numbers(scene).Any(IsNegativeZero));

    private static Either<Failure, Experiment> Composed(Staged staged, string name, Catalogue catalogue) =>
        Failure.From(ExitCode.Usage, Composer.Compose(staged.Document(name), catalogue, None));

    /// <summary>Every state up to the one after the last step, or up to the last whose step gives finite numbers and with it.</summary>
    private static ImmutableArray<Moment> Play(Experiment experiment, Staged staged)
    {
        var moments = ImmutableArray.CreateBuilder<Moment>();
        var state = experiment.Initial with { Step = staged.First };
        for (var i = 0L; i < staged.Steps; i++)
        {
            var result = Training.Step(experiment.Pipeline, state, experiment.Batches.At(state.Step));
            moments.Add(new(state.Step, result.Loss, result.SumAbsoluteError, state.Fingerprint, state));
            if (!AllFinite(result.Next))
                return moments.ToImmutable();
            state = result.Next;
        }

        var last = Training.Evaluate(experiment.Pipeline, state, experiment.Batches.At(state.Step));
        moments.Add(new(state.Step, last.Loss, last.SumAbsoluteError, state.Fingerprint, state));
        return moments.ToImmutable();
    }

    /// <summary>Whether the numbers that the law had are the ones that the training has: any NaN counts as the same, and so do both zeros.</summary>
    private static bool IsTheCase(Scene scene, Experiment experiment, ImmutableArray<Moment> moments) => scene switch
    {
        Scene.OfLayer layer => Same(layer.PreActivations, Training.Predict(experiment.Pipeline.Network, experiment.Initial.Parameters, 1, experiment.Data.Inputs).Layers[^1].PreActivations),
        Scene.OfLoss loss => Same(loss.Outputs, Outputs(experiment, experiment.Data.Rows)),
        Scene.OfUpdates updates => moments.Take(updates.Gradients.Length).Select((moment, i) => Same(
            updates.Gradients[i], Training.Explain(experiment.Pipeline, (TrainingState)moment.State, experiment.Batches.At(moment.Step)).Gradients)).All(same => same),
        _ => true,
    };

    private static Reals Outputs(Experiment experiment, int rows) =>
        Training.Predict(experiment.Pipeline.Network, experiment.Initial.Parameters, rows, experiment.Data.Inputs).Outputs;

    private static bool Same(Reals one, Reals other) => Enumerable.Range(0, one.Length).All(i => one[i].Equals(other[i]));

    /// <summary>The numbers that reach the plugin as sums of products.</summary>
    private static IEnumerable<double> Numbers(Scene scene) => scene switch
    {
        Scene.OfLayer layer => layer.PreActivations.ToArray(),
        Scene.OfLoss loss => loss.Outputs.ToArray(),
        Scene.OfUpdates updates => updates.Gradients.SelectMany(g => g.ToArray()),
        _ => [],
    };

    private static bool IsNegativeZero(double x) => x == 0 && double.IsNegative(x);

    private static bool AllFinite(TrainingState state) =>
        !state.Parameters.AsSpan().ContainsAnyExceptInRange(double.MinValue, double.MaxValue) && !state.Slots.AsSpan().ContainsAnyExceptInRange(double.MinValue, double.MaxValue);

    private static Either<Failure, string> Write(string path, Experiment experiment, ImmutableArray<Moment> moments) =>
        RunWriter.Create(path, experiment, None).Bind(writer =>
        {
            using (writer)
            {
                foreach (var moment in moments)
                    writer.Append(moment);
                return writer.Finish(Status).Map(_ => path);
            }
        });

    private static JsonTree.Object Subject(string name, IReadOnlyDictionary<string, SettingValue> given) =>
        (JsonTree.Object)Json.Object([("name", Json.Text(name)), .. given.Select(setting => (setting.Key, Tree(setting.Value)))]);

    private static JsonTree Tree(SettingValue value) => value switch
    {
        SettingValue.Number number => Json.Number(number.Value),
        SettingValue.Flag flag => Json.Flag(flag.Value),
        SettingValue.List list => Json.Array(list.Values.Select(Json.Number)),
        SettingValue.Text text => Json.Text(text.Value),
        _ => throw new System.Diagnostics.UnreachableException("a plugin was made with it"),
    };

    private static Failure Unstaged(Verdict verdict) => Failure.Of(
        ExitCode.Usage, "--as",
        verdict.Essential
            ? $"what breaks the law {verdict.Law} is no function, so no history can be computed with it"
            : $"this case of the law {verdict.Law} is no moment of a training",
        $"'--law {verdict.Law} --case {verdict.Seed}' alone tells it.");

    private static Failure Elsewhere(Verdict verdict, string kind) => Failure.Of(
        ExitCode.Usage, "--as", $"no training brings the {kind} to exactly the numbers of this case of the law {verdict.Law}",
        "Another --seed finds another case.");
}
