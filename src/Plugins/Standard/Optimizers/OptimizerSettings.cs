namespace Functional.Plugins.Standard;

/// <summary>Settings that many optimizers have, read with the same words. Defaults are PyTorch's.</summary>
internal static class OptimizerSettings
{
    public static double WeightDecay(this Settings s, double @default = 0) =>
        s.Number("weightDecay", @default, "pulls parameters towards 0: this share of θ is added to the gradient", min: 0);

    /// <summary>Decay beside the gradient, not in it: AdamW's.</summary>
    public static double DecoupledDecay(this Settings s, double @default) =>
        s.Number("weightDecay", @default, "pulls parameters towards 0: each step takes away this share of θ times the learning rate", min: 0);

    public static double Momentum(this Settings s) => s.Number("momentum", 0, "share of the last direction that is kept", min: 0, below: 1);

    public static bool Amsgrad(this Settings s) => s.Flag("amsgrad", false, "divide by the largest running square so far");

    public static bool Maximize(this Settings s) => s.Flag("maximize", false, "climb instead of descend");

    public static double Beta1(this Settings s, double @default = 0.9) =>
        s.Number("beta1", @default, "how slowly the running mean of the gradient moves", min: 0, below: 1);

    public static double Beta2(this Settings s, double @default = 0.999) =>
        s.Number("beta2", @default, "how slowly the running mean of its square moves", min: 0, below: 1);

    public static double Epsilon(this Settings s, double @default = 1e-8) =>
        s.Number("epsilon", @default, "keeps the division finite where gradients vanish", above: 0);
}
