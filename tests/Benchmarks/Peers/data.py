"""The same rows, sizes and rates for every peer."""
import os

import numpy as np

ARTICLE_X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=np.float64)
TARGETS = {"article": [0, 0, 1, 1], "article-3-layer": [0, 1, 1, 0]}
SEEDS = {"article": 123, "article-3-layer": 1}


def article(job):
    """Inputs, targets and first weights, as the article draws them."""
    y = np.array([TARGETS[job]], dtype=np.float64).T
    np.random.seed(SEEDS[job])
    shapes = [(3, 1)] if job == "article" else [(3, 4), (4, 1)]
    return ARTICLE_X, y, [2 * np.random.random(shape) - 1 for shape in shapes]


class Job:
    """A classifier: data, sizes of layers, rows in a batch, learning rate."""

    def __init__(self, name, optimizer):
        if name == "digits":
            path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Data", "digits.csv")
            table = np.loadtxt(path, delimiter=",", skiprows=1)
            self.x = np.ascontiguousarray(table[:, :-1]) / 16
            self.labels = table[:, -1].astype(np.int64)
            self.hidden, self.batch = 32, 32
        else:
            random = np.random.default_rng(1)
            self.x = random.integers(0, 256, (60000, 784), dtype=np.uint8) / 255.0
            self.labels = random.integers(0, 10, 60000)
            self.hidden, self.batch = 128, 64
        self.rows, self.inputs = self.x.shape
        self.classes = 10
        self.rate = 0.001 if optimizer == "adam" else 0.01


def orders(rows, batch, seed=0):
    """Row numbers of one batch after the other: shuffled anew each epoch, the last batch of an epoch may be smaller."""
    random = np.random.default_rng(seed)
    while True:
        order = random.permutation(rows)
        for first in range(0, rows, batch):
            yield order[first:first + batch]
