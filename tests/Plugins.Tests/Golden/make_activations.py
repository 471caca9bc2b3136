"""Writes activation_points.txt: the activations with other settings than their defaults, exact values from mpmath.

Run it in this folder, with Debian's python3-mpmath installed:  python3 make_activations.py > activation_points.txt

A line is: name, settings (a=1,b=2 or -), and the bits of x, of the value and of the derivative, both rounded to nearest.
At a kink the derivative is the one of the side (or the 0) that PyTorch takes. The same seed gives the same file.
"""
import math
import random
import struct
from mpmath import mp, mpf, exp, expm1, log1p, tanh, sech, ncdf, npdf, sqrt, pi

mp.prec = 2400
rng = random.Random(22)
FAR = [5e-324, 1e-310, 1e-200, 1e-12, 40.0, 700.5, 745.2, 1e5, 1e17, 1e155, 1.7e308, 1.7976931348623157e308]


def bits(x):
    return "%016x" % struct.unpack("<Q", struct.pack("<d", x))[0]


def nearest(v):
    """v to the nearest double, ties to even, subnormals included."""
    if v == 0:
        return 0.0
    exponent = max(mp.frexp(v)[1] - 53, -1074)
    n = int(mp.nint(mp.ldexp(v, -exponent)))
    try:
        return math.ldexp(n, exponent)
    except OverflowError:
        return math.copysign(math.inf, n)


def e(x):
    return exp(x) if x > -10 ** 6 else mpf(0)


def m1(x):
    return expm1(x) if x > -10 ** 6 else mpf(-1)


def sigmoid(x):
    return mpf(1) if x > 10 ** 6 else mpf(0) if x < -10 ** 6 else 1 / (1 + exp(-x))


def soft(x):
    return x if x > 10 ** 6 else mpf(0) if x < -10 ** 6 else log1p(exp(x))


def clamped(x, low, high):
    return min(max(x, low), high)


def leaky(x, slope):
    return (x, mpf(1)) if x > 0 else (slope * x, slope)


def elu(x, alpha):
    return (x, mpf(1)) if x > 0 else (alpha * m1(x), alpha * e(x))


def celu(x, alpha):
    return (x, mpf(1)) if x > 0 else (alpha * m1(x / alpha), e(x / alpha))


def softplus(x, beta, threshold=None):
    if threshold is not None and beta * x > threshold:
        return x, mpf(1)
    return soft(beta * x) / beta, sigmoid(beta * x)


def hardtanh(x, low, high):
    return clamped(x, low, high), mpf(low < x < high)


def softshrink(x, size):
    return (x - size if x > size else x + size if x < -size else mpf(0)), mpf(abs(x) > size)


def hardshrink(x, size):
    return (x if abs(x) > size else mpf(0)), mpf(abs(x) > size)


def gelu(x):
    return (x, mpf(1)) if x > 60 else (mpf(0), mpf(0)) if x < -60 else (x * ncdf(x), ncdf(x) + x * npdf(x))


def gelu_tanh(x):
    if abs(x) > 60:
        return (x, mpf(1)) if x > 0 else (mpf(0), mpf(0))
    k = mpf(0.044715)
    u = sqrt(2 / pi) * (x + k * x ** 3)
    return x * (1 + tanh(u)) / 2, (1 + tanh(u)) / 2 + x / 2 * sech(u) ** 2 * sqrt(2 / pi) * (1 + 3 * k * x * x)


def silu(x):
    if abs(x) > 10 ** 6:
        return (x, mpf(1)) if x > 0 else (mpf(0), mpf(0))
    s = sigmoid(x)
    return x * s, s + x * s * sigmoid(-x)


def mish(x):
    if abs(x) > 10 ** 6:
        return (x, mpf(1)) if x > 0 else (mpf(0), mpf(0))
    t = tanh(soft(x))
    return x * t, t + x * sech(soft(x)) ** 2 * sigmoid(x)


CASES = [
    ("leaky-relu", leaky, [{"slope": 0.2}, {"slope": 1.0}, {"slope": 0.0}, {"slope": -0.5}]),
    ("elu", elu, [{"alpha": 1.7}, {"alpha": 0.3}, {"alpha": -0.5}, {"alpha": 1000.0}]),
    ("celu", celu, [{"alpha": 0.5}, {"alpha": 3.0}, {"alpha": 1e-10}]),
    ("softplus", softplus, [{"beta": 3.0}, {"beta": 0.1}, {"beta": 1.0, "threshold": 20.0}, {"beta": 2.5, "threshold": 5.0}]),
    ("hardtanh", hardtanh, [{"min": -2.0, "max": 0.5}, {"min": 0.25, "max": 8.0}]),
    ("softshrink", softshrink, [{"lambda": 0.1}, {"lambda": 2.0}, {"lambda": 0.0}]),
    ("hardshrink", hardshrink, [{"lambda": 0.1}, {"lambda": 2.0}, {"lambda": 0.0}]),
    ("gelu", gelu, [{}]), ("gelu-tanh", gelu_tanh, [{}]), ("silu", silu, [{}]), ("mish", mish, [{}]),
]


def main():
    for name, f, choices in CASES:
        for settings in choices:
            edges = [s * v for v in settings.values() for s in (1, -1)]
            edges += [s * settings.get("threshold", 20.0) / settings.get("beta", 1.0) for s in (1, -1)]
            xs = [0.0, -0.0] + edges + [math.nextafter(v, w) for v in edges for w in (-math.inf, math.inf)]
            xs += [s * v for v in FAR for s in (1, -1)] + [rng.uniform(-3, 3) for _ in range(25)]
            xs += [rng.uniform(-60, 60) for _ in range(15)] + [rng.uniform(-760, 760) for _ in range(5)]
            for x in {bits(x): x for x in xs}.values():
                value, derivative = f(mpf(x), *(mpf(v) for v in settings.values()))
                said = ",".join("%s=%r" % s for s in settings.items()) or "-"
                print(name, said, bits(x), bits(nearest(value)), bits(nearest(derivative)))


main()
