"""The operator's app on a real store: live, locked, and calm when the store is in trouble."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from operator_screen.shown import areas
from sqlite.counter import FIXED, NOON, SURVEY, Clock, Store, answered, visit
from textual.pilot import Pilot

from kiosk.apps.feed import Feed, gather
from kiosk.apps.operator import OperatorApp
from kiosk.apps.scores import Left, ScoresScreen
from kiosk.home import Home
from kiosk.pins.file import write_pin
from kiosk.settings import Settings
from screens.operator.board import Board
from screens.operator.pin import PinScreen
from screens.operator.remarks import RemarksScreen
from screens.operator.shop import ShopFacts
from screens.operator.view import Live, View
from store.model.people import Person
from store.model.period import Span
from store.model.rules import Rules
from store.sqlite import backup
from store.sqlite.spill import Spill, spill_path
from store.words import words_for

MARKUP = "[@click=app.quit()]x[/] \x1b[31m[/b]"

TAP = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from operator_screen.shown import areas
from sqlite.counter import NOON, SURVEY, answered, visit
from store.sqlite.database import open_database
from store.sqlite.responses import Responses
with open_database(Path(sys.argv[1]), writing=True, now_ms=lambda: NOON) as database:
    responses = Responses(database)
    responses.register(SURVEY)
    responses.save(visit("another", answered("satisfaction", 5), at=NOON + 60_000))
"""


