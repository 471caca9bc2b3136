"""The article's own loop, as its readers type it; the error is read every step."""
import sys

from peer import missing, serve

try:
    import numpy as np

    import data
except ImportError as error:
    missing(error)

JOB = sys.argv[1]


def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def one_layer(steps):
    x, y, (syn0,) = data.article(JOB)
    error = 0.0
    for _ in range(steps):
        l0 = x
        l1 = nonlin(np.dot(l0, syn0))
        l1_error = y - l1
        error = np.abs(l1_error).sum()
        l1_delta = l1_error * nonlin(l1, True)
        syn0 += np.dot(l0.T, l1_delta)
    return error


def two_layers(steps):
    x, y, (syn0, syn1) = data.article(JOB)
    error = 0.0
    for _ in range(steps):
        l0 = x
        l1 = nonlin(np.dot(l0, syn0))
        l2 = nonlin(np.dot(l1, syn1))
        l2_error = y - l2
        error = np.abs(l2_error).sum()
        l2_delta = l2_error * nonlin(l2, deriv=True)
        l1_error = l2_delta.dot(syn1.T)
        l1_delta = l1_error * nonlin(l1, deriv=True)
        syn1 += l1.T.dot(l2_delta)
        syn0 += l0.T.dot(l1_delta)
    return error


serve("NumPy", np.__version__, one_layer if JOB == "article" else two_layers)
