"""The same on the standard library's SQLite, where that is another: often one with the WAL-reset bug."""

import sqlite3 as plain
import subprocess
import sys
from pathlib import Path

import pytest

from store.sqlite.engine import OLDEST, sqlite3

CORE = ("saving", "erasing", "opening", "reading")
RUN = """
import sys
sys.modules["pysqlite3"] = None  # as where it is not installed
import pytest
sys.exit(pytest.main(sys.argv[1:]))
"""


@pytest.mark.long
@pytest.mark.skipif(sqlite3.__name__ == "sqlite3", reason="the standard library's SQLite is the one in use")
@pytest.mark.skipif(plain.sqlite_version_info < OLDEST, reason="it is too old for the store")
def test_all_of_it_holds_on_the_standard_librarys_engine() -> None:
    here = Path(__file__).parent
    files = [str(here / f"test_{name}.py") for name in CORE]
    run = subprocess.run(
        [sys.executable, "-c", RUN, "-n", "0", "-p", "no:cacheprovider", *files],
        capture_output=True,
        text=True,
        check=False,
        cwd=here.parents[1],
    )
    assert run.returncode == 0, run.stdout + run.stderr
