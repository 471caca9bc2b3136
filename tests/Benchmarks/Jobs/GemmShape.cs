namespace Functional.Benchmarks;

/// <summary>The three products of a dense layer.</summary>
internal enum GemmPass
{
    /// <summary>z = x·W.</summary>
    Forward,

    /// <summary>∂L/∂W = xᵀ·∂L/∂z.</summary>
    Weights,

    /// <summary>∂L/∂x = ∂L/∂z·Wᵀ.</summary>
    Inputs,
}

/// <summary>A product of a training step: which one, for how many rows, into and out of how many units.</summary>
internal sealed record GemmShape(GemmPass Pass, int Rows, int Inputs, int Units)
{
    /// <summary>Multiplications and additions.</summary>
    public double Flops => 2.0 * Rows * Inputs * Units;

    /// <summary>[m × k] · [k × n].</summary>
    public (int M, int K, int N) Product => Pass switch
    {
        GemmPass.Forward => (Rows, Inputs, Units),
        GemmPass.Weights => (Inputs, Rows, Units),
        _ => (Rows, Units, Inputs),
    };

    /// <summary>All products of a step of 784-128-10 with 64 rows, and the two large ones of digits.</summary>
    public static readonly IReadOnlyList<GemmShape> Mlp =
    [
        new(GemmPass.Forward, 64, 784, 128), new(GemmPass.Weights, 64, 784, 128), new(GemmPass.Forward, 64, 128, 10),
        new(GemmPass.Weights, 64, 128, 10), new(GemmPass.Inputs, 64, 128, 10),
    ];

    public static readonly IReadOnlyList<GemmShape> Digits = [new(GemmPass.Forward, 32, 64, 32), new(GemmPass.Weights, 32, 64, 32)];

    public override string ToString()
    {
        var (m, k, n) = Product;
        return $"{m}×{k}×{n} ({(Pass switch { GemmPass.Forward => "x·W", GemmPass.Weights => "∂W", _ => "∂x" })})";
    }
}
