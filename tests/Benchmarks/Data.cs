using System.Globalization;
using Functional.Core;

namespace Functional.Benchmarks;

/// <summary>The rows that are learned from; the peers make theirs the same way.</summary>
internal static class Data
{
    public const int PixelRows = 60_000, PixelInputs = 784, Classes = 10;

    /// <summary>What the rows take as doubles.</summary>
    public const long PixelBytes = (long)PixelRows * (PixelInputs + Classes) * sizeof(double);

    /// <summary>Pixels k/255 and classes, both evenly random: a zero is as rare as any other value, so nobody gains from zeros.</summary>
    public static Dataset Pixels(int rows = PixelRows)
    {
        var random = new Random(1);
        var inputs = Reals.Build(rows * PixelInputs, values =>
        {
            foreach (ref var value in values)
                value = random.Next(256) / 255.0;
        });
        return Of(rows, inputs, OneHot(rows, _ => random.Next(Classes)));
    }

    /// <summary>scikit-learn's digits: 1,797 pictures of 8 × 8 pixels, k/16.</summary>
    public static Dataset Digits()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "digits.csv")).Skip(1)
            .Select(line => line.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();
        return Of(rows.Length, Reals.Of([.. rows.SelectMany(row => row[..^1]).Select(pixel => pixel / 16)]), OneHot(rows.Length, row => (int)rows[row][^1]));
    }

    private static Reals OneHot(int rows, Func<int, int> classOf) => Reals.Build(rows * Classes, values =>
    {
        for (var row = 0; row < rows; row++)
            values[row * Classes + classOf(row)] = 1;
    });

    private static Dataset Of(int rows, Reals inputs, Reals targets) => Dataset.Create(rows, inputs, targets).Match(
        data => data,
        problems => throw new InvalidOperationException(string.Join("; ", problems)));
}
