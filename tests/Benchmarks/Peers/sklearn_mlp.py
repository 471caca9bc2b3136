"""scikit-learn's MLPClassifier with the same layers, batch and rate. Only its loop over batches is timed, not the checks of `fit` before it."""
import sys
import time
import warnings

from peer import missing, serve

try:
    import sklearn
    from sklearn.neural_network import MLPClassifier

    import data
except ImportError as error:
    missing(error)

warnings.filterwarnings("ignore")
JOB = data.Job(sys.argv[1], sys.argv[2])
STEPS_PER_EPOCH = -(-JOB.rows // JOB.batch)


class Timed(MLPClassifier):
    seconds = 0.0

    def _fit_stochastic(self, *arguments, **named):
        start = time.perf_counter()
        super()._fit_stochastic(*arguments, **named)
        self.seconds = time.perf_counter() - start


def run(steps):
    epochs = max(1, round(steps / STEPS_PER_EPOCH))
    model = Timed(
        hidden_layer_sizes=(JOB.hidden,), activation="relu", solver=sys.argv[2], alpha=0.0, batch_size=JOB.batch,
        learning_rate_init=JOB.rate, momentum=0.0, nesterovs_momentum=False, max_iter=epochs, tol=0.0,
        n_iter_no_change=epochs + 1, shuffle=True, random_state=1)
    model.fit(JOB.x, JOB.labels)
    return model.loss_, model.seconds / (epochs * STEPS_PER_EPOCH)


serve("scikit-learn", sklearn.__version__, run, timed=True)
