"""Several processes share one store, and one of them may be killed at any moment."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite.counter import TODAY, Store
from sqlite.recount import kept, recounted

from store.model.reader import Dimension, Filters
from store.sqlite.engine import Version

TESTS = Path(__file__).parents[1]
WRITER = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from sqlite.counter import NOON, Clock, Store, answered, visit
from store.model.rules import Rules
store = Store(Path({path!r}), Clock(), {engine!r}, rules=Rules())
print("ready", flush=True)
for number in range({taps}):
    if {asked}:
        sys.stdin.readline()
    scores = [answered(q, 4, after=i * 4000) for i, q in enumerate(("satisfaction", "recommend", "ease"))]
    store.save(visit(f"{name}-{{number}}", *scores, at=NOON + number * 20_000, kiosk={name!r}))
    print(number, flush=True)
"""


@contextmanager
def writer(store: Store, name: str, taps: int, *, asked: bool = False) -> Iterator[subprocess.Popen[str]]:
    """Another kiosk, called `name`, that says so after each tap; it waits before each where `asked`."""
    code = WRITER.format(
        tests=str(TESTS), path=str(store.path), engine=store.engine, taps=taps, name=name, asked=asked
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process


def answers(store: Store) -> int:
    tallies = store.reader.tallies(TODAY, TODAY + 9, Dimension.TOTAL, Filters())
    return sum(sum(tally.counts) for tally in tallies)


def test_a_tap_in_one_process_is_seen_by_another(store: Store, engine: Version) -> None:
    with writer(store, "other", 2, asked=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        store.reader.changed()
        for tap in (1, 2):
            assert not store.reader.changed()
            process.stdin.write("\n")
            process.stdin.flush()
            deadline = time.monotonic() + 10
            while not store.reader.changed():
                assert time.monotonic() < deadline, "the tap was not seen"
            assert answers(store) == 3 * tap
        process.communicate()


def test_two_kiosks_write_at_once_and_nothing_is_lost(store: Store, engine: Version) -> None:
    with writer(store, "one", 25) as one, writer(store, "two", 25) as two:
        one.communicate(timeout=60)
        two.communicate(timeout=60)
    assert one.returncode == two.returncode == 0
    assert answers(store) == 150
    assert kept(store) == recounted(store)
    assert store.one("SELECT count(DISTINCT revision) FROM response") == 50
    assert store.whole()


def test_a_killed_kiosk_leaves_whole_responses_and_all_it_acknowledged(store: Store, engine: Version) -> None:
    with writer(store, "other", 100_000) as process:
        assert process.stdout is not None
        for _ in range(20):
            acknowledged = int(process.stdout.readline())
        process.kill()
        left = process.stdout.read().split()
        acknowledged = int(left[-1]) if left else acknowledged
    store.close()
    store.open()
    there = {int(uid.split("-")[1]) for (uid,) in store.rows("SELECT uid FROM response")}
    assert there >= set(range(acknowledged + 1))
    assert len(there) <= acknowledged + 2
    assert store.rows("SELECT DISTINCT count(*) FROM answer GROUP BY response") == [(3,)]
    assert kept(store) == recounted(store)
    assert store.whole()
