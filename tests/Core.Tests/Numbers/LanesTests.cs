namespace Functional.Core.Tests.Numbers;

/// <summary>Every operation, at every width, lane by lane what a plain double does.</summary>
public sealed class LanesTests
{
    private const int Cases = 5_000;

    [Test]
    public void Operations_of_eight_lanes_are_those_of_one_number() => Agree<Lanes512>();

    [Test]
    public void Operations_of_four_lanes_are_those_of_one_number() => Agree<Lanes256>();

    [Test]
    public void Operations_of_two_lanes_are_those_of_one_number() => Agree<Lanes128>();

    [Test]
    public void Operations_of_one_lane_are_those_of_one_number() => Agree<Lanes64>();

    [Test]
    public void A_map_of_any_length_is_the_function_of_each_number_even_in_place() =>
        Gen.Select(LaneGens.Number.Array[0, 40], LaneGens.Number.Array[0, 40], LaneGens.Number.Array[0, 40]).Sample((x, y, z) =>
        {
            var length = new[] { x.Length, y.Length, z.Length }.Min();
            (x, y, z) = (x[..length], y[..length], z[..length]);
            double[] roots = new double[length + 1], sums = new double[length], two = new double[length];
            roots[length] = 7;
            Lanes.Map(default(Root), x, roots);
            Lanes.Map(default(Difference), x, y, two);
            Lanes.Map(default(Fused), x, y, z, sums);
            double[] inPlace = [.. z], rootsInPlace = [.. x];
            Lanes.Map(default(Fused), x, y, inPlace, inPlace);
            Lanes.Map(default(Root), rootsInPlace, rootsInPlace);
            return roots[length] == 7
                && LaneGens.Same(roots[..length], [.. x.Select(Math.Sqrt)])
                && LaneGens.Same(two, [.. x.Zip(y, (a, b) => a - b)])
                && LaneGens.Same(sums, [.. x.Select((a, i) => Math.FusedMultiplyAdd(a, y[i], z[i]))])
                && LaneGens.Same(sums, inPlace)
                && LaneGens.Same(roots[..length], rootsInPlace);
        }, iter: Cases);

    private static void Agree<T>()
        where T : struct, ILanes<T> => Gen.Select(LaneGens.Eight, LaneGens.Eight, LaneGens.Eight, Gen.Int[0, 63]).Sample((a, b, c, by) =>
        Is<T>(a, b, c, (x, _, _) => T.Of(1.5), (_, _, _) => 1.5)
        && Is<T>(a, b, c, (x, y, _) => x + y, (x, y, _) => x + y)
        && Is<T>(a, b, c, (x, y, _) => x - y, (x, y, _) => x - y)
        && Is<T>(a, b, c, (x, y, _) => x * y, (x, y, _) => x * y)
        && Is<T>(a, b, c, (x, y, _) => x / y, (x, y, _) => x / y)
        && Is<T>(a, b, c, (x, _, _) => -x, (x, _, _) => -x)
        && Is<T>(a, b, c, (x, _, _) => 0.5 - x, (x, _, _) => 0.5 - x)
        && Is<T>(a, b, c, T.FusedMultiplyAdd, Math.FusedMultiplyAdd)
        && Is<T>(a, b, c, WithProduct<T>, Math.FusedMultiplyAdd)
        && Is<T>(a, b, c, (x, _, _) => T.Sqrt(x), (x, _, _) => Math.Sqrt(x))
        && Is<T>(a, b, c, (x, _, _) => T.Abs(x), (x, _, _) => Math.Abs(x))
        && Is<T>(a, b, c, (x, y, _) => T.CopySign(x, y), (x, y, _) => Math.CopySign(x, y))
        && Is<T>(a, b, c, (x, y, _) => T.Min(x, y), (x, y, _) => Math.Min(x, y))
        && Is<T>(a, b, c, (x, y, _) => T.Max(x, y), (x, y, _) => Math.Max(x, y))
        && Is<T>(a, b, c, (x, _, _) => T.Map(x, v => v * 3), (x, _, _) => x * 3)
        && Is<T>(a, b, c, (x, y, z) => T.Select(x < y, y, z), (x, y, z) => x < y ? y : z)
        && Is<T>(a, b, c, (x, y, z) => T.Select(x > y, y, z), (x, y, z) => x > y ? y : z)
        && Is<T>(a, b, c, (x, y, z) => T.Select(x <= y, y, z), (x, y, z) => x <= y ? y : z)
        && Is<T>(a, b, c, (x, y, z) => T.Select(x >= y, y, z), (x, y, z) => x >= y ? y : z)
        && Is<T>(a, b, c, (x, y, z) => T.Select((x < y) & (y < z), 1, 2), (x, y, z) => x < y & y < z ? 1 : 2)
        && Is<T>(a, b, c, (x, y, z) => T.Select((x < y) | ~(y < z), 1, 2), (x, y, z) => x < y | !(y < z) ? 1 : 2)
        && Is<T>(a, b, c, (x, y, z) => T.Select((x < y) ^ (y < z), 1, 2), (x, y, z) => x < y ^ y < z ? 1 : 2)
        && Is<T>(a, b, c, (x, y, _) => T.AddBits(x, y), (x, y, _) => Bits(x, y, (p, q) => unchecked(p + q)))
        && Is<T>(a, b, c, (x, y, _) => T.SubtractBits(x, y), (x, y, _) => Bits(x, y, (p, q) => unchecked(p - q)))
        && Is<T>(a, b, c, (x, _, _) => T.ShiftBitsLeft(x, by), (x, _, _) => Bits(x, 0, (p, _) => p << by))
        && Is<T>(a, b, c, (x, _, _) => T.ShiftBitsRight(x, by), (x, _, _) => Bits(x, 0, (p, _) => p >>> by))
        && Asked<T>(a, b)
        && Spread<T>(a, 1 + by % 5), iter: Cases);

