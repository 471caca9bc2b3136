using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Core;

/// <summary>
/// A question to any moment of a training: <c>norm(layer0.weights)</c>, <c>loss &gt; prev.loss</c>,
/// <c>sign(layer0.weights[1,0]) changes</c>. Read once against the names of a training, answered as often as one likes; pure.
/// <para>Numbers are compared as IEEE 754 has it, sums go in ascending order, and what has no value (<c>prev.loss</c> at the first state,
/// <c>updates</c> at the last) leaves the whole question without one; only <c>changes</c> is false where there is nothing before.</para>
/// </summary>
public sealed class Question
{
    /// <summary>The most states it may look back.</summary>
    public const int MaxBack = 8;

    private readonly Node _node;
    private readonly Expression _expression;

    private Question(Expression expression, Node node) => (_expression, _node, Needs) = (expression, node, Needs.Of(node));

    /// <summary>As the language writes it: with the fewest parentheses.</summary>
    public string Text => Printer.Text(_expression);

    /// <summary>A number, a truth or a tensor.</summary>
    public Kind Kind => _node.Kind;

    /// <summary>What must be at hand for an answer.</summary>
    public Needs Needs { get; }

    /// <summary>A question that is true or false, or what is wrong with the text.</summary>
    public static Validation<Mistake, Question> ReadCondition(string text, QuestionScope scope) => Read(text, scope, question =>
        question.Kind == Kind.Truth ? null
        : question.Kind == Kind.Number ? $"Compare it: {question.Text} > 0; or ask when it is another: {question.Text} changes."
        : $"Ask when any of it is another: {question.Text} changes; or compare one number of it: norm({question.Text}) > 1.", "a condition is true or false");

    /// <summary>A question with one answer a state, a number or a truth, or what is wrong with the text.</summary>
    public static Validation<Mistake, Question> ReadValue(string text, QuestionScope scope) => Read(text, scope, question =>
        question.Kind.Shape is null ? null : $"Take an element, or one number of it: norm({question.Text}).", "an answer is one number, or true or false");

    /// <summary>The answer at a place.</summary>
    /// <param name="recent">The place, last, and the <see cref="Needs.Back"/> places before it as far as the history has them.</param>
    public Answer At(ReadOnlySpan<MomentView> recent)
    {
        var value = Evaluator.Of(_node, recent);
        return new(value.IsKnown, value.Number);
    }

    /// <summary>
    /// The numbers its truth hangs on, as questions of their own: the sides of comparisons and what changes (of a tensor its norm), then the
    /// single numbers named in them. What is asked of the state before is here asked of the state itself.
    /// </summary>
    public ImmutableArray<Question> Parts(QuestionScope scope)
    {
        var sides = QuestionParts.Sides(_expression).ToList();
        return
        [
            .. sides.Select(side => Part(side, scope)).Select(part => part.Kind.Shape is null ? part : Part(new Expression.Call(default, "norm", [part._expression]), scope))
                .Concat(sides.SelectMany(QuestionParts.Names).Select(name => Part(name, scope)).Where(part => part.Kind.Shape is null))
                .DistinctBy(part => part.Text),
        ];
    }

    private static Validation<Mistake, Question> Read(string text, QuestionScope scope, Func<Question, string?> advice, string wanted)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(scope);
        return Parser.Read(text).Match(
            Right: expression => Checker.Check(text, expression, scope).Map(node => new Question(expression, node)).Bind(question =>
                advice(question) is { } hint ? Refused(text, $"{wanted}, and this is {question.Kind}", hint)
                : question.Needs.Back > MaxBack ? Refused(text, $"the question looks {question.Needs.Back} states back", $"At most {MaxBack} are at hand.")
                : Success<Mistake, Question>(question)),
            Left: mistake => Fail<Mistake, Question>(Seq1(mistake)));
    }

    private static Validation<Mistake, Question> Refused(string text, string what, string hint) =>
        Fail<Mistake, Question>(Seq1(Mistake.In(text, 0, what, hint)));

    /// <summary>A part of something sound is sound.</summary>
    private static Question Part(Expression expression, QuestionScope scope) => Checker.Check(Printer.Text(expression), expression, scope).Match(
        node => new Question(expression, node), mistakes => throw new InvalidOperationException(mistakes.Head.What));
}

/// <summary>What a question comes to at a place.</summary>
/// <param name="IsKnown">Whether it has a value there.</param>
/// <param name="Number">The number; of a truth 1 or 0.</param>
public readonly record struct Answer(bool IsKnown, double Number)
{
    /// <summary>Whether a condition holds.</summary>
    public bool Holds => IsKnown && Number != 0;
}
