namespace Functional.Core;

/// <summary>A number, a truth (1 or 0) or the numbers of a tensor, lent; or, as <c>default</c>, no value.</summary>
internal readonly ref struct Value
{
    public bool IsKnown { get; private init; }

    public bool IsTensor { get; private init; }

    public double Number { get; private init; }

    public ReadOnlySpan<double> Tensor { get; private init; }

    public bool IsTrue => Number != 0;

    public static Value Of(double number) => new() { IsKnown = true, Number = number };

    public static Value Of(bool truth) => Of(truth ? 1.0 : 0.0);

    public static Value Of(ReadOnlySpan<double> tensor) => new() { IsKnown = true, IsTensor = true, Tensor = tensor };

    /// <summary>One number of a tensor; none where the batch has fewer rows.</summary>
    public Value At(int index) => IsKnown && index < Tensor.Length ? Of(Tensor[index]) : default;
}
