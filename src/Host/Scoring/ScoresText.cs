using System.Globalization;
using System.Text.Json;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>Scores for people and for programs.</summary>
internal static class ScoresText
{
    /// <summary>Labels longer than this are cut in a table; more classes than this do not fit beside each other.</summary>
    private const int LabelWidth = 12, ClassesShown = 20;

    /// <summary>One line: <c>test       30 rows   loss 0.0513   accuracy 96.7 % (29 of 30)</c>; for numbers RMSE and R² instead.</summary>
    public static string Line(string what, Scores scores)
    {
        var judged = scores.Confusion.Match(
            c => $"accuracy {Percent(c.Accuracy)} ({NumberText.Count(c.Right)} of {NumberText.Count(c.Rows)})",
            () => $"RMSE {NumberText.Compact(scores.RootMeanSquaredError)}{scores.RSquared.Match(r => $"   R² {NumberText.Compact(r)}", () => "")}");
        return $"{what,-9}{NumberText.Count(scores.Rows),9} {(scores.Rows == 1 ? "row " : "rows")}   loss {NumberText.Compact(scores.Loss),-12} {judged}";
    }

    /// <summary>Which classes were taken for which: a row for each class as it is, a column for each as it was taken.</summary>
    public static IEnumerable<string> Table(Confusion confusion)
    {
        var labels = confusion.Classes.Labels.Select(label => Cut(Shown.Text(label))).ToArray();
        var count = Math.Min(labels.Length, ClassesShown);
        var width = labels.Take(count).Append("accuracy").Max(l => l.Length);
        var column = Math.Max(labels.Take(count).Max(l => l.Length), NumberText.Count(confusion.Rows).Length) + 2;
        yield return $"{"is \\ taken for".PadRight(width + 2)}{string.Concat(labels.Take(count).Select(l => l.PadLeft(column)))}";
        for (var actual = 0; actual < count; actual++)
            yield return $"{labels[actual].PadRight(Math.Max(width, "is \\ taken for".Length - 2) + 2)}{string.Concat(Enumerable.Range(0, count).Select(predicted => NumberText.Count(confusion[actual, predicted]).PadLeft(column)))}";
        if (labels.Length > count)
            yield return $"… and {labels.Length - count} more classes (--json has them all)";
    }

    public static void Write(Utf8JsonWriter json, Scores scores)
    {
        json.WriteNumber("rows", scores.Rows);
        json.Real("loss", scores.Loss);
        json.Real("sumAbsoluteError", scores.SumAbsoluteError);
        json.Real("rmse", scores.RootMeanSquaredError);
        scores.RSquared.IfSome(r => json.Real("r2", r));
        scores.Confusion.IfSome(c =>
        {
            json.Real("accuracy", c.Accuracy);
            json.WriteStartArray("classes");
            foreach (var label in c.Classes.Labels)
                json.WriteStringValue(label);
            json.WriteEndArray();
            json.WriteStartArray("confusion");
            for (var actual = 0; actual < c.Classes.Count; actual++)
            {
                json.WriteStartArray();
                for (var predicted = 0; predicted < c.Classes.Count; predicted++)
                    json.WriteNumberValue(c[actual, predicted]);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>An object <c>training</c>, and one <c>test</c> where there are test rows.</summary>
    public static void Write(Utf8JsonWriter json, Judgement judgement)
    {
        json.WriteStartObject("training");
        Write(json, judgement.Training);
        json.WriteEndObject();
        judgement.Test.IfSome(test =>
        {
            json.WriteStartObject("test");
            Write(json, test);
            json.WriteEndObject();
        });
    }

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Cut(string label) => label.Length <= LabelWidth ? label : label[..(LabelWidth - 1)] + "…";
}
