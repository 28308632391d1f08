"""The small parts around a locked app: its actions, its log, its environment, signals between two apps."""

import os
import signal
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input, Static
from textual.worker import WorkerFailed

from kiosk.terminal import environment, fault_log
from kiosk.terminal.hold import Hold
from kiosk.terminal.locked import FAULT, LockedApp
from kiosk.terminal.runner import FIRST_PAUSE, LONGEST_PAUSE, run_locked
from kiosk.terminal.signals import Signals

NOW = datetime(2026, 3, 14, 15, 9, 26)


class Field(LockedApp):
    """One field."""

    def compose(self) -> ComposeResult:
        yield Static("How was it?")
        yield Input()

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    async def keep_visit(self) -> None:
        self.kept = True


@pytest.mark.parametrize(
    "action", sorted(name.removeprefix("action_") for name in dir(App) if name.startswith("action_"))
)
async def test_no_action_of_textuals_own_can_be_caused(action: str) -> None:
    app = Field()
    async with app.run_test():
        allowed = app.check_action(action, ())
        assert allowed is (
            action in {"bell", "focus", "focus_next", "focus_previous", "quit", "suspend_process"}
        )
        if action in {"quit", "suspend_process"}:  # allowed, because they do nothing
            await app.run_action(action)
            assert app.is_running


async def test_no_key_leaves_a_locked_app_and_ctrl_c_leaves_another() -> None:
    async with (app := Field()).run_test() as pilot:
        await pilot.press("ctrl+c", "ctrl+q", "ctrl+p", "ctrl+z", "f1", "ctrl+backslash", "escape")
        assert app.is_running
        assert len(app.screen_stack) == 1
    async with (app := Field(locked=False)).run_test() as pilot:
        await pilot.press("ctrl+c")
    assert app.return_code == 128 + signal.SIGINT
    assert app.kept


async def test_what_is_cut_or_copied_is_gone() -> None:
    async with (app := Field()).run_test() as pilot:
        await pilot.press(*"secret", "home", "shift+end", "ctrl+c", "ctrl+x", "ctrl+v")
        assert app.query_one(Input).value == ""
        assert app.clipboard == ""


async def test_a_notice_is_text_and_no_markup() -> None:
    async with (app := Field()).run_test(notifications=True) as pilot:
        app.notify("[@click=app.quit()]x[/b]")
        await pilot.pause()
        assert [n.markup for n in app._notifications] == [False]


async def test_leaving_happens_once_and_says_the_first_sentence() -> None:
    async with (app := Field()).run_test() as pilot:
        app.leave(3, "The store is gone.")
        app.leave(0, "Goodbye.")
        await pilot.pause()
    assert (app.return_code, app.farewell) == (3, "The store is gone.")


async def test_a_visit_that_cannot_be_kept_does_not_hold_the_end_up() -> None:
    class Broken(Field):
        async def keep_visit(self) -> None:
            raise OSError("disk full")

    noted: list[BaseException] = []
    app = Broken()
    app.log_fault = noted.append
    async with app.run_test() as pilot:
        app.leave(143)
        await pilot.pause()
    assert app.return_code == 143
    assert [str(fault) for fault in noted] == ["disk full"]


async def test_a_fault_ends_the_app_without_a_word_on_the_screen() -> None:
    class Faulty(Field):
        def on_input_changed(self) -> None:
            raise ValueError("broken")

    app = Faulty()
    with pytest.raises(ValueError, match="broken"):
        await _press_x(app)
    assert isinstance(app.fault, ValueError)
    assert app.return_code == FAULT
    assert app._exit_renderables == []


