using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>
/// A recorded step as an NUnit test that stands on its own: strategies by their recipes, numbers as literals, and every bit of what came
/// out asserted. It needs Core, the shelf and NUnit, and no run file.
/// </summary>
/// <param name="Run">The run.</param>
/// <param name="Experiment">What trains.</param>
/// <param name="Catalogue">Where its strategies come from.</param>
/// <param name="Before">S_t.</param>
/// <param name="Batch">The rows of step t.</param>
/// <param name="Loss">The recorded loss of step t.</param>
/// <param name="SumAbsoluteError">The recorded Σ |error| of step t.</param>
/// <param name="After">S_{t+1}, as it was recorded.</param>
internal sealed record StepTest(
    string Run, Experiment Experiment, Catalogue Catalogue, TrainingState Before, Batch Batch, double Loss, double SumAbsoluteError, TrainingState After)
{
    /// <summary>Texts of a C# assembly take 16 MB at most, and a number as base64 takes 22 bytes of them: half of that is room enough.</summary>
    private const int MostNumbers = 350_000;

    /// <summary>The step at <paramref name="step"/> of a run, as far as it was recorded.</summary>
    public static Either<Failure, StepTest> Of(OpenedRun run, Catalogue catalogue, long step) =>
        from made in step == run.File.Last ? NeverMade(run, step) : LanguageExt.Prelude.Right<Failure, Unit>(Unit.Default)
        from before in run.StateAt(step)
        from moment in run.File.MomentAt(step)
        from after in run.StateAt(step + 1)
        let test = new StepTest(run.File.Header.Name, run.Experiment, catalogue, before, run.Experiment.Batches.At(step), moment.Loss, moment.SumAbsoluteError, after)
        from fits in test.Count <= MostNumbers ? LanguageExt.Prelude.Right<Failure, Unit>(Unit.Default) : TooLarge(test, step)
        select test;

    /// <summary>For instance <c>XorStep7Tests</c>.</summary>
    public string ClassName => $"{CSharpText.Name(Run)}Step{Before.Step}Tests";

    /// <summary>How many numbers stand in it.</summary>
    public int Count => Numbers.Sum(n => n.Length);

    /// <summary>What is sealed: a bit of these changed, and the test fails.</summary>
    private ImmutableArray<Reals> Numbers => [Batch.Inputs, Batch.Targets, Before.Parameters, Before.Slots, After.Parameters, After.Slots];

    /// <summary>The whole file.</summary>
    public string Text()
    {
        var made = MadeText.Of(Experiment, Catalogue);
        var layout = Experiment.Pipeline.Layout;
        var seal = Numbers.Aggregate(Fingerprint.Genesis, (sealedSoFar, numbers) => Fingerprint.Chain(sealedSoFar, numbers.Length, numbers));
        return StepTestTemplate.Fill(
        [
            ("HEAD", Head(made)),
            ("CLASS", ClassName),
            ("RUN", CSharpText.Remark(Run)),
            ("STEP", $"{Before.Step}"),
            ("NEXT", $"{After.Step}"),
            ("SEAL", seal.ToString()),
            ("FINGERPRINT", CSharpText.Fingerprint(Before.Fingerprint)),
            ("NEXT-FINGERPRINT", CSharpText.Fingerprint(After.Fingerprint)),
            ("LOSS", CSharpText.Number(Loss)),
            ("ERROR", CSharpText.Number(SumAbsoluteError)),
            ("ROWS", string.Join(", ", Batch.RowNumbers)),
            ("INPUTS", NumberList.Of(Batch, Batch.Inputs)),
            ("TARGETS", NumberList.Of(Batch, Batch.Targets)),
            ("PARAMETERS", NumberList.Of(layout.Parameters, Before.Parameters)),
            ("SLOTS", NumberList.Of(layout.Slots, Before.Slots)),
            ("NEXT-PARAMETERS", NumberList.Of(layout.Parameters, After.Parameters)),
            ("NEXT-SLOTS", NumberList.Of(layout.Slots, After.Slots)),
            ("MADE", made.Statements()),
            ("DOORS", string.Concat(made.Doors.Select(door => $"        new {door}().Register(shelf);\n"))),
        ]);
    }

    /// <summary>Where it comes from and what it needs.</summary>
    private string Head(MadeText made)
    {
        var run = CSharpText.Remark(Run);
        var assemblies = made.Strangers.Select(s => s.Origin.Assembly).Distinct().Select(CSharpText.Remark).ToList();
        return string.Concat(
        [
            $"// Step {Before.Step} of the run '{run}', from S{Before.Step} to S{After.Step}, rebuilt from the numbers below: it must give the bits that were recorded.\n",
            $"// Written by: functional show {run}@{Before.Step} --as-test\n",
            $"// Fingerprints: S{Before.Step} {Before.Fingerprint}, S{After.Step} {After.Fingerprint}\n",
            $"// It needs Functional.Core, Functional.Plugins.Standard{string.Concat(assemblies.Select(a => $", {a}"))} and NUnit.\n",
            .. made.Strangers.Select(s =>
                $"// The {s.Kind} '{CSharpText.Remark(s.Name)}' is no part of Functional: it was of {CSharpText.Remark(s.Origin.Assembly)} {CSharpText.Remark(s.Origin.Version)}, SHA-256 {CSharpText.Remark(s.Origin.Sha256)}.\n"),
            "// A number stands as the shortest digits that read back to its bits" + (Numbers.Any(n => n.Length > NumberList.MostRead)
                ? $";\n// more than {NumberText.Count(NumberList.MostRead)} in a row stand as base64 of their little-endian IEEE 754 bits, in the order of the tensors.\n"
                : ".\n"),
        ]);
    }

    private static Either<Failure, Unit> NeverMade(OpenedRun run, long step) => Failure.Of(
        ExitCode.Usage, $"{run.File.Header.Name}@{step}", "here the recording ends: this step was never made, so there is nothing to assert",
        step > run.File.First ? $"The last step that was made is {step - 1}: show {run.File.Header.Name}@{step - 1} --as-test." : "Train it further.");

    private static Either<Failure, Unit> TooLarge(StepTest test, long step) => Failure.Of(
        ExitCode.Usage, $"{test.Run}@{step}", $"the step has {NumberText.Count(test.Count)} numbers, and a file of C# bears {NumberText.Count(MostNumbers)}",
        "Fork it with fewer rows a batch, or keep the run file: 'functional replay' computes the step again too.");
}
