"""A hidden layer of ReLU under cross-entropy in NumPy, written with care: buffers made once, everything in place."""
import sys

from peer import missing, serve

try:
    import numpy as np

    import data
except ImportError as error:
    missing(error)

JOB = data.Job(sys.argv[1], sys.argv[2])
ADAM = sys.argv[2] == "adam"
SIZES = [(JOB.inputs, JOB.hidden), (JOB.hidden,), (JOB.hidden, JOB.classes), (JOB.classes,)]
LENGTH = sum(int(np.prod(size)) for size in SIZES)


def views(flat):
    """The tensors of a flat run of numbers."""
    parts = np.split(flat, np.cumsum([int(np.prod(size)) for size in SIZES])[:-1])
    return [part.reshape(size) for part, size in zip(parts, SIZES)]


P, G, M, V, T = (np.zeros(LENGTH) for _ in range(5))
W1, B1, W2, B2 = views(P)
GW1, GB1, GW2, GB2 = views(G)
RANDOM = np.random.default_rng(2)
for w in (W1, W2):
    w[:] = RANDOM.uniform(-1, 1, w.shape) * np.sqrt(6 / w.shape[0])
X, Z1, D1 = (np.empty((JOB.batch, n)) for n in (JOB.inputs, JOB.hidden, JOB.hidden))
Z2 = np.empty((JOB.batch, JOB.classes))
POSITIVE = np.empty((JOB.batch, JOB.hidden), dtype=bool)
EACH = np.arange(JOB.batch)
ORDERS = data.orders(JOB.rows, JOB.batch)
COUNT = 0


def gradients(rows):
    n = len(rows)
    x, z1, d1, p, positive, each = X[:n], Z1[:n], D1[:n], Z2[:n], POSITIVE[:n], EACH[:n]
    np.take(JOB.x, rows, axis=0, out=x, mode="clip")
    labels = JOB.labels[rows]
    np.dot(x, W1, out=z1)
    z1 += B1
    np.maximum(z1, 0, out=z1)
    np.dot(z1, W2, out=p)
    p += B2
    p -= p.max(axis=1, keepdims=True)
    right = p[each, labels].sum()
    np.exp(p, out=p)
    sums = p.sum(axis=1, keepdims=True)
    loss = (np.log(sums).sum() - right) / n
    p /= sums
    p[each, labels] -= 1
    p /= n
    np.dot(z1.T, p, out=GW2)
    p.sum(axis=0, out=GB2)
    np.dot(p, W2.T, out=d1)
    np.greater(z1, 0, out=positive)
    d1 *= positive
    np.dot(x.T, d1, out=GW1)
    d1.sum(axis=0, out=GB1)
    return loss


def sgd():
    np.multiply(G, JOB.rate, out=G)
    np.subtract(P, G, out=P)


def adam(count, beta1=0.9, beta2=0.999, epsilon=1e-8):
    np.multiply(M, beta1, out=M)
    np.multiply(G, 1 - beta1, out=T)
    np.add(M, T, out=M)
    np.multiply(V, beta2, out=V)
    np.multiply(G, G, out=G)
    np.multiply(G, 1 - beta2, out=G)
    np.add(V, G, out=V)
    np.sqrt(V, out=T)
    np.multiply(T, 1 / np.sqrt(1 - beta2 ** count), out=T)
    np.add(T, epsilon, out=T)
    np.divide(M, T, out=T)
    np.multiply(T, JOB.rate / (1 - beta1 ** count), out=T)
    np.subtract(P, T, out=P)


def run(steps):
    global COUNT
    loss = 0.0
    for _ in range(steps):
        loss = gradients(next(ORDERS))
        COUNT += 1
        adam(COUNT) if ADAM else sgd()
    return loss


serve("NumPy", np.__version__, run)
