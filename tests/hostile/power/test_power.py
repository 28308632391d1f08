"""The power goes, the disk fails, the kiosk is killed: what was thanked for is there, once, and whole.

The short form; `python tests/hostile` tries far more.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hostile.power import trials
from hostile.power.library import library, preloaded
from hostile.power.log import operations
from hostile.power.record import environment
from hostile.power.states import Cut, Disk
from hostile.power.trials import SHORT, Trial

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(isinstance(library(), str), reason=f"no recorder: {library()}"),
]

SEED = 1


@pytest.mark.parametrize(
    "trial",
    [
        trials.power_with_a_damaged_file,
        trials.power_after_a_failed_sync,
        trials.failing_disk,
    ],
    ids=[
        "cut with a damaged file",
        "cut after a failed sync",
        "failing disk",
    ],
)
def test_what_was_thanked_for_is_there_once_and_whole(trial: Trial) -> None:
    rows = list(trial(SHORT, SEED))
    assert rows, "there is a journal for every engine"
    for row in rows:
        assert row.is_good, (row.what, *row.examples)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")
@pytest.mark.parametrize("trial", [trials.power, trials.kills], ids=["cut", "kills"])
def test_so_it_is_at_a_real_kiosk(trial: Trial) -> None:
    for row in trial(SHORT, SEED):
        assert row.is_good, (row.what, *row.examples)


def test_it_is_noticed_when_a_safeguard_is_taken_away() -> None:
    rows = list(trials.controls(SHORT, SEED))
    assert rows
    for row in rows:
        assert row.lost, f"{row.what}: nothing was noticed"


def test_a_home_that_was_just_made_survives_a_power_cut(tmp_path: Path) -> None:
    folder, log = tmp_path / "disk", tmp_path / "log"
    folder.mkdir()
    disk = Disk.of(folder)
    program = [sys.executable, "-m", "kiosk", "--home", str(folder / "shops" / "home"), "init"]
    environment = os.environ | preloaded(folder, log)
    subprocess.run(
        program, env=environment, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    for operation in operations(log):
        disk.do(operation)
    left = disk.image(Cut("none of it", ()))
    assert {"shops/home/kiosk.toml", "shops/home/surveys/counter.toml"} <= set(left)


READ_ONLY = """
from pathlib import Path
from sys import argv
from hostile.power.library import Fault, arm
from sqlite.acknowledged import Counter
kiosk = Counter(Path(argv[1]) / "kiosk.db")
kiosk.settle()
kiosk.ask(12)
arm(1, Fault.READ_ONLY, sticky=True)
for _ in range(3):
    assert kiosk.is_refused()
    assert kiosk.safe.tend() == 2.0
print(kiosk.safe.problem)
arm(0, Fault.NEVER, sticky=False)
kiosk.settle()
assert kiosk.safe.problem == "", kiosk.safe.problem
kiosk.ask(12)
kiosk.check()
"""


@pytest.mark.parametrize("wal", trials.journals())
def test_a_disk_that_is_read_only_for_a_while_takes_answers_again_afterwards(
    wal: bool, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    around = environment(tmp_path, wal=wal)
    around["PYTHONPATH"] += f"{os.pathsep}{Path(__file__).parents[2]}"
    program = [sys.executable, "-c", READ_ONLY, str(disk)]
    done = subprocess.run(
        program, env=os.environ | around | preloaded(disk), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "cannot be written" in done.stdout or "reported an error" in done.stdout


def test_a_switch_to_wal_that_failed_leaves_a_journal_that_survives(tmp_path: Path) -> None:
    """SQLite then says WAL, and would work with the journal that it deletes."""
    if True not in trials.journals():
        pytest.skip("no engine here may write a log")
    for sync in (5, 6):
        outcome = trials.after_the_failure(tmp_path, sync, 150, SEED, wal=True)
        assert not outcome.problems, outcome.examples


def test_a_retry_after_a_failed_last_sync_is_on_the_disk(tmp_path: Path) -> None:
    """The answer is seen in the file already; without another sync a power cut takes it away again."""
    if False not in trials.journals():
        pytest.skip("no engine here works with a journal")
    for sync in (41, 46):
        outcome = trials.after_the_failure(tmp_path, sync, 100, SEED, wal=False)
        assert not outcome.problems, outcome.examples
