using System.Text.Json;
using Functional.Core;

namespace Functional.Host;

/// <summary>Answers as text and as JSON: numbers to the last bit, true and false, and nothing where there is no value.</summary>
internal static class AnswerText
{
    public static string Of(Question question, Answer answer) =>
        !answer.IsKnown ? "" : question.Kind == Kind.Truth ? answer.Holds ? "true" : "false" : NumberText.Exact(answer.Number);

    public static void Write(Utf8JsonWriter json, Question question, Answer answer)
    {
        if (!answer.IsKnown)
            json.WriteNullValue();
        else if (question.Kind == Kind.Truth)
            json.WriteBooleanValue(answer.Holds);
        else
            json.RealValue(answer.Number);
    }
}
