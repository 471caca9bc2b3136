"""One matrix product, [m × k] · [k × n], over and over into the same memory. Arguments: m k n, and which factor is read transposed."""
import sys

from peer import missing, serve

try:
    import numpy as np
except ImportError as error:
    missing(error)

M, K, N = (int(text) for text in sys.argv[1:4])
RANDOM = np.random.default_rng(1)
A = RANDOM.random((K, M)).T if sys.argv[4] == "weights" else RANDOM.random((M, K))
B = RANDOM.random((N, K)).T if sys.argv[4] == "inputs" else RANDOM.random((K, N))
C = np.empty((M, N))


def run(steps):
    for _ in range(steps):
        np.dot(A, B, out=C)
    return C[0, 0]


serve("NumPy", np.__version__, run)
