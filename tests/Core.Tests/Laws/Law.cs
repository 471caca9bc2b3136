using System.Globalization;

namespace Functional.Core.Tests;

/// <summary>How a law is tried and how its breach is told: <see cref="Holds{T}"/> over random cases, breaches as sentences.</summary>
internal static class Law
{
    public const int Cases = 1000;

    /// <summary>Tries <paramref name="law"/> on a thousand random cases; the smallest breach is printed with the seed that repeats it.</summary>
    public static void Holds<T>(Gen<T> cases, Action<T> law) => cases.Sample(law, iter: Cases);

    public static void Holds<T1, T2>(Gen<(T1, T2)> cases, Action<T1, T2> law) => cases.Sample(law, iter: Cases);

    public static void Holds<T1, T2, T3>(Gen<(T1, T2, T3)> cases, Action<T1, T2, T3> law) => cases.Sample(law, iter: Cases);

    public static void That(bool holds, string sentence)
    {
        if (!holds)
            throw new BrokenLawException(sentence);
    }

    /// <summary>The same bits.</summary>
    public static void Same(Reals expected, Reals actual, string what)
    {
        if (!expected.Equals(actual))
            throw new BrokenLawException($"{what}: the bits of {expected} and {actual} differ");
    }

    /// <summary>The same bits of every number and the same place in the same history.</summary>
    public static void Same(TrainingState expected, TrainingState actual, string what)
    {
        Same(expected.Parameters, actual.Parameters, what);
        Same(expected.Slots, actual.Slots, what);
        if (expected.Step != actual.Step || expected.Fingerprint != actual.Fingerprint)
            throw new BrokenLawException(
                $"{what}: step {expected.Step}, fingerprint {expected.Fingerprint} is not step {actual.Step}, fingerprint {actual.Fingerprint}");
    }

    public static void SameBits(double expected, double actual, string what)
    {
        if (BitConverter.DoubleToInt64Bits(expected) != BitConverter.DoubleToInt64Bits(actual))
            throw new BrokenLawException(string.Create(CultureInfo.InvariantCulture, $"{what}: {expected:R} is not {actual:R}"));
    }

    /// <summary>Equal as numbers: the two zeros are one number, and NaN is NaN.</summary>
    public static void Equal(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, string what)
    {
        That(expected.Length == actual.Length, what);
        for (var i = 0; i < expected.Length; i++)
            if (!expected[i].Equals(actual[i]))
                throw new BrokenLawException(string.Create(CultureInfo.InvariantCulture, $"{what}[{i}]: {expected[i]:R} is not {actual[i]:R}"));
    }

    /// <summary>No further apart than <paramref name="tolerance"/> times <paramref name="scale"/>.</summary>
    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance, double scale, string what)
    {
        That(expected.Length == actual.Length, what);
        for (var i = 0; i < expected.Length; i++)
            Close(expected[i], actual[i], tolerance * scale, what);
    }

    public static void Close(double expected, double actual, double bound, string what)
    {
        if (!(Math.Abs(expected - actual) <= bound))
            throw new BrokenLawException(string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {expected:R} and {actual:R} are {Math.Abs(expected - actual):G3} apart, allowed is {bound:G3}"));
    }

    public static double Largest(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        foreach (var x in values)
            largest = Math.Max(largest, Math.Abs(x));
        return largest;
    }
}

/// <summary>A law that did not hold, and how.</summary>
internal sealed class BrokenLawException(string message) : Exception(message);