async def _press_x(app: LockedApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()


async def test_the_fault_of_a_worker_is_the_fault_itself() -> None:
    class Working(Field):
        def on_input_changed(self) -> None:
            self.run_worker(self.work())

        async def work(self) -> None:
            raise ValueError("broken")

    app = Working()
    with pytest.raises(WorkerFailed, match="broken"):
        await _press_x(app)
    assert isinstance(app.fault, ValueError)


def test_an_app_that_does_not_run_cannot_be_ended_by_a_signal() -> None:
    assert not Field().leave_soon(143)


class Scripted(LockedApp):
    """Ends at once, as it is told."""

    def __init__(self, fault: Exception | None, *, locked: bool = True) -> None:
        super().__init__(locked=locked)
        self._planned = fault

    def run(self, **_: Any) -> int | None:
        self.fault = self._planned
        return None


def _run_scripted(apps: list[Scripted], tmp_path: Path, slept: list[float], clock: list[float]) -> LockedApp:
    remaining = iter(apps)
    return run_locked(
        lambda: next(remaining),
        signals=Signals(),
        hold=Hold(signals=True),
        log=tmp_path / "kiosk.log",
        one_moment="",
        sleep=slept.append,
        clock=iter(clock).__next__,
    )


@pytest.fixture(autouse=True)
def _nothing_to_cover(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hold, "cover", lambda self, text: None)


def test_one_fault_after_another_is_met_with_longer_and_longer_pauses(tmp_path: Path) -> None:
    slept: list[float] = []
    last = Scripted(None)
    faulty = [Scripted(ValueError(str(n))) for n in range(9)]
    assert _run_scripted([*faulty, last], tmp_path, slept, [0.0] * 20) is last
    assert slept == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    assert slept[0] == FIRST_PAUSE
    assert slept[-1] == LONGEST_PAUSE
    assert (tmp_path / "kiosk.log").read_text().count("ValueError") == 9


def test_a_fault_after_a_sound_while_is_a_first_one_again(tmp_path: Path) -> None:
    slept: list[float] = []
    faulty = [Scripted(ValueError()) for _ in range(3)]
    _run_scripted([*faulty, Scripted(None)], tmp_path, slept, [0, 1, 1, 2, 2, 100, 100, 200])
    assert slept == [0.5, 1, 0.5]


def test_an_app_that_is_not_locked_ends_and_says_where_its_fault_is_written_down(tmp_path: Path) -> None:
    app = _run_scripted([Scripted(ValueError("broken"), locked=False)], tmp_path, [], [0, 1])
    assert app.farewell == f"The kiosk met a fault and ended; {tmp_path / 'kiosk.log'} says more."


def test_a_signal_during_a_fault_is_not_forgotten(tmp_path: Path) -> None:
    signals = Signals()
    signals.code = 143
    with pytest.raises(SystemExit) as caught:
        run_locked(
            lambda: Scripted(ValueError()),
            signals=signals,
            hold=Hold(signals=True),
            log=tmp_path / "kiosk.log",
            one_moment="",
        )
    assert caught.value.code == 143


def test_a_signal_goes_to_its_receiver_and_else_ends_the_process() -> None:
    received: list[int] = []
    before = signal.getsignal(signal.SIGTERM)
    with Signals() as signals:
        signals.receiver = lambda code: received.append(code) is None
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGTSTP)
        assert received == [143]
        signals.receiver = None
        with pytest.raises(SystemExit) as caught:
            os.kill(os.getpid(), signal.SIGHUP)
        assert caught.value.code == 129
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_log_is_private_and_kept_in_two_files_of_bearable_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fault_log, "LARGEST", 1000)
    log = tmp_path / "kiosk.log"
    for number in range(100):
        fault_log.write(log, ValueError(f"fault {number}"), NOW)
    assert sorted(os.listdir(tmp_path)) == ["kiosk.log", "kiosk.log.1"]
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 2200
    assert "fault 99" in log.read_text()
    assert log.read_text().startswith("2026-03-14T15:09:26 ")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_log_that_cannot_be_written_is_let_go(tmp_path: Path) -> None:
    fault_log.write(tmp_path / "missing" / "kiosk.log", ValueError(), NOW)


def test_of_the_environment_only_a_wish_for_calm_is_kept() -> None:
    environ = {
        "TEXTUAL": "devtools",
        "TEXTUAL_PRESS": "q",
        "TEXTUAL_DRIVER": "x:Y",
        "TEXTUAL_FPS": "1",
        "COLUMNS": "20",
        "LINES": "5",
    }
    environ |= {"TEXTUAL_ANIMATIONS": "none", "NO_COLOR": "1", "TERM": "linux"}
    environment.prepare(environ)
    assert environ.pop("TEXTUAL_FPS") == "250"
    assert environ == {"TEXTUAL_ANIMATIONS": "none", "NO_COLOR": "1", "TERM": "linux"}


def test_in_a_browser_the_driver_is_kept_too() -> None:
    environ = {"TEXTUAL_DRIVER": "x:Y", "TEXTUAL_LOG": "/etc/passwd"}
    environment.prepare(environ, served=True)
    assert "TEXTUAL_LOG" not in environ
    assert environ["TEXTUAL_DRIVER"] == "x:Y"
