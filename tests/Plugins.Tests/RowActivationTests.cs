using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>softmax and log-softmax: the laws of whole rows.</summary>
[TestFixture]
internal sealed class RowActivationTests
{
    private const int Cases = 2000;

    /// <summary>Half an ulp of 1 and of what is next above it.</summary>
    private const double Rounding = 2.3e-16;

    private static readonly string[] Names = ["softmax", "log-softmax"];

    private static readonly Gen<double[]> Row = Gen.OneOf(Gen.Double[-5, 5], Gen.Double[-60, 60], Gen.Double[-800, 800], Curve.Point).Array[1, 12];

    private static readonly Gen<double[]> TameRow = Gen.Double[-60, 60].Array[1, 12];

    [Test]
    public void They_are_the_ones_that_act_on_rows() =>
        Assert.That(Shelf.Recipes<IActivation>().Select(r => r.Name).Where(name => Shelf.Activation(name).ActsOnRows), Is.EqualTo(Names));

    [Test]
    public void A_row_of_probabilities_sums_to_one() => Row.Sample(z =>
        Softmax(z).All(a => a is >= 0 and <= 1) && Math.Abs(Softmax(z).Sum() - 1) <= z.Length * Rounding, iter: Cases);

    [Test]
    public void A_logarithm_of_a_probability_is_finite_and_never_above_zero() => Row.Sample(z =>
        LogSoftmax(z).All(a => a <= 0 && (double.IsFinite(a) || z.Max() - z.Min() > double.MaxValue)), iter: Cases);

    // softmax is wrong by (k + 4)ε of itself (k terms in the sum), and so is its logarithm, absolutely; log-softmax by ε of itself.
    [Test]
    public void Log_softmax_is_the_logarithm_of_softmax() => Row.Sample(z => Softmax(z).Zip(LogSoftmax(z)).Where(p => p.Item1 > 1e-300).All(p =>
        Math.Abs(Math.Log(p.Item1) - p.Item2) <= (z.Length + 4 + 2 * Math.Abs(p.Item2)) * Rounding), iter: Cases);

    [Test]
    public void A_constant_added_to_a_row_changes_nothing() => Gen.Select(Gen.OneOf(Names), TameRow, Gen.Double[-100, 100]).Sample((name, z, c) =>
        Close(Shelf.Activation(name).Values(z), Shelf.Activation(name).Values([.. z.Select(x => x + c)]), 1e-13 * (1 + Math.Abs(c))), iter: Cases);

    [Test]
    public void Units_may_change_places() => Gen.Select(Gen.OneOf(Names), Row, Gen.Int[0, 1000]).Sample((name, z, turn) =>
    {
        double[] Turned(double[] row) => [.. row[(turn % z.Length)..], .. row[..(turn % z.Length)]];
        var (there, here) = (Shelf.Activation(name).Values(Turned(z)), Turned(Shelf.Activation(name).Values(z)));
        return there.Zip(here).All(p => p.Item1.Equals(p.Item2) || Math.Abs(p.Item1 - p.Item2) <= 2 * z.Length * Rounding * Math.Max(1, Math.Abs(p.Item1)));
    }, iter: Cases);

    [Test]
    public void A_larger_logit_has_the_larger_value() => Row.Sample(z =>
    {
        var a = Softmax(z);
        return Enumerable.Range(0, z.Length).All(i => Enumerable.Range(0, z.Length).All(j => z[i] > z[j] || a[i] <= a[j]));
    }, iter: Cases);

    [Test]
    public void A_single_unit_is_certain() => Curve.Point.Sample(z =>
        Softmax([z])[0] == 1 && LogSoftmax([z])[0] == 0
        && Names.All(name => Shelf.Activation(name).Run([z], [2.5]).Gradients[0] == 0), iter: Cases);

    [TestCase("softmax")]
    [TestCase("log-softmax")]
    public void NaN_anywhere_makes_the_row_NaN(string name) => Gen.Select(TameRow, Gen.Int[0, 1000]).Sample((z, where) =>
    {
        z[where % z.Length] = double.NaN;
        var (values, gradients) = Shelf.Activation(name).Run(z, [.. z.Select((_, i) => i + 1.0)]);
        return values.All(double.IsNaN) && gradients.All(double.IsNaN);
    }, iter: Cases);

    [Test]
    public void Everything_finite_stays_finite() => Gen.Select(Row, Gen.Double[-10, 10].Array[12]).Sample((z, v) =>
    {
        var (values, gradients) = Shelf.Activation("softmax").Run(z, v[..z.Length]);
        return values.All(double.IsFinite) && gradients.All(double.IsFinite)
            && Shelf.Activation("log-softmax").Run(z, v[..z.Length]).Gradients.All(double.IsFinite);
    }, iter: Cases);

    // <J·u, v> = <u, Jᵀ·v>, with J·u by differences of h = 1e-4 that miss by h⁴ of the fifth derivative.
    [TestCase("softmax")]
    [TestCase("log-softmax")]
    public void Backward_is_the_transpose_of_forward(string name) => Gen.Select(Gen.Double[-4, 4].Array[1, 8], Gen.Double[-1, 1].Array[8], Gen.Double[-1, 1].Array[8]).Sample((z, u, v) =>
    {
        const double H = 1e-4;
        var f = Shelf.Activation(name);
        double[] At(double t) => f.Values([.. z.Select((x, i) => x + t * u[i])]);
        double Along(double[] a) => a.Zip(v, (x, y) => x * y).Sum();
        var forward = (8 * (Along(At(H)) - Along(At(-H))) - (Along(At(2 * H)) - Along(At(-2 * H)))) / (12 * H);
        var backward = f.Run(z, v[..z.Length]).Gradients.Zip(u, (x, y) => x * y).Sum();
        return Math.Abs(forward - backward) <= 1e-8;
    }, iter: Cases);

    private static double[] Softmax(double[] z) => Shelf.Activation("softmax").Values(z);

    private static double[] LogSoftmax(double[] z) => Shelf.Activation("log-softmax").Values(z);

    private static bool Close(double[] a, double[] b, double bound) => a.Zip(b).All(p => Math.Abs(p.Item1 - p.Item2) <= bound);
}