class Wall:
    """The shop's clock, moved by hand."""

    def __init__(self) -> None:
        self.ms = NOON + 3_600_000

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(self.ms / 1000, UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    store = Store(home.database, Clock(), FIXED, rules=Rules())
    yield store
    store.close()


def app_of(home: Home, wall: Callable[[], datetime] | None = None, **more: object) -> OperatorApp:
    made = {"home": home, "language": "en", "clock": wall or Wall(), "theme": "kiosk-normal"} | more
    return OperatorApp(Settings(), **made)  # type: ignore[arg-type]  # the arguments as they are


async def until(pilot: Pilot[int], holds: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        if pilot.app._exception is not None:
            raise pilot.app._exception
        assert time.monotonic() < end, "it never came"
        await pilot.pause(0.01)


def text(app: OperatorApp, name: str) -> str:
    found = areas(app.screen).get(name)
    return found.plain_text if found else ""


def three_fives() -> list:
    return [visit(f"u{i}", answered("satisfaction", 5), at=NOON + i * 60_000) for i in range(3)]


async def test_three_taps_of_five_are_three_of_three_satisfied(home: Home, store: Store) -> None:
    store.save(*three_fives())
    app = app_of(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "3 of 3 satisfied" in text(app, "sentence"))
        assert "too few to be sure" in text(app, "card-0")


async def test_a_tap_in_another_process_appears_without_a_key(home: Home, store: Store) -> None:
    app = app_of(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "No answers yet" in text(app, "sentence"))
        tests = str(Path(__file__).parents[1])
        subprocess.run([sys.executable, "-c", TAP, str(home.database), tests], check=True, timeout=30)
        written = time.monotonic()
        await until(pilot, lambda: "1 of 1 satisfied" in text(app, "sentence"))
        assert time.monotonic() - written < 1


async def test_a_filter_shows_only_its_answers_and_names_come_from_the_store(
    home: Home, store: Store
) -> None:
    store.save(
        *three_fives(), visit("r", answered("satisfaction", 1), at=NOON + 999_000, touchpoint="returns")
    )
    app = app_of(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "3 of 4" in text(app, "card-0") + text(app, "sentence"))
        await pilot.press("t")
        await until(pilot, lambda: app.screen.query_one("#names").option_count == 3)  # type: ignore[attr-defined]
        await pilot.press("end", "enter")
        await until(pilot, lambda: "touchpoint returns ×" in text(app, "sentence"))
        await until(pilot, lambda: "0 of 1 satisfied" in text(app, "sentence"))
        await pilot.press("escape")
        await until(pilot, lambda: "3 of 4 satisfied" in text(app, "sentence"))


async def test_yesterday_is_one_key_away_and_today_comes_back(home: Home, store: Store) -> None:
    store.save(*three_fives(), visit("y", answered("satisfaction", 2), at=NOON - 86_400_000))
    app = app_of(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "3 of 3" in text(app, "sentence"))
        await pilot.press("left")
        await until(pilot, lambda: "0 of 1" in text(app, "sentence"))
        assert "20 November" in text(app, "header")
        await pilot.press("right")
        await until(pilot, lambda: "3 of 3" in text(app, "sentence"))


async def test_when_the_business_day_turns_today_is_the_new_day(home: Home, store: Store) -> None:
    store.save(*three_fives())
    wall = Wall()
    app = app_of(home, wall)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "3 of 3" in text(app, "sentence"))
        wall.ms += 86_400_000
        await until(pilot, lambda: "22 November" in text(app, "header"))
        assert "No answers yet" in text(app, "sentence")


async def test_a_comment_with_markup_and_escapes_is_harmless_everywhere(home: Home, store: Store) -> None:
    remark = answered("remark", text=MARKUP, after=4000)
    store.save(visit("m", answered("satisfaction", 1), remark, touchpoint=MARKUP))
    app = app_of(home)
    async with app.run_test(size=(130, 40)) as pilot:
        await until(pilot, lambda: "[@click=app.quit()]x[/]" in text(app, "comments"))
        assert "[@click=app.quit()]x[/]" in text(app, "touchpoints")
        board = app.screen.query_one(Board)
        comments = board.areas["comments"]
        await pilot.click(board, offset=(comments.x + 20, comments.y + 1))
        await until(pilot, lambda: isinstance(app.screen, RemarksScreen) and "quit" in text(app, "sheet"))
        assert "\x1b" not in text(app, "sheet")
        await pilot.click("#sheet", offset=(30, 2))
        assert app.is_running


async def test_no_store_yet_is_said_and_the_first_tap_is_still_seen(home: Home) -> None:
    app = app_of(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "There is no store" in text(app, "sentence"))
        assert "kiosk run" in text(app, "sentence")
        made = Store(home.database, Clock(), FIXED, rules=Rules())
        made.save(*three_fives())
        made.close()
        await until(pilot, lambda: "3 of 3" in text(app, "sentence"))
        assert "no store" not in text(app, "sentence")


async def test_a_store_that_vanishes_is_a_red_line_over_what_was_known(home: Home, store: Store) -> None:
    store.save(*three_fives())
    app = app_of(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "3 of 3" in text(app, "sentence"))
        home.database.rename(home.path / "elsewhere.db")
        await until(pilot, lambda: "There is no store" in text(app, "sentence"))
        assert "3 of 3 satisfied" in text(app, "sentence")
        (home.path / "elsewhere.db").rename(home.database)
        await until(pilot, lambda: "There is no store" not in text(app, "sentence"))


async def test_answers_that_the_store_could_not_take_are_a_red_line_and_not_called_saved(
    home: Home, store: Store
) -> None:
    store.save(*three_fives())
    spill = Spill(spill_path(home.database, "till"), size=1 << 16)
    spill.keep(visit("waits", answered("satisfaction", 1), at=NOON), SURVEY)
    wall = Wall()
    app = app_of(home, clock=wall)
    async with app.run_test(size=(130, 40)) as pilot:
        waits = "1 visit could not be written into the store yet, or not all of it"
        await until(pilot, lambda: waits in text(app, "sentence"))
        assert "3 of 3" in text(app, "sentence")
        assert "1 problem" in text(app, "header")
        assert "saved" not in text(app, "header")
        spill.clear()
        spill.close()
        wall.ms += 60_000
        await until(pilot, lambda: "could not be written" not in text(app, "sentence"))
        assert "saved" in text(app, "header")


async def test_a_file_that_is_no_store_is_a_sentence(home: Home) -> None:
    home.database.write_text("Dear diary")
    app = app_of(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "kiosk.db" in text(app, "sentence").replace("\n", ""))
        assert "not live" in text(app, "header")


async def test_the_pin_opens_the_scores_and_locking_asks_again(home: Home, store: Store) -> None:
    store.save(*three_fives())
    write_pin(home.pin_file, "482913")
    app = app_of(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PinScreen))
        await pilot.press(*"111111", "enter")
        await until(pilot, lambda: "Wrong" in app.screen.said)  # type: ignore[attr-defined]
        await pilot.press(*"482913", "enter")
        await until(pilot, lambda: "3 of 3" in text(app, "sentence"))
        await pilot.press("question_mark", "L")
        await until(pilot, lambda: isinstance(app.screen, PinScreen))
        assert [type(screen) for screen in app.screen_stack[1:]] == [PinScreen]


async def test_without_a_pin_no_lock_is_offered(home: Home, store: Store) -> None:
    app = app_of(home)
    async with app.run_test(size=(200, 60)) as pilot:
        await until(pilot, lambda: "No answers yet" in text(app, "sentence"))
        assert "lock" not in text(app, "keys")
        await pilot.press("L")
        assert isinstance(app.screen, ScoresScreen)


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_a_terminal_of_ones_own_is_left_by_ctrl_q_or_ctrl_c(home: Home, store: Store, key: str) -> None:
    app = app_of(home)
    async with app.run_test() as pilot:
        await pilot.press(key)
        await until(pilot, lambda: app.return_code is not None)
    assert app.return_code == 130


