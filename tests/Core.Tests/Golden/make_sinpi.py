"""Writes sinpi.txt: hard points of sin(pi x) with their exact values, from mpmath at 2400 bits.

Run it in this folder, with Debian's python3-mpmath installed:  python3 make_sinpi.py > sinpi.txt

A line is: the bits of x, the bits of the correctly rounded result, and the bits of (exact - rounded)/ulp.
The same seed gives the same file.
"""
import math
import random
from mpmath import mp, mpf, pi, sin

from make_elementary import around, bits, both, log_uniform, rounded

mp.prec = 2400
rng = random.Random(7)


def points():
    xs = [rng.uniform(0, 0.5) for _ in range(500)] + [rng.uniform(0, 3) for _ in range(200)] + log_uniform(-1060, -2, 150, False)
    xs += log_uniform(0, 53, 150, False)
    for n in (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 1001.0, 1000.5, 4503599627370495.5):
        xs += around(n, 6)
    xs += [0.24975178192823744]  # the worst of 600,000 random ones
    return both(xs + [5e-324, 2.2250738585072014e-308, 1e-300, 1e-17] + [k / 200 for k in range(401)])


def main():
    for x in dict.fromkeys(points()):
        if x == 0 or float(x).is_integer():
            print(bits(x), bits(math.copysign(0.0, x)), bits(0.0))
        else:
            r, rest = rounded(sin(pi * mpf(x)))
            print(bits(x), bits(r), bits(rest))


main()
