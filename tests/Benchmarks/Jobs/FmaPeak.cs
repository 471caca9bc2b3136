using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Benchmarks;

/// <summary>
/// The most fused multiply-adds this machine does in a second: independent chains that touch no memory. A core that starts two a
/// cycle and finishes each after four needs eight chains to be busy; twelve leave some air and fit into the registers.
/// </summary>
internal static class FmaPeak
{
    private const int Chains = 12;

    private const long Rounds = 4_000_000;

    /// <summary>Flops per second of one core, the best of several tries: a peak is what nobody disturbed.</summary>
    public static double OneThread() => Enumerable.Range(0, 7).Max(_ => Once());

    /// <summary>The same of several threads at once.</summary>
    public static double Of(int threads) => threads == 1 ? OneThread() : Enumerable.Range(0, 7).Max(_ => Together(threads));

    private static double Together(int threads)
    {
        using var line = new Barrier(threads);
        var rates = new double[threads];
        var workers = Enumerable.Range(0, threads).Select(i => new Thread(() =>
        {
            line.SignalAndWait();
            rates[i] = Once();
        })).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return rates.Sum();
    }

    private static double Once()
    {
        var start = Stopwatch.GetTimestamp();
        var (lanes, sum) = Vector512.IsHardwareAccelerated ? (8, Spin512(Rounds, 0.999)) : (4, Spin256(Rounds, 0.999));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return double.IsFinite(sum) ? 2.0 * lanes * Chains * Rounds / seconds : throw new UnreachableException();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Spin512(long rounds, double factor)
    {
        var (x, y) = (Vector512.Create(factor), Vector512.Create(1 - factor));
        Vector512<double> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var n = rounds; n > 0; n--)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }

        return Vector512.Sum(a + b + c + d + e + f + (g + h + i + j + k + l));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Spin256(long rounds, double factor)
    {
        var (x, y) = (Vector256.Create(factor), Vector256.Create(1 - factor));
        Vector256<double> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var n = rounds; n > 0; n--)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + (g + h + i + j + k + l));
    }
}
