"""Writes elementary.txt: hard points of every elementary function with their exact values, from mpmath at 450 bits.

Run it in this folder, with Debian's python3-mpmath installed:  python3 make_elementary.py > elementary.txt

A line is: function, the bits of x (for pow: of x and of y), the bits of the correctly rounded result, and the bits of
(exact - rounded)/ulp, so that an error can be measured against the exact value and not against its rounding.
An infinite result has remainder 0. The same seed gives the same file.
"""
import math
import random
import struct
from mpmath import mp, mpf, exp, expm1, log, log1p, tanh, power, erf, sin, cos

mp.prec = 450
rng = random.Random(20)
TINY = [5e-324, 1e-323, 2.2250738585072011e-308, 2.2250738585072014e-308, 4.4501477170144023e-308, 1e-300, 1e-160, 1e-20,
        1e-17, 1.1102230246251565e-16, 1e-16, 2.220446049250313e-16, 1e-12, 1e-9, 1e-8, 1e-5, 1e-4]


# The worst points found by a search through several million each against 113-bit arithmetic, last fixes included.
WORST = {
    "exp": ["-0x1.03975f256d953p+0", "0x1.01d9cad41cf3ep+5", "-0x1.67cb2f59ee633p+9"],
    "expm1": ["0x1.62f272bb92b1bp-2", "0x1.6360c306c6c2p-2", "0x1.62e42fefa3ac7p-2"],
    "log": ["0x1.6701cd29ce039p-1", "0x1.66d298da00d87p-1", "0x1.74b2e5941c99p+0"],
    "log1p": ["0x1.ac9cc5af822f5p-2", "0x1.aaf0c10726005p-2", "0x1.9b108e0048db1p-1022"],
    "tanh": ["0x1.62fc73569d032p-3", "0x1.62e42fefa3c3bp-3"],
    "sigmoid": ["-0x1.12ce2c2e1d9c6p+8", "-0x1.126ed8c2a4ddbp+5", "-0x1.61ac1d364225p+9"],
    "softplus": ["-0x1.01f9eb549d8d7p-1", "-0x1.c8dd146f91bap-2", "-0x1.61d734abb548p+9"],
    "erf": ["0x1.79ce21388d35ep-1", "0x1.7b01e8a6f603ep-1", "-0x1.7aa9ba4ef5538p-1"],
    "sin": ["0x1.601d8f92c03b2p+2", "0x1.568bed82a1ca5p+95", "0x1.8a215693a04fbp+27", "-0x1.81d828bfd07d2p-1"],
    "cos": ["0x1.919fd58b2a7fbp+20", "0x1.fbd0ea83f7a1dp+1", "-0x1.96a2771ffa11cp-1", "0x1.517aae300c07fp+31"],
}


def bits(x):
    return "%016x" % struct.unpack("<Q", struct.pack("<d", x))[0]


def from_bits(b):
    return struct.unpack("<d", struct.pack("<Q", b))[0]


def around(x, n=2):
    down, up, out = x, x, [x]
    for _ in range(n):
        down, up = math.nextafter(down, -math.inf), math.nextafter(up, math.inf)
        out += [down, up]
    return out


def rounded(v):
    """v to the nearest double, ties to even, as mpf arithmetic alone: and (v - result)/ulp."""
    if v == 0:
        return 0.0, 0.0
    exponent = max(math.floor(mp.log(abs(v), 2)) - 52, -1074)
    if abs(v) >= mpf(2) ** (exponent + 53):
        exponent += 1
    if abs(v) < mpf(2) ** (exponent + 52) and exponent > -1074:
        exponent -= 1
    n = int(mp.nint(mp.ldexp(v, -exponent)))
    if abs(n) * mpf(2) ** exponent >= mpf(2) ** 1024:
        return math.copysign(math.inf, n), 0.0
    r = math.ldexp(n, exponent)
    return r, float(mp.ldexp(v, -exponent) - n)


def sigmoid(x):
    return 1 / (1 + exp(-x))


def softplus(x):
    return log1p(exp(x))


def uniform(a, b, n):
    return [rng.uniform(a, b) for _ in range(n)]


def reduction_edges(n):
    """Where round(x / ln 2) changes, and where x is nearly a multiple of ln 2."""
    out = []
    for _ in range(n):
        k = rng.randint(-1070, 1023)
        out += [float((k + mpf("0.5")) * mp.ln2), float(k * mp.ln2)]
    return out


def log_uniform(a, b, n, signed=True):
    return [math.ldexp(rng.uniform(1, 2), rng.randint(a, b)) * (rng.choice([-1, 1]) if signed else 1) for _ in range(n)]


def both(xs):
    return [s * x for x in xs for s in (1, -1)]


