"""The machine that a measurement was made on, in a line."""

import os
import platform
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from store.sqlite.engine import VERSION, journal_mode


def machine() -> str:
    """Processor, cores, Python, SQLite, and what the disk takes for a raw write that is kept."""
    version = ".".join(map(str, VERSION))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{_processor()}, {cores} cores, {platform.system()}; Python {platform.python_version()},"
        f" SQLite {version} ({journal_mode(VERSION)}); 4 KiB append + sync {_raw_sync() * 1e6:.0f} µs"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith(("model name", "Model"))),
        platform.machine(),
    )


def _raw_sync(rounds: int = 200) -> float:
    """Median seconds of one append of 4 KiB that is on the disk."""
    sync = getattr(os, "fdatasync", os.fsync)
    taken = []
    with tempfile.NamedTemporaryFile(buffering=0, dir=os.environ.get("KIOSK_BENCHMARKS")) as file:
        block = os.urandom(4096)
        for _ in range(rounds):
            began = perf_counter()
            file.write(block)
            sync(file.fileno())
            taken.append(perf_counter() - began)
    return median(taken)