    private static T WithProduct<T>(T a, T b, T sum)
        where T : struct, ILanes<T>
    {
        T.AddProduct(ref sum, a, b);
        return sum;
    }

    /// <summary>All and Any of a comparison, vector by vector.</summary>
    private static bool Asked<T>(double[] a, double[] b)
        where T : struct, ILanes<T> => Enumerable.Range(0, 8 / T.Count).All(block =>
        {
            var at = block * T.Count;
            var below = Enumerable.Range(at, T.Count).Select(i => a[i] < b[i]).ToList();
            var mask = T.Load(in a[at]) < T.Load(in b[at]);
            return T.All(mask) == below.TrueForAll(x => x) && T.Any(mask) == below.Exists(x => x);
        });

    /// <summary>A column read down its rows and written down those of another matrix, and nothing beside it.</summary>
    private static bool Spread<T>(double[] numbers, int apart)
        where T : struct, ILanes<T>
    {
        double[] from = [.. Enumerable.Range(0, T.Count * apart).Select(i => i % apart == 0 ? numbers[i / apart] : 7)], to = new double[2 * from.Length];
        var column = T.Gather(in from[0], apart);
        var side = new double[T.Count];
        T.Store(column, ref side[0]);
        T.Scatter(column, ref to[0], 2 * apart);
        return LaneGens.Same(side, numbers[..T.Count])
            && LaneGens.Same(to, [.. Enumerable.Range(0, to.Length).Select(i => i % (2 * apart) == 0 ? numbers[i / (2 * apart)] : 0)]);
    }

    private static bool Is<T>(double[] a, double[] b, double[] c, Func<T, T, T, T> lanes, Func<double, double, double, double> one)
        where T : struct, ILanes<T>
    {
        var results = new double[8];
        for (var i = 0; i < 8; i += T.Count)
            T.Store(lanes(T.Load(in a[i]), T.Load(in b[i]), T.Load(in c[i])), ref results[i]);
        return LaneGens.Same(results, [.. a.Select((x, i) => one(x, b[i], c[i]))]);
    }

    private static double Bits(double x, double y, Func<long, long, long> f) =>
        BitConverter.Int64BitsToDouble(f(BitConverter.DoubleToInt64Bits(x), BitConverter.DoubleToInt64Bits(y)));

    private readonly struct Root : ILaneFunction
    {
        public T At<T>(T x) where T : struct, ILanes<T> => T.Sqrt(x);
    }

    private readonly struct Difference : ILaneFunction2
    {
        public T At<T>(T x, T y) where T : struct, ILanes<T> => x - y;
    }

    private readonly struct Fused : ILaneFunction3
    {
        public T At<T>(T x, T y, T z) where T : struct, ILanes<T> => T.FusedMultiplyAdd(x, y, z);
    }
}