def points(name):
    if name == "log":
        xs = TINY + [from_bits(rng.randrange(1, 0x7FEFFFFFFFFFFFFF)) for _ in range(200)]
        xs += uniform(0.5, 2.1, 150) + [1 + d for d in log_uniform(-52, -2, 150)] + around(1.0, 8)
        xs += [1.7976931348623157e308] + around(math.sqrt(0.5), 4) + around(math.sqrt(2), 4)
        return xs + [math.ldexp(math.sqrt(0.5), k) for k in range(-1070, 1020, 40)]
    if name == "log1p":
        xs = both(TINY) + uniform(-0.999999, 3, 200) + log_uniform(-60, -1, 200) + log_uniform(0, 1023, 120, False)
        xs += [-1 + 2.0 ** -k for k in range(1, 54)] + around(math.sqrt(0.5) - 1, 8) + around(math.sqrt(2) - 1, 8)
        return xs + [1.7976931348623157e308]
    if name == "erf":
        xs = both(TINY + around(0.75, 6) + around(1.5, 6) + around(6.0, 2) + [5.9, 5.92, 5.93, 27.0])
        return xs + uniform(-1.6, 1.6, 300) + uniform(-6.1, 6.1, 200) + log_uniform(-40, 2, 60)
    xs = both(TINY) + uniform(-745, 710, 90) + uniform(-40, 40, 120) + uniform(-1, 1, 120) + log_uniform(-60, 9, 60)
    xs += reduction_edges(50) + [x / 2 for x in reduction_edges(10)]
    xs += both([18.9, 19.06, 19.1, 22.0, 36.7, 37.4, 40.0, 50.0, 56.0, 0.25, 700.0, 708.39, 745.0])
    xs += around(709.782712893384) + around(-745.1332191019411) + around(-708.3964185322641) + [-744.44, 709.0]
    xs += uniform(-745.13, -708, 60 if name in ("exp", "sigmoid", "softplus") else 1)
    return [x for x in xs if abs(x) < 746]


def pow_points():
    out = [(1.4005473419700505, -1704.7426060343421), (83.188680039340952, -160.24812376691671)]
    out += [(2.0, y) for y in (0.5, -1.0, 10.0, -1074.0, 1023.0, -1073.5, 1e-300)] + [(10.0, float(k)) for k in range(-323, 309, 9)]
    out += [(0.9, float(k)) for k in range(1, 6000, 500)] + [(0.999, float(k)) for k in range(1, 700000, 70000)]
    out += [(1 + 2.0 ** -52, 3e18), (1 - 2.0 ** -53, 6e18), (5e-324, 0.5), (5e-324, 1.0), (1e-310, -0.9), (1.7e308, 1.0)]
    for _ in range(500):
        x = rng.choice([rng.uniform(0, 2), rng.uniform(0, 1000), 1 + log_uniform(-50, -2, 1)[0],
                        from_bits(rng.randrange(1, 0x7FEFFFFFFFFFFFFF))])
        top = rng.choice([-745, -709, 709, 30, -30, 1])
        out.append((x, float(rng.uniform(0.9, 1) * top / mp.log(mpf(x)))))
    return out


def near_quarters():
    """m·2^e nearest to a multiple of π/2: m runs through the last denominators below 2^53 of the continued fraction of 2^e·2/π."""
    out = []
    for e in range(-52, 972, 6):
        mp.prec = 2400
        rest, before, m = mp.ldexp(2 / mp.pi, e), 0, 1
        rest = 1 / (rest - mp.floor(rest))
        while int(rest) * m + before < 2 ** 53:
            before, m = m, int(rest) * m + before
            rest = 1 / (rest - mp.floor(rest))
        out += [math.ldexp(m, e), math.ldexp(before, e)]
    mp.prec = 450
    return out


def angles():
    xs = both(TINY + around(0.785, 4) + around(2.0 ** 30, 4) + around(math.pi / 4, 4) + around(1.7976931348623157e308, 2)[:3:2])
    xs += [float(k * mp.pi / 4) for k in range(-40, 41)] + [1e22, 1e5, 1e16, 6381956970095103 * 2.0 ** 797, 1.7976931348623157e308]
    xs += uniform(-0.79, 0.79, 100) + uniform(-7, 7, 150) + uniform(-1e4, 1e4, 100) + uniform(-1.1e9, 1.1e9, 100)
    return [x for x in near_quarters() + xs + log_uniform(-30, 1023, 250) if math.isfinite(x)]


def main():
    functions = {"exp": exp, "expm1": expm1, "log": log, "log1p": log1p, "tanh": tanh, "sigmoid": sigmoid,
                 "softplus": softplus, "erf": erf}
    for name, f in functions.items():
        for x in dict.fromkeys(points(name) + [float.fromhex(h) for h in WORST[name]]):
            # A result may be 1 - 2^-1074 of its ulp away from a double: take the precision it needs.
            mp.prec = 2400 if abs(x) < 1e-60 or abs(x) > 200 else 450
            r, rest = rounded(f(mpf(x)))
            mp.prec = 450
            print(name, bits(x), bits(r), bits(rest))
    for x, y in dict.fromkeys(pow_points()):
        mp.prec = 2400 if abs(y) < 1e-60 else 450
        r, rest = rounded(power(mpf(x), mpf(y)))
        print("pow", bits(x), bits(y), bits(r), bits(rest))
    xs = angles()
    for name, f in {"sin": sin, "cos": cos}.items():
        for x in dict.fromkeys(xs + [float.fromhex(h) for h in WORST[name]]):
            mp.prec = 2400
            r, rest = rounded(f(mpf(x)))
            print(name, bits(x), bits(math.copysign(r, x) if r == 0 else r), bits(rest))


if __name__ == "__main__":
    main()
