"""The power goes, the disk fails, the kiosk is killed: what was thanked for is there, once, and whole.

The short form; `python tests/hostile` tries far more.
"""

import os

import pytest
from hostile.power import trials
from hostile.power.library import library
from hostile.power.trials import SHORT, Trial

pytestmark = pytest.mark.skipif(isinstance(library(), str), reason=f"no recorder: {library()}")

SEED = 1


@pytest.mark.parametrize(
    "trial", [trials.power, trials.power_twice, trials.failing_disk], ids=["cut", "cut twice", "failing disk"]
)
def test_what_was_thanked_for_is_there_once_and_whole(trial: Trial) -> None:
    rows = list(trial(SHORT, SEED))
    assert rows, "there is a journal for every engine"
    for row in rows:
        assert row.is_good, (row.what, *row.examples)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")
@pytest.mark.parametrize("trial", [trials.power_at_the_kiosk, trials.kills], ids=["cut", "kills"])
def test_so_it_is_at_a_real_kiosk(trial: Trial) -> None:
    for row in trial(SHORT, SEED):
        assert row.is_good, (row.what, *row.examples)


def test_it_is_noticed_when_a_safeguard_is_taken_away() -> None:
    rows = list(trials.controls(SHORT, SEED))
    assert rows
    for row in rows:
        assert row.lost, f"{row.what}: nothing was noticed"
