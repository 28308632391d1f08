"""Tries everything that may happen to a kiosk, and prints one table of it.

    python tests/hostile [--short] [--seed N] [TRIAL ...]

Exit code 0 when nothing was lost, doubled, broken or got out, and every control was noticed; else 1.
"""

import argparse
import platform
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile.power.library import library
from hostile.table import Row, heading, line
from hostile.trials import FULL, SHORT, TRIALS

from store.sqlite.engine import sqlite3


def main() -> int:
    """Prints each row when it is known, and what went wrong below the table."""
    parser = argparse.ArgumentParser(prog="python tests/hostile", description=__doc__.partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="as in the tests: minutes become seconds")
    parser.add_argument("--seed", type=int, default=1, help="another one tries other things")
    parser.add_argument("trial", nargs="*", choices=[[], *TRIALS], help=f"of: {', '.join(TRIALS)}")
    asked = parser.parse_args()
    if isinstance(library(), str):
        print(f"Nothing can be tried here: {library()}.", file=sys.stderr)
        return 1
    rows: list[Row] = []
    print(machine(), flush=True)
    print(f"\n{heading()}", flush=True)
    began = time.monotonic()
    for name in asked.trial or TRIALS:
        for row in TRIALS[name](SHORT if asked.short else FULL, asked.seed):
            rows.append(row)
            print(line(row.cells), flush=True)
    print(f"\n{(time.monotonic() - began) / 60:.1f} minutes, seed {asked.seed}.")
    wrong = [row for row in rows if not row.is_good]
    for row in wrong:
        print(f"\nWRONG: {row.what}", *row.examples, sep="\n  ")
    return 1 if wrong else 0


def machine() -> str:
    """What it ran on, in one line."""
    import sqlite3 as plain

    return (
        f"{platform.system()} {platform.release()} {platform.machine()}, Python {platform.python_version()},"
        f" SQLite {sqlite3.sqlite_version} (WAL) and {plain.sqlite_version} of the standard library"
    )


if __name__ == "__main__":
    sys.exit(main())
