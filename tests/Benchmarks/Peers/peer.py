"""What every peer speaks: one JSON line when it is ready, then for each line 'go N' the seconds of one step and the last loss."""
import ctypes
import json
import os
import sys
import time


def threads():
    """How many threads the job allows."""
    return int(os.environ.get("OMP_NUM_THREADS", "1"))


def loaded_blas():
    """The BLAS this process really has in memory, whatever somebody meant it to load."""
    if not os.path.exists("/proc/self/maps"):
        return "BLAS unknown"
    with open("/proc/self/maps", encoding="ascii", errors="replace") as maps:
        paths = {line.split()[-1] for line in maps if "/" in line}
    libraries = {os.path.basename(path): path for path in paths}
    openblas = [path for name, path in libraries.items() if name.startswith("libopenblas")]
    if openblas:
        library = ctypes.CDLL(openblas[0])
        library.openblas_get_config.restype = library.openblas_get_corename.restype = ctypes.c_char_p
        version = library.openblas_get_config().decode().split()[1]
        return f"OpenBLAS {version} ({library.openblas_get_corename().decode()})"
    if any(name.startswith("libmkl") for name in libraries):
        return "MKL"
    if any(name.startswith("libblas") for name in libraries):
        return "netlib reference BLAS"
    return "its own"


def serve(name, version, run, timed=False):
    """Serves `run(steps) -> loss`; where `timed`, `run(steps) -> (loss, seconds of one step)`: it knows better what to leave out."""
    say({"name": name, "version": version, "blas": loaded_blas(), "threads": threads()})
    for line in sys.stdin:
        steps = int(line.split()[1])
        start = time.perf_counter()
        result = run(steps)
        seconds = (time.perf_counter() - start) / steps
        loss, seconds = result if timed else (result, seconds)
        say({"seconds": seconds, "loss": float(loss)})


def say(message):
    print(json.dumps(message), flush=True)


def missing(error):
    """The peer is not here: says so and ends."""
    say({"missing": str(error)})
    sys.exit(0)
