"""What `kiosk --help` costs: the processor's time, which is what an old till has least of."""

import resource
import subprocess
import sys
from collections.abc import Iterable
from statistics import median

from benchmarks.line import Line


def measure(rounds: int = 15) -> Iterable[Line]:
    """Seconds of CPU of `kiosk --help`, Python's own start included."""
    python, whole = [], []
    for _ in range(rounds):
        python.append(_cpu("-c", "pass"))
        whole.append(_cpu("-m", "kiosk", "--help"))
    detail = f"of which Python's own start {median(python):.3f} s, medians of {rounds}"
    yield Line("kiosk --help", median(whole), 0.15, "s of CPU", detail)


def _cpu(*arguments: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
