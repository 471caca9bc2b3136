"""The article as a script: 100,000 steps from a cold start, the weights printed, nothing recorded."""
import numpy as np

x = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
y = np.array([[0, 0, 1, 1]]).T
np.random.seed(123)
syn0 = 2 * np.random.random((3, 1)) - 1
for _ in range(100000):
    l1 = 1 / (1 + np.exp(-np.dot(x, syn0)))
    l1_error = y - l1
    syn0 += np.dot(x.T, l1_error * (l1 * (1 - l1)))
print(syn0.ravel())
