using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Functional.Benchmarks.TorchSharp;

/// <summary>The article's networks as one writes them today: modules, autograd, optim.SGD; the loss is read every step.</summary>
internal static class Article
{
    private static readonly double[] Inputs = [0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1];

    public static double Run(string job, int steps)
    {
        using var scope = NewDisposeScope();
        var deep = job == "article-3-layer";
        double[] targets = deep ? [0, 1, 1, 0] : [0, 0, 1, 1];
        var (x, y) = (tensor(Inputs).reshape(4, 3), tensor(targets).reshape(4, 1));
        var model = deep
            ? Sequential(Linear(3, 4, hasBias: false), Sigmoid(), Linear(4, 1, hasBias: false), Sigmoid())
            : Sequential(Linear(3, 1, hasBias: false), Sigmoid());
        var optimizer = optim.SGD(model.parameters(), 1.0);
        var last = 0.0;
        for (var i = 0; i < steps; i++)
        {
            using var step = NewDisposeScope();
            optimizer.zero_grad();
            var difference = y - model.forward(x);
            var loss = 0.5 * (difference * difference).sum();
            loss.backward();
            optimizer.step();
            last = loss.item<double>();
        }

        return last;
    }
}
