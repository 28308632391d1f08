"""Memory of an export of a million responses, over that of a quarter: it streams, in every form."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from benchmarks.filled import filled
from benchmarks.line import Line
from kiosk.home import Home, make_home

_TARGET = 1.1
_FORMS = {
    "CSV": ("csv",),
    "one row an answer": ("csv", "--long"),
    "JSON Lines": ("jsonl",),
    "Parquet": ("parquet",),
}
_CHILD = """
import sys
from kiosk.__main__ import main
code = main(sys.argv[1:])
with open("/proc/self/status") as status:
    print(next(line for line in status if line.startswith("VmHWM")), file=sys.stderr)
sys.exit(code)
"""
"""The peak that the system counts for a child begins with what its parent held: it has to look itself."""
_A_VISIT = 3
"""Scores."""


def measure(rows: int = 1_000_000) -> Iterator[Line]:
    """The real command, its output thrown away; the peak of its resident memory."""
    if not Path("/proc/self/status").exists():
        yield Line("memory of an export", 0, _TARGET, detail="not measured: needs /proc/self/status")
        return
    with tempfile.TemporaryDirectory(dir=os.environ.get("KIOSK_BENCHMARKS")) as name:
        few, many = (_home(Path(name), count) for count in (rows // 4, rows))
        for form, options in _FORMS.items():
            what = f"memory of an export of {rows:,} responses as {form} / of {rows // 4:,}"
            if form == "Parquet" and find_spec("pyarrow") is None:
                yield Line(what, 0, _TARGET, detail="not measured: pyarrow is not installed")
                continue
            (small, _), (large, seconds) = _export(few, options), _export(many, options)
            detail = f"{small / 1e6:.1f} MB, {large / 1e6:.1f} MB; {rows / seconds:,.0f} responses a second"
            yield Line(what, large / small, _TARGET, detail=detail)


def _home(folder: Path, responses: int) -> Home:
    home = Home(folder / f"shop-{responses}")
    make_home(home)
    os.replace(filled(folder, responses * _A_VISIT), home.database)
    return home


def _export(home: Home, options: tuple[str, ...]) -> tuple[int, float]:
    """Bytes at the peak, and seconds."""
    words = ["--home", str(home.path), "export", "-", "--format", *options]
    began = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    )
    return int(done.stderr.split()[-2]) * 1024, perf_counter() - began
