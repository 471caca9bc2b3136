using Functional.Core;

namespace Functional.Host;

/// <summary>
/// Functions that ONNX has not, or that its readers do not compute in double, in operations that they do. Exact to a few last bits relative to
/// their own size, near 0 and in both tails, and finite wherever the function is.
/// </summary>
internal static class OnnxFunctions
{
    /// <summary>eˣ − 1. Near 0 by 2t / (1 − t) with t = tanh(x/2), where nothing cancels.</summary>
    public static Symbol Expm1(Symbol x)
    {
        var t = Elementary.Tanh(0.5 * x);
        return Symbol.Select(Symbol.Abs(x) < 1, 2 * t / (1 - t), Elementary.Exp(x) - 1);
    }

    /// <summary>
    /// ln(1 + x). With u = 1 + x rounded, ln u · x / (u − 1) makes good what the rounding lost (Goldberg 1991, What Every Computer Scientist Should
    /// Know About Floating-Point Arithmetic, theorem 4).
    /// </summary>
    public static Symbol Log1p(Symbol x)
    {
        var u = 1 + x;
        var rounded = u - 1;
        return Symbol.Select(Symbol.Abs(rounded) > 0, Symbol.Select(x > 1, Elementary.Log(u), Elementary.Log(u) * (x / rounded)), x);
    }

    /// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|): the exponential is at most 1.</summary>
    public static Symbol Softplus(Symbol x) => Symbol.Max(x, 0) + Log1p(Elementary.Exp(-Symbol.Abs(x)));
}
