using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.Laws.Tests;

/// <summary>A subject that does one thing wrong, and the law that must see it.</summary>
/// <param name="What">What it does, as a half sentence.</param>
/// <param name="Law">Who catches it.</param>
/// <param name="Make">Makes one.</param>
/// <param name="Repeats">Whether it lies the same way every time, so that a seed brings the very lie back.</param>
internal sealed record Liar<T>(string What, string Law, Func<T> Make, bool Repeats = true)
{
    public override string ToString() => $"one that {What}";
}

/// <summary>What a span forbids and unsafe code does all the same.</summary>
internal static class Trespass
{
    public static void Write(Span<double> span, int index, double value) => Unsafe.Add(ref MemoryMarshal.GetReference(span), index) = value;

    public static void Write(ReadOnlySpan<double> span, int index, double value) => Unsafe.Add(ref MemoryMarshal.GetReference(span), index) = value;

    public static double Read(ReadOnlySpan<double> span, int index) => Unsafe.Add(ref MemoryMarshal.GetReference(span), index);
}
