using Functional.Plugins;
using Functional.Plugins.Standard;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The optimizers that come with Functional: one file each, one entry here. Defaults are PyTorch's.</summary>
public static class StandardOptimizers
{
    /// <summary>Registers them all.</summary>
    public static IServiceCollection AddStandardOptimizers(this IServiceCollection services) => services
        .AddOptimizer("sgd", BuildSgd, 0.001, new("θ ← θ − learningRate · g;  with momentum  b ← momentum · b + g,  θ ← θ − learningRate · b", "Walks downhill along the gradient; with momentum it keeps some of its speed.", "Robbins, Monro 1951; Polyak 1964; Nesterov 1983; Sutskever et al. 2013"))
        .AddOptimizer("adam", BuildAdam, 0.001, new("θ ← θ − learningRate · m̂ / (√v̂ + ε)", "Gives every parameter its own step, from running means of its gradient and of its square.", "Kingma, Ba 2015, arXiv:1412.6980; amsgrad: Reddi, Kale, Kumar 2018"));

    private static Sgd BuildSgd(Settings s)
    {
        var momentum = s.Number("momentum", 0, "share of the last direction that is kept", min: 0, below: 1);
        var dampening = s.Number("dampening", 0, "share of each gradient that momentum leaves out", min: 0, max: 1);
        var nesterov = s.Flag("nesterov", false, "look ahead along the momentum before stepping");
        if (nesterov)
            s.Require(momentum > 0 && dampening == 0, "nesterov", "needs a momentum above 0 and no dampening", "Set momentum, 0.9 say, or leave nesterov out.");
        return new(momentum, dampening, nesterov, WeightDecay(s), Maximize(s));
    }

    private static Adam BuildAdam(Settings s) => new(
        s.Number("beta1", 0.9, "how slowly the running mean of the gradient moves", min: 0, below: 1),
        s.Number("beta2", 0.999, "how slowly the running mean of its square moves", min: 0, below: 1),
        s.Number("epsilon", 1e-8, "keeps the division finite where gradients vanish", above: 0),
        WeightDecay(s),
        s.Flag("amsgrad", false, "divide by the largest running square so far"),
        Maximize(s));

    private static double WeightDecay(Settings s) => s.Number("weightDecay", 0, "pulls parameters towards 0: this share of θ is added to the gradient", min: 0);

    private static bool Maximize(Settings s) => s.Flag("maximize", false, "climb instead of descend");
}
