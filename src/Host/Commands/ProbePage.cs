using System.Text.Json;
using Functional.Core;

namespace Functional.Host;

/// <summary>The answers to one question along a run, and what stands out in them.</summary>
internal sealed record ProbePage(string Run, string Expression, Question Question, Steps Asked, IReadOnlyList<Answer> Answers, string File, bool IsShort) : IPage
{
    /// <summary>Lines a person reads.</summary>
    private const int LinesForAPerson = 25;

    /// <summary>As wide as the longest number.</summary>
    private const int Width = 24;

    public void Write(TextWriter text)
    {
        text.WriteLine($"{Run}   {Expression}");
        if (File.Length > 0)
        {
            text.WriteLine($"{NumberText.Count(Answers.Count)} answers: {File} ({NumberText.Bytes(new FileInfo(File).Length)})");
        }
        else
        {
            text.WriteLine();
            text.WriteLine($"{"step",10}  {"value",Width}");
            var spacing = IsShort ? Math.Max(1, (Answers.Count + LinesForAPerson - 2) / (LinesForAPerson - 1)) : 1;
            for (var i = 0; i < Answers.Count; i++)
                if (i % spacing == 0 || i == Answers.Count - 1)
                    text.WriteLine($"{Step(i),10}  {AnswerText.Of(Question, Answers[i]),Width}");
        }

        text.WriteLine();
        foreach (var line in Summary())
            text.WriteLine(line);
        text.WriteLine();
        text.WriteLine($"Next: {Next()}");
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("run", Run);
        json.WriteStartArray("columns");
        json.WriteStringValue("step");
        json.WriteStringValue(Expression);
        json.WriteEndArray();
        json.WriteStartArray("rows");
        for (var i = 0; i < Answers.Count; i++)
        {
            json.WriteStartArray();
            json.WriteNumberValue(Step(i));
            AnswerText.Write(json, Question, Answers[i]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        if (File.Length > 0)
            json.WriteString("file", File);
    }

    /// <summary>The same for a table: a header, then a line a step.</summary>
    public IEnumerable<IEnumerable<string>> Lines() =>
        Answers.Select((answer, i) => (IEnumerable<string>)[$"{Step(i)}", AnswerText.Of(Question, answer)]).Prepend(["step", CsvFile.Plain(Expression)]);

    private IEnumerable<string> Summary()
    {
        var known = Enumerable.Range(0, Answers.Count).Where(i => Answers[i].IsKnown).ToList();
        if (Question.Kind == Kind.Truth)
            yield return Truths([.. known.Where(i => Answers[i].Holds)]);
        else if (known.Where(i => !double.IsNaN(Answers[i].Number)).ToList() is { Count: > 0 } numbers)
            yield return Extremes(numbers);
        if (known.Where(i => double.IsNaN(Answers[i].Number)).ToList() is { Count: > 0 } none)
            yield return $"NaN at {States(none.Count)}, first at S{Step(none[0])}";
        if (Enumerable.Range(0, Answers.Count).Except(known).ToList() is { Count: > 0 } unknown)
            yield return $"no value at {States(unknown.Count)}, first at S{Step(unknown[0])}: there the run has nothing to answer with";
    }

    private string Truths(List<int> holds) => holds.Count == 0
        ? $"true at none of {States(Answers.Count)} asked"
        : $"true at {NumberText.Count(holds.Count)} of {States(Answers.Count)} asked, first at S{Step(holds[0])}, last at S{Step(holds[^1])}";

    private string Extremes(List<int> numbers)
    {
        var (least, most) = (numbers.MinBy(i => Answers[i].Number), numbers.MaxBy(i => Answers[i].Number));
        return $"smallest {NumberText.Exact(Answers[least].Number)} at S{Step(least)}, largest {NumberText.Exact(Answers[most].Number)} at S{Step(most)}, {States(Answers.Count)} asked";
    }

    /// <summary>When it held; or when it was past the middle of its range.</summary>
    private string Next()
    {
        var numbers = Answers.Where(a => a.IsKnown && double.IsFinite(a.Number)).Select(a => a.Number).DefaultIfEmpty(0).ToList();
        return Question.Kind == Kind.Truth
            ? $"functional watch {Run} '{Expression}'"
            : $"functional watch {Run} '{Question.Text} > {NumberText.Compact(numbers.Min() / 2 + numbers.Max() / 2)}'   functional probe {Run} '{Expression}' --csv FILE";
    }

    private long Step(int index) => Asked.From + index * Asked.Every;

    private static string States(int n) => n == 1 ? "1 state" : $"{NumberText.Count(n)} states";
}
