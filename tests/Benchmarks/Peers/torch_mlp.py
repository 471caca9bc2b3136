"""The same network in PyTorch: modules, autograd, torch.optim; a shuffled batch is gathered and the loss read every step."""
import sys

from peer import missing, serve, threads

try:
    import torch

    import data
except ImportError as error:
    missing(error)

torch.set_default_dtype(torch.float64)
torch.set_num_threads(threads())
JOB = data.Job(sys.argv[1], sys.argv[2])
X, LABELS = torch.from_numpy(JOB.x), torch.from_numpy(JOB.labels)
MODEL = torch.nn.Sequential(
    torch.nn.Linear(JOB.inputs, JOB.hidden), torch.nn.ReLU(), torch.nn.Linear(JOB.hidden, JOB.classes))
LOSS = torch.nn.CrossEntropyLoss()
OPTIMIZER = (torch.optim.Adam if sys.argv[2] == "adam" else torch.optim.SGD)(MODEL.parameters(), lr=JOB.rate)


def orders():
    while True:
        yield from torch.randperm(JOB.rows).split(JOB.batch)


ORDERS = orders()


def run(steps):
    last = 0.0
    for _ in range(steps):
        rows = next(ORDERS)
        OPTIMIZER.zero_grad(set_to_none=True)
        loss = LOSS(MODEL(X[rows]), LABELS[rows])
        loss.backward()
        OPTIMIZER.step()
        last = loss.item()
    return last


serve("PyTorch", torch.__version__, run)
