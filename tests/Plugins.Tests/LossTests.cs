using System.Text.Json;
using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>half-sse, mse and cross-entropy against torch, and the laws they obey.</summary>
[TestFixture]
internal sealed class LossTests
{
    private const int Cases = 1000;

    private static readonly JsonElement[] All = [.. Golden.Json("losses.json").GetProperty("cases").EnumerateArray()];

    private static readonly string[] Squares = ["half-sse", "mse"];

    private static readonly Gen<(int Rows, int Columns)> Shape = Gen.Select(Gen.Int[1, 5], Gen.Int[1, 6]);

    private static string[] Regressions => [.. All.Where(c => c.TryGetProperty("target", out _)).Select(Name)];

    private static string[] Classes => [.. All.Where(c => c.TryGetProperty("target_onehot", out _)).Select(Name)];

    [TestCaseSource(nameof(Regressions))]
    public void Squared_errors_are_torchs(string name)
    {
        var golden = All.Single(c => Name(c) == name);
        Agrees(golden, "half_sse", Shelf.Make<ILoss>("half-sse"), "target");
        Agrees(golden, "mse_mean", Shelf.Make<ILoss>("mse"), "target");
    }

    [TestCaseSource(nameof(Classes))]
    public void Cross_entropies_are_torchs(string name)
    {
        var golden = All.Single(c => Name(c) == name);
        var plain = Shelf.Make<ILoss>("cross-entropy");
        Agrees(golden, "cross_entropy_mean", plain, "target_onehot");
        Agrees(golden, "cross_entropy_onehot_mean", plain, "target_onehot");
        Agrees(golden, "cross_entropy_soft_mean", plain, "target_soft");
        var smoothing = golden.GetProperty("label_smoothing").GetDouble();
        Agrees(golden, "cross_entropy_mean_label_smoothing", Shelf.Make<ILoss>("cross-entropy", ("labelSmoothing", smoothing)), "target_onehot");
    }

    [Test]
    public void Every_case_was_compared() => Assert.That((Regressions.Length, Classes.Length), Is.EqualTo((7, 5)));

    [Test]
    public void Losses_are_never_negative_and_a_perfect_fit_of_squares_is_zero() => Pairs(200).Sample((shape, p, t) =>
        Squares.All(name =>
            Run(name, shape.Rows, p, t).Loss >= 0
            && Run(name, shape.Rows, p, p) is (0, var gradients) && gradients.All(g => g == 0))
        && Run("cross-entropy", shape.Rows, p, OneHot(shape, t)).Loss >= 0, iter: Cases);

    [Test]
    public void Squared_errors_do_not_care_who_is_the_target_and_their_gradients_turn_their_sign() => Pairs(200).Sample((shape, p, t) =>
        Squares.All(name =>
        {
            var (there, back) = (Run(name, shape.Rows, p, t), Run(name, shape.Rows, t, p));
            return Golden.SameBits(there.Loss, back.Loss) && there.Gradients.Zip(back.Gradients).All(g => g.Item1 == -g.Item2);
        }), iter: Cases);

    [Test]
    public void The_gradient_of_half_sse_is_output_minus_target_to_the_bit_and_mse_is_its_mean() => Pairs(200).Sample((shape, p, t) =>
    {
        var (half, mean) = (Run("half-sse", shape.Rows, p, t), Run("mse", shape.Rows, p, t));
        return Golden.SameBits(half.Gradients, [.. p.Zip(t, (a, b) => a - b)])
            && Math.Abs(2 * half.Loss - mean.Loss * p.Length) <= 1e-15 * 2 * half.Loss
            && half.Gradients.Zip(mean.Gradients).All(g => Math.Abs(2 * g.Item1 - g.Item2 * p.Length) <= 1e-15 * Math.Abs(2 * g.Item1));
    }, iter: Cases);

    [Test]
    public void A_cross_entropy_row_pushes_as_much_up_as_down() => Pairs(30).Sample((shape, z, t) =>
        Run("cross-entropy", shape.Rows, z, OneHot(shape, t)).Gradients.Chunk(shape.Columns).All(row => Math.Abs(row.Sum()) <= 1e-15 * shape.Columns), iter: Cases);

    [Test]
    public void A_constant_added_to_every_logit_changes_no_cross_entropy() => Gen.Select(Pairs(20), Gen.Double[-100, 100]).Sample((pair, constant) =>
    {
        var (shape, z, t) = pair;
        var (here, there) = (Run("cross-entropy", shape.Rows, z, OneHot(shape, t)), Run("cross-entropy", shape.Rows, [.. z.Select(x => x + constant)], OneHot(shape, t)));
        var bound = 1e-13 * (1 + Math.Abs(here.Loss));
        return Math.Abs(here.Loss - there.Loss) <= bound && here.Gradients.Zip(there.Gradients).All(g => Math.Abs(g.Item1 - g.Item2) <= bound);
    }, iter: Cases);

    [Test]
    public void The_largest_logits_neither_overflow_nor_lose_the_gradient() => Gen.Double[1, 1e307].Array[2, 6].Sample(z =>
    {
        var targets = new double[z.Length];
        targets[0] = 1;
        var (loss, gradients) = Run("cross-entropy", 1, z, targets);
        return double.IsFinite(loss) && gradients.All(g => g is >= -1 and <= 1);
    }, iter: Cases);

    [Test]
    public void A_NaN_reaches_the_loss() => Gen.Select(Pairs(5), Gen.Int[0, 1000]).Sample((pair, where) =>
    {
        var (shape, p, t) = pair;
        p[where % p.Length] = double.NaN;
        return Squares.Append("cross-entropy").All(name => double.IsNaN(Run(name, shape.Rows, p, OneHot(shape, t)).Loss));
    }, iter: Cases);

    private static Gen<((int Rows, int Columns), double[], double[])> Pairs(double size) =>
        from shape in Shape
        from p in Gen.Double[-size, size].Array[shape.Rows * shape.Columns]
        from t in Gen.Double[-size, size].Array[shape.Rows * shape.Columns]
        select (shape, p, t);

    /// <summary>The largest of each row as the class.</summary>
    private static double[] OneHot((int Rows, int Columns) shape, double[] t) =>
        [.. t.Chunk(shape.Columns).SelectMany(row => row.Select((_, j) => j == Array.IndexOf(row, row.Max()) ? 1.0 : 0))];

    private static (double Loss, double[] Gradients) Run(string name, int rows, double[] outputs, double[] targets) =>
        Run(Shelf.Make<ILoss>(name), rows, outputs, targets);

    private static (double Loss, double[] Gradients) Run(ILoss loss, int rows, double[] outputs, double[] targets)
    {
        var gradients = outputs.Select(_ => 77.0).ToArray();
        return (loss.Evaluate(rows, outputs, targets, gradients), gradients);
    }

    private static void Agrees(JsonElement golden, string entry, ILoss loss, string targets)
    {
        var expected = golden.GetProperty("losses").GetProperty(entry);
        var (value, gradients) = Run(loss, golden.GetProperty("pred").GetArrayLength(), golden.Flat("pred"), golden.Flat(targets));
        var exact = expected.GetProperty("value").Number();
        Assert.That(value, Is.EqualTo(exact).Within(1e-13 * Math.Abs(exact)), $"{entry} of {Name(golden)}");
        var slopes = expected.Flat("grad");
        Assert.That(gradients, Is.EqualTo(slopes).Within(1e-13 * Golden.Largest(slopes)), $"gradient of {entry} of {Name(golden)}");
    }

    private static string Name(JsonElement golden) => golden.GetProperty("name").GetString()!;
}
