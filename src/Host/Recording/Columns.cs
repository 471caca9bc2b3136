using Functional.Core;

namespace Functional.Host;

/// <summary>
/// A table of numbers as the bytes of a BLOB: row after row as they are, or each column smoothed (<see cref="SmoothColumn"/>) where that is
/// shorter. Which of the two it is follows from the length.
/// </summary>
internal static class Columns
{
    /// <summary>The bytes of <paramref name="numbers"/>, rows of <paramref name="width"/>.</summary>
    public static byte[] BytesOf(ReadOnlySpan<double> numbers, int width)
    {
        var rows = width == 0 ? 0 : numbers.Length / width;
        if (rows < SmoothColumn.Shortest)
            return Reals.BytesOf(numbers);
        var smooth = System.Buffers.ArrayPool<byte>.Shared.Rent(width * SmoothColumn.Bound(rows));
        var end = 0;
        for (var column = 0; column < width; column++)
            end += SmoothColumn.Write(numbers[column..], width, rows, smooth.AsSpan(end));
        var bytes = end < numbers.Length * sizeof(double) ? smooth[..end] : Reals.BytesOf(numbers);
        System.Buffers.ArrayPool<byte>.Shared.Return(smooth);
        return bytes;
    }

    /// <summary>The inverse of <see cref="BytesOf"/>, as rows; bytes that are neither form come back as they are, for whoever counts them.</summary>
    public static byte[] Expanded(byte[] bytes, int rows, int width)
    {
        if (rows < SmoothColumn.Shortest || (long)rows * width * sizeof(double) is var whole && (bytes.Length >= whole || whole > RunFormat.BlockBytes))
            return bytes;
        var numbers = new double[rows * width];
        ReadOnlySpan<byte> rest = bytes;
        for (var column = 0; column < width; column++)
            if (!SmoothColumn.TryRead(ref rest, rows, numbers.AsSpan(column), width))
                return bytes;
        return rest.IsEmpty ? Reals.BytesOf(numbers) : bytes;
    }

    /// <summary>The same where nobody knows how many columns there are: as many as the bytes are columns of so many rows.</summary>
    public static byte[] Expanded(byte[] bytes, int rows)
    {
        if (rows is < SmoothColumn.Shortest or > RunFormat.BlockSteps)
            return bytes;
        var (width, column) = (0, new double[rows]);
        ReadOnlySpan<byte> rest = bytes;
        for (; !rest.IsEmpty && (long)width * rows * sizeof(double) < RunFormat.BlockBytes; width++)
            if (!SmoothColumn.TryRead(ref rest, rows, column, 1))
                return bytes;
        return Expanded(bytes, rows, width);
    }
}