class Seconds:
    """A clock that only goes forward, by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_inside_a_kiosk_the_scores_lock_themselves_when_nobody_is_there(
    home: Home, store: Store
) -> None:
    left: list[Left | None] = []
    seconds = Seconds()
    app = app_of(home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = ScoresScreen(
            words_for("en"),
            home=home,
            clock=Wall(),
            settings=Settings(),
            person=Person("Marie"),
            plain=False,
            idle_seconds=120,
            leaves=True,
            seconds=seconds,
        )
        app.push_screen(screen, left.append)
        await pilot.press("h")
        seconds.now = 100
        await pilot.press("down")
        await pilot.pause()
        seconds.now = 219
        screen.look_idle()
        assert left == []
        await pilot.hover("#sheet")
        await pilot.pause()
        seconds.now = 338
        screen.look_idle()
        assert left == []
        assert areas(app.screen)["keys"].plain_text == "Locks in 1 second."
        seconds.now = 340
        screen.look_idle()
        await until(pilot, lambda: left == [Left.LOCKED_ITSELF] and screen not in app.screen_stack)
        screen.look_idle()
        await pilot.pause()
        assert left == [Left.LOCKED_ITSELF]


async def test_escape_leads_back_to_the_menu_of_the_kiosk(home: Home, store: Store) -> None:
    left: list[Left | None] = []
    app = app_of(home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = ScoresScreen(
            words_for("en"),
            home=home,
            settings=Settings(),
            person=Person("Marie"),
            clock=Wall(),
            plain=False,
            idle_seconds=120,
            leaves=True,
        )
        app.push_screen(screen, left.append)
        await pilot.press("w", "escape")
        await pilot.pause()
        assert left == []
        await pilot.press("escape")
        await until(pilot, lambda: left == [Left.BACK])


def test_the_feed_reads_only_when_something_has_changed(home: Home, store: Store) -> None:
    store.save(*three_fives())
    delivered: list[Live] = []
    feed = Feed(home, Wall(), 4, lambda what: delivered.append(what) if isinstance(what, Live) else None)
    polls, poll = 0, feed._next_wish

    def counted(seconds: float) -> object:
        nonlocal polls
        polls += 1
        return poll(seconds)

    feed._next_wish = counted  # type: ignore[method-assign,assignment]
    feed.start()

    def wait_for(holds: Callable[[], bool]) -> None:
        end = time.monotonic() + 8
        while not holds():
            assert time.monotonic() < end
            time.sleep(0.005)

    wait_for(lambda: len(delivered) == 1)
    store.save(visit("later", answered("satisfaction", 1), at=NOON + 600_000))
    wait_for(lambda: len(delivered) == 2)
    so_far = polls
    wait_for(lambda: polls > so_far + 6)  # and nothing is written
    feed.stop()
    feed.join(5)
    assert not feed.is_alive()
    assert len(delivered) == 2
    assert [live.summary.cards[0].score.n for live in delivered if live.summary] == [3, 4]
    facts = delivered[-1].facts
    assert isinstance(facts, ShopFacts)
    assert facts.backup_ms is None
    assert (facts.file_bytes or 0) > 4096


def test_who_leafs_back_quickly_waits_for_the_last_period_only(home: Home, store: Store) -> None:
    store.save(*three_fives())
    delivered: list[Live] = []
    feed = Feed(home, Wall(), 4, lambda what: delivered.append(what) if isinstance(what, Live) else None)
    for back in range(50):
        feed.look(View(Span.YEAR, back))
    feed.start()
    end = time.monotonic() + 8
    while not delivered or delivered[-1].view.back != 49:
        assert time.monotonic() < end
        time.sleep(0.005)
    feed.stop()
    feed.join(5)
    assert len(delivered) <= 2


def test_a_fault_that_nobody_foresaw_is_told_and_logged_and_the_feed_goes_on(
    home: Home, store: Store
) -> None:
    store.save(*three_fives())
    delivered: list[Live] = []
    noted: list[Exception] = []

    def deliver(what: object) -> None:
        assert isinstance(what, Live)
        delivered.append(what)
        if len(delivered) == 1:
            raise OSError("the disk went away")

    feed = Feed(home, Wall(), 4, deliver, note=noted.append)
    feed.start()
    end = time.monotonic() + 8
    while len(delivered) < 2:
        assert feed.is_alive()
        assert time.monotonic() < end
        time.sleep(0.005)
    feed.look(View())  # tries again at once
    while len(delivered) < 3:
        assert time.monotonic() < end
        time.sleep(0.005)
    feed.stop()
    feed.join(5)
    assert [live.trouble for live in delivered[1:]] == [
        f"The scores cannot be read at the moment; {home.log} tells why.",
        "",
    ]
    assert [str(error) for error in noted] == ["the disk went away"]


def test_a_backup_may_be_rotated_away_while_it_is_looked_at(
    home: Home, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.backups.mkdir()
    for day in (1, 2):
        (home.backups / f"kiosk-2026-01-0{day}T000000.db").touch()

    backups = backup.backups

    def listed_and_then_rotated(folder: Path) -> list[Path]:
        found = backups(folder)
        found[0].unlink()
        return found

    monkeypatch.setattr(backup, "backups", listed_and_then_rotated)
    assert gather(home).backup_ms
