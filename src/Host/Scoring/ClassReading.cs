using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Whether the outputs of a network say classes, and how. They do where the data have classes, and where the targets look like it: one-hot
/// rows, or a single column of two values.
/// </summary>
internal static class ClassReading
{
    /// <summary>Losses whose single output is a logit or a margin: the border between the two classes is 0.</summary>
    private static readonly ImmutableArray<string> AroundZero = ["binary-cross-entropy-logits", "hinge"];

    /// <summary>How the outputs of <paramref name="experiment"/> say classes.</summary>
    public static Option<Classes> Of(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var (rows, labels) = (experiment.Data, experiment.Card.Classes);
        return rows.TargetWidth == 1 ? Two(rows, labels, IsAroundZero(experiment))
            : labels.Length == rows.TargetWidth ? Some(new Classes(labels, 0))
            : IsOneHot(rows) ? Some(new Classes(experiment.Card.TargetNames, 0))
            : None;
    }

    /// <summary>What a training can be tried on.</summary>
    public static Exams Exams(Experiment experiment)
    {
        var classes = Of(experiment);
        return new(new(experiment.Pipeline, experiment.Data, classes), experiment.Test.Map(test => new Exam(experiment.Pipeline, test, classes)));
    }

    private static bool IsAroundZero(Experiment experiment) => experiment.Stamps.Any(s => s.Kind == "loss" && AroundZero.Contains(s.Name));

    private static Option<Classes> Two(Dataset rows, ImmutableArray<string> labels, bool aroundZero)
    {
        var values = rows.Targets.ToArray().Distinct().Order().Take(3).ToArray();
        if (values.Length != 2)
            return None;
        return new Classes(labels.Length == 2 ? labels : [RealText.Of(values[0]), RealText.Of(values[1])], aroundZero ? 0 : (values[0] + values[1]) / 2);
    }

    private static bool IsOneHot(Dataset rows)
    {
        var targets = rows.Targets.AsSpan();
        var width = rows.TargetWidth;
        for (var row = 0; row < targets.Length; row += width)
            if (targets.Slice(row, width).Count(1.0) != 1 || targets.Slice(row, width).Count(0.0) != width - 1)
                return false;
        return true;
    }
}
