"""The article's network as one writes it in PyTorch: modules, autograd, optim.SGD; the loss is read every step."""
import sys

from peer import missing, serve, threads

try:
    import torch

    import data
except ImportError as error:
    missing(error)

torch.set_default_dtype(torch.float64)
torch.set_num_threads(threads())
JOB = sys.argv[1]


def run(steps):
    x, y, weights = data.article(JOB)
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    layers = []
    for w in weights:
        linear = torch.nn.Linear(*w.shape, bias=False)
        linear.weight.data = torch.from_numpy(w.T.copy())
        layers += [linear, torch.nn.Sigmoid()]
    model = torch.nn.Sequential(*layers)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    for _ in range(steps):
        optimizer.zero_grad()
        difference = y - model(x)
        loss = 0.5 * (difference * difference).sum()
        loss.backward()
        optimizer.step()
        loss.item()
    return difference.detach().abs().sum().item()


serve("PyTorch", torch.__version__, run)
