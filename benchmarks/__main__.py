"""`python -m benchmarks [NAME…]`: measures, a line each, and says which are over their target."""

import argparse
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterable
from importlib import import_module

import benchmarks
from benchmarks.line import Line
from benchmarks.machine import machine

_QUICK = {"answers": 1_000_000, "rows": 100_000, "rounds": 5, "seconds": 5, "taps": 300, "visits": 200}
"""What `--quick` makes of each number that a measurement takes, where that is less."""


def main(arguments: list[str] | None = None) -> int:
    """Measures what is named, or all of it. 0: all within their targets; 1: one is over, or failed."""
    known = _measurements()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one or more of {', '.join(known)}; all")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and answers: a first look")
    given = parser.parse_args(arguments)
    unknown = [name for name in given.names if name not in known]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; choose from {', '.join(known)}")
    print(machine(), flush=True)
    within = True
    for name in given.names or known:
        try:
            for line in known[name](**(_quickly(known[name]) if given.quick else {})):
                print(line, flush=True)
                within = within and line.measured <= line.target
        except Exception as error:  # the others are still worth measuring
            print(f"fail {name}: {type(error).__name__}: {error}", flush=True)
            within = False
    return 0 if within else 1


def _measurements() -> dict[str, Callable[..., Iterable[Line]]]:
    """Every module beside this one that has a `measure`."""
    names = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    modules = {name: import_module(f"benchmarks.{name}") for name in names if name != "__main__"}
    # A module of Python's own words ends in a bar: import_.
    return {n.rstrip("_"): module.measure for n, module in modules.items() if hasattr(module, "measure")}


def _quickly(measure: Callable[..., object]) -> dict[str, int]:
    numbers = inspect.signature(measure).parameters
    return {name: min(_QUICK[name], numbers[name].default) for name in numbers if name in _QUICK}


if __name__ == "__main__":
    sys.exit(main())
