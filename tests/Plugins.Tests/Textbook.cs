namespace Functional.Plugins.Tests;

/// <summary>
/// The optimizers a second time, for one parameter, as the papers and PyTorch's documentation write them: plain multiplications and
/// additions, the platform's own powers, memory in fields. Nothing of the product is in it, so agreement means something.
/// </summary>
internal sealed class Textbook(string name, double rate, IReadOnlyDictionary<string, object> settings)
{
    private double _t, _m, _v, _mean, _b, _u, _delta, _previous, _size, _eta, _product = 1, _mu = 1;

    /// <summary>ASGD's average.</summary>
    public double Average { get; private set; }

    /// <summary>p after a step along g.</summary>
    public double Step(double p, double g)
    {
        var (decay, lr) = (Of("weightDecay", name == "adamw" ? 0.01 : 0), rate);
        _t++;
        if (Is("maximize"))
            g = -g;
        if (name == "adamw")
            p *= 1 - lr * decay;
        else if (name != "lion")
            g += decay * p;
        return name switch
        {
            "sgd" => Sgd(p, g, lr),
            "adagrad" => Adagrad(p, g, lr),
            "rmsprop" => RmsProp(p, g, lr),
            "adam" or "adamw" or "adamax" or "nadam" or "radam" => AdamLike(p, g, lr),
            "adadelta" => Adadelta(p, g, lr),
            "rprop" => Rprop(p, g, lr),
            "asgd" => Asgd(p, g, lr),
            "lion" => Lion(p, g, lr, decay),
            _ => throw new ArgumentException(name),
        };
    }

    private double Sgd(double p, double g, double lr)
    {
        var momentum = Of("momentum", 0);
        if (momentum == 0)
            return p - lr * g;
        _b = _t == 1 ? g : momentum * _b + (1 - Of("dampening", 0)) * g;
        return p - lr * (Is("nesterov") ? g + momentum * _b : _b);
    }

    private double Adagrad(double p, double g, double lr)
    {
        _v = (_t == 1 ? Of("initialAccumulatorValue", 0) : _v) + g * g;
        return p - lr / (1 + (_t - 1) * Of("lrDecay", 0)) * g / (Math.Sqrt(_v) + Of("epsilon", 1e-10));
    }

    private double RmsProp(double p, double g, double lr)
    {
        var (alpha, momentum) = (Of("alpha", 0.99), Of("momentum", 0));
        _v = alpha * _v + (1 - alpha) * g * g;
        _mean = alpha * _mean + (1 - alpha) * g;
        var size = Math.Sqrt(Is("centered") ? _v - _mean * _mean : _v) + Of("epsilon", 1e-8);
        _b = momentum * _b + g / size;
        return p - lr * _b;
    }

    private double AdamLike(double p, double g, double lr)
    {
        var (beta1, beta2, epsilon) = (Of("beta1", 0.9), Of("beta2", 0.999), Of("epsilon", 1e-8));
        _m = beta1 * _m + (1 - beta1) * g;
        _v = beta2 * _v + (1 - beta2) * g * g;
        var (c1, c2) = (1 - Math.Pow(beta1, _t), 1 - Math.Pow(beta2, _t));
        switch (name)
        {
            case "adamax":
                _u = Math.Max(beta2 * _u, Math.Abs(g) + epsilon);
                return p - lr / c1 * _m / _u;
            case "nadam":
                var psi = Of("momentumDecay", 4e-3);
                var now = beta1 * (1 - 0.5 * Math.Pow(0.96, _t * psi));
                var next = beta1 * (1 - 0.5 * Math.Pow(0.96, (_t + 1) * psi));
                _product *= now;
                var d = Math.Sqrt(_v / c2) + epsilon;
                return p - lr * (1 - now) / (1 - _product) * g / d - lr * next / (1 - _product * next) * _m / d;
            case "radam":
                var longest = 2 / (1 - beta2) - 1;
                var seen = longest - 2 * _t * Math.Pow(beta2, _t) / c2;
                var trust = Math.Sqrt((seen - 4) * (seen - 2) * longest / ((longest - 4) * (longest - 2) * seen));
                return p - lr * (_m / c1) * (seen > 5 ? trust * (Math.Sqrt(c2) / (Math.Sqrt(_v) + epsilon)) : 1);
            default:
                _u = Is("amsgrad") ? Math.Max(_u, _v) : _v;
                return p - lr / c1 * _m / (Math.Sqrt(_u) / Math.Sqrt(c2) + epsilon);
        }
    }

    private double Adadelta(double p, double g, double lr)
    {
        var (rho, epsilon) = (Of("rho", 0.9), Of("epsilon", 1e-6));
        _v = rho * _v + (1 - rho) * g * g;
        var d = Math.Sqrt(_delta + epsilon) / Math.Sqrt(_v + epsilon) * g;
        _delta = rho * _delta + (1 - rho) * d * d;
        return p - lr * d;
    }

    private double Rprop(double p, double g, double lr)
    {
        var turn = Math.Sign(g * _previous);
        var factor = turn > 0 ? Of("etaPlus", 1.2) : turn < 0 ? Of("etaMinus", 0.5) : 1;
        _size = Math.Clamp((_t == 1 ? lr : _size) * factor, Of("stepMin", 1e-6), Of("stepMax", 50));
        _previous = turn < 0 ? 0 : g;
        return p - Math.Sign(_previous) * _size;
    }

    private double Asgd(double p, double g, double lr)
    {
        var lambd = Of("lambd", 1e-4);
        _eta = _t == 1 ? lr : _eta;
        p = p * (1 - lambd * _eta) - _eta * g;
        Average = _mu == 1 ? p : Average + (p - Average) * _mu;
        _eta = lr / Math.Pow(1 + lambd * lr * _t, Of("alpha", 0.75));
        _mu = 1 / Math.Max(1, _t - Of("t0", 1e6));
        return p;
    }

    private double Lion(double p, double g, double lr, double decay)
    {
        p -= lr * (Math.Sign(Of("beta1", 0.9) * _m + (1 - Of("beta1", 0.9)) * g) + decay * p);
        _m = Of("beta2", 0.99) * _m + (1 - Of("beta2", 0.99)) * g;
        return p;
    }

    private double Of(string setting, double @default) => settings.TryGetValue(setting, out var value) ? (double)value : @default;

    private bool Is(string flag) => settings.TryGetValue(flag, out var value) && (bool)value;
}
