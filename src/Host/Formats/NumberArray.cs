using System.Collections.Immutable;
using System.Numerics;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// An array of a file: its shape, and its elements as compact as the file has them, the last index fastest. Made only where every element is
/// there and is exactly a double, so that reading numbers from it cannot fail.
/// </summary>
internal sealed class NumberArray
{
    /// <summary>Images of several channels, a row each: rows × channels × height × width.</summary>
    public const int MaxDimensions = 4;

    private readonly ElementType _type;
    private readonly ReadOnlyMemory<byte> _bytes;

    private NumberArray(ImmutableArray<int> shape, ElementType type, ReadOnlyMemory<byte> bytes) => (Shape, _type, _bytes) = (shape, type, bytes);

    /// <summary>How many there are along each index; empty for a single number.</summary>
    public ImmutableArray<int> Shape { get; }

    public ElementType Type => _type;

    /// <summary>How many numbers, at most 2³¹ − 1.</summary>
    public int Length => _bytes.Length / _type.Size;

    /// <summary>The array, or why there is none.</summary>
    /// <param name="where">The file, and the name of the array in it, for sentences.</param>
    /// <param name="shape">What <see cref="ShapeOf"/> gave.</param>
    /// <param name="type">What the elements are.</param>
    /// <param name="bytes">All elements, the last index fastest; exactly as many as the shape says.</param>
    public static Validation<Problem, NumberArray> Create(string where, ImmutableArray<int> shape, ElementType type, ReadOnlyMemory<byte> bytes)
    {
        var unfit = Elements.FirstUnfit(type, bytes.Span);
        return unfit < 0
            ? Success<Problem, NumberArray>(new(shape, type, bytes))
            : InFile.Refuse<NumberArray>(
                where,
                $"{Elements.Text(type, bytes.Span.Slice(unfit * type.Size, type.Size))} at {IndexText(shape, unfit)} is {(type.Kind == ElementKind.Bool ? "neither true nor false" : "no double")}",
                type.Kind == ElementKind.Bool ? "A truth value is the byte 0 or 1." : "Whole numbers are exact up to 2^53: give smaller ones, or floating-point numbers.");
    }

    /// <summary>Doubles as an array.</summary>
    public static NumberArray Of(ImmutableArray<int> shape, ReadOnlySpan<double> values) => new(shape, ElementType.Double, Reals.BytesOf(values));

    /// <summary>The sizes of a shape that is not larger than <paramref name="available"/> bytes hold, checked before anything is allocated.</summary>
    public static Validation<Problem, (ImmutableArray<int> Shape, int Bytes)> ShapeOf(string where, ImmutableArray<long> sizes, int elementSize, int available)
    {
        if (sizes.Length > MaxDimensions)
            return InFile.Refuse<(ImmutableArray<int>, int)>(where, $"the array has {sizes.Length} dimensions", $"At most {MaxDimensions} are read.");
        if (sizes.Any(size => size is < 0 or > int.MaxValue))
            return InFile.Refuse<(ImmutableArray<int>, int)>(where, $"no array has the shape {ShapeText(sizes)}", "The file is damaged, or made to do harm.");
        var bytes = sizes.Aggregate((BigInteger)elementSize, (product, size) => product * size);
        return bytes <= available
            ? Success<Problem, (ImmutableArray<int>, int)>(([.. sizes.Select(size => (int)size)], (int)bytes))
            : InFile.Refuse<(ImmutableArray<int>, int)>(
                where, FormattableString.Invariant($"the shape {ShapeText(sizes)} needs {bytes} bytes and {available} are there"), "The file is cut short or damaged: get it again.");
    }

    /// <summary>Writes the numbers from <paramref name="first"/> on.</summary>
    public void Read(int first, Span<double> into) => Elements.Read(_type, _bytes.Span[(first * _type.Size)..], into);

    public Reals ToReals() => Reals.Build(Length, values => Read(0, values));

    /// <summary>The index of the first number that is not finite, or −1.</summary>
    public int FirstNonFinite()
    {
        if (_type.IsWhole)
            return -1;
        Span<double> some = stackalloc double[256];
        for (var first = 0; first < Length; first += some.Length)
        {
            var part = some[..Math.Min(some.Length, Length - first)];
            Read(first, part);
            if (part.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue) is >= 0 and var at)
                return first + at;
        }

        return -1;
    }

    /// <summary>The number at <paramref name="index"/>, counted with the last index fastest.</summary>
    public double At(int index)
    {
        Span<double> one = stackalloc double[1];
        Read(index, one);
        return one[0];
    }

    public string IndexText(int index) => IndexText(Shape, index);

    /// <summary><c>[2, 5]</c>; <c>[]</c> for the only number of an array without dimensions.</summary>
    private static string IndexText(ImmutableArray<int> shape, int index)
    {
        var at = new int[shape.Length];
        for (var i = shape.Length - 1; i >= 0; i--)
            (index, at[i]) = Math.DivRem(index, shape[i]);
        return $"[{string.Join(", ", at)}]";
    }

    /// <summary><c>[60000 × 28 × 28]</c>.</summary>
    public static string ShapeText<T>(IEnumerable<T> sizes) => $"[{string.Join(" × ", sizes.Select(size => FormattableString.Invariant($"{size}")))}]";
}
