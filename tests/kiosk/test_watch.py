"""Alerts are raised once while nobody watches, and the shop's own program is told."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite.counter import FIXED, NOON, TODAY, Clock, Store, answered, visit

from kiosk.apps.watch import Watch
from kiosk.home import Home
from kiosk.on_alert import run
from kiosk.settings import Settings
from store.model.raised import RaisedAlert
from store.model.rules import Rules
from store.sqlite.alerts import acknowledge, latest
from store.words import words_for

MINUTE = 60_000
WRITES = """
import json, os, sys
facts = {name: value for name, value in os.environ.items() if name.startswith("KIOSK_ALERT_")}
open(sys.argv[1], "a").write(json.dumps([facts, json.load(sys.stdin), os.getcwd(), sys.argv[2]]) + "\\n")
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    store = Store(home.database, Clock(NOON), FIXED, rules=Rules(repeat_seconds=0))
    for back in range(1, 15):
        for i in range(10):
            score = 1 if i == 0 else 5
            store.save(
                visit(
                    f"{back}-{i}", answered("satisfaction", score), at=NOON - back * 86_400_000 + i * MINUTE
                )
            )
    yield store
    store.close()


def watch(home: Home, **settings: object) -> Watch:
    return Watch(
        home,
        Settings(alert_silent_minutes=0, shop="Corner", **settings),  # type: ignore[arg-type]
        lambda: datetime.fromtimestamp(NOON / 1000 + 1800, UTC),
        words_for("en"),
    )


def low(store: Store, *minutes: int) -> None:
    store.save(*(visit(f"low{m}", answered("satisfaction", 1), at=NOON + m * MINUTE) for m in minutes))


def raised(store: Store) -> list[RaisedAlert]:
    return list(latest(store.database.connection, limit=9))


def test_four_low_answers_in_a_happy_shop_raise_one_alert_however_many_watch(
    home: Home, store: Store
) -> None:
    watches = [watch(home), watch(home)]
    assert [each.look() for each in watches] == [0, 0]
    low(store, 1, 2, 3, 4)
    assert [each.look() for each in watches] == [1, 0]
    low(store, 5)
    assert [each.look() for each in watches] == [0, 0]
    (alert,) = raised(store)
    assert (alert.rule, alert.subject, alert.day, alert.facts["low"]) == ("low", "1", TODAY, 4)
    acknowledge(store.database, alert.number, "Marie")
    assert watches[1].look() == 0


def test_the_shops_program_is_given_the_facts_once(home: Home, store: Store, tmp_path: Path) -> None:
    told = tmp_path / "told"
    command = (sys.executable, "-c", WRITES, str(told), "$HOME; rm -rf ~")
    watches = [watch(home, on_alert=command), watch(home, on_alert=command)]
    low(store, 1, 2, 3, 4)
    assert [each.look() for each in watches] == [1, 0]
    (line,) = told.read_text().splitlines()
    facts, given, folder, last = json.loads(line)
    assert (folder, last) == (str(home.path), "$HOME; rm -rf ~")
    assert facts["KIOSK_ALERT_TEXT"] == given["text"]
    assert given["text"].startswith("Satisfaction: 4 of 4 answers unhappy")
    assert (given["rule"], given["question"], given["shop"], given["low"]) == (
        "low",
        "satisfaction",
        "Corner",
        4,
    )
    assert raised(store)[0].told == "ok"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("/no/such/program",), "/no/such/program cannot be started (No such file or directory)."),
        ((sys.executable, "-c", "import sys; sys.exit('no network')"), " ended with 1: no network"),
        ((sys.executable, "-c", "import time; time.sleep(60)"), " took longer than 0.5 seconds."),
        (("x\0y",), " cannot be started (embedded null byte)."),
    ],
)
def test_a_program_that_fails_is_a_sentence_and_ends(
    tmp_path: Path, command: tuple[str, ...], said: str
) -> None:
    alert = RaisedAlert(1, "silent", "till\0-3", TODAY, NOON, {})
    began = time.monotonic()
    assert run(command, alert, "", "", shop="", folder=tmp_path, seconds=0.5).endswith(said)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(("code", "told"), [(0, "ok"), (3, "sh ended with 3: oh no")])
def test_what_a_program_leaves_running_is_not_waited_for(tmp_path: Path, code: int, told: str) -> None:
    alert = RaisedAlert(1, "low", "1", TODAY, NOON, {})
    leaves = ["sh", "-c", f"sleep 2 & echo oh no >&2; exit {code}"]
    assert run(leaves, alert, "q", "Low.", shop="", folder=tmp_path, seconds=1) == told


def test_what_goes_on_complaining_fills_no_disk_and_is_cut_off(tmp_path: Path) -> None:
    alert = RaisedAlert(1, "low", "1", TODAY, NOON, {})
    chatters = ["sh", "-c", "echo o >&2; yes o >&2 & echo $! > chatter; exit 3"]
    assert run(chatters, alert, "q", "Low.", shop="", folder=tmp_path) == "sh ended with 3: o"
    _until(lambda: not _runs(int((tmp_path / "chatter").read_text())))


def test_a_program_may_close_its_complaint_and_leave_its_facts_unread(tmp_path: Path) -> None:
    alert = RaisedAlert(1, "low", "1", TODAY, NOON, {})
    closes = ["sh", "-c", "exec <&- 2>&-; sleep 0.1; exit 3"]
    long = "Low. " * 100_000
    assert run(closes, alert, "q", "Low.", shop="", folder=tmp_path) == "sh ended with 3."
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kiosk.on_alert._text", lambda value: "")  # no variable may be so long
        assert run(closes, alert, "q", long, shop="", folder=tmp_path) == "sh ended with 3."


def test_what_the_watch_cannot_read_is_noted_once_and_left_to_the_next_time(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.database.write_text("Dear diary")
    noted: list[Exception] = []
    monkeypatch.setattr("kiosk.apps.watch.FIRST_SECONDS", 0.01)
    monkeypatch.setattr("kiosk.apps.watch.EVERY_SECONDS", 0.01)
    looking = watch(home)
    looking._note = noted.append  # type: ignore[method-assign]
    rounds, look = 0, looking.look

    def counted() -> int:
        nonlocal rounds
        rounds += 1
        return look()

    looking.look = counted  # type: ignore[method-assign]
    looking.start()
    _until(lambda: rounds >= 4)
    looking.stop()
    looking.join(5)
    assert not looking.is_alive()
    assert len(noted) == 1


def test_a_home_without_a_store_raises_nothing_and_makes_none(home: Home) -> None:
    assert watch(home).look() == 0
    assert not home.database.exists()


def _runs(process: int) -> bool:
    """Not merely left as an entry that nobody has collected."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)
