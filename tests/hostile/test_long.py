"""Pages, a stranger, many visits in one process, two of everything: `python tests/hostile --short`."""

import os
import sys

import pytest
from hostile import trials
from hostile.trials import SHORT, Trial

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux" or not hasattr(os, "openpty"), reason="only on Linux"),
]

SEED = 1


@pytest.mark.parametrize(
    "trial",
    [trials.pages, trials.fuzz, trials.one_process, trials.together],
    ids=["pages", "stranger", "visits", "two of everything"],
)
def test_nothing_is_lost_and_nobody_gets_in(trial: Trial) -> None:
    for row in trial(SHORT, SEED):
        assert row.is_good, (row.what, *row.examples)
