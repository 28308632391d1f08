"""Nothing of the last person remains: not on the screen, in no object of the program, not in the terminal."""

import asyncio
import gc
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from customer.at_work import at_work
from customer.surveys import WORDS_AFTER

from kiosk.home import Home, make_home
from kiosk.pins.file import write_pin
from screens.widgets.guard import SOON as GUARDED

SOON = GUARDED + 0.15
"""Seconds: what comes sooner is taken to be meant for the screen before."""
TYPED = (("Z", "orbla", "x 77"), ("ח", "תולמ", "ע 77"))
"""In pieces, so that nothing but a visit puts them together; the second is turned around on its way."""


def held(word: str) -> Iterator[str]:
    """Where the running program still holds `word` in a text, or in bytes."""
    gc.collect()
    ours = {id(word)}
    seen: set[int] = set()
    waiting: list[object] = [each for each in gc.get_objects() if not isinstance(each, FrameType)]
    while waiting:
        each = waiting.pop()
        if id(each) in seen or each is waiting or each is seen:
            continue
        seen.add(id(each))
        for inner in gc.get_referents(each):
            if isinstance(inner, str):
                if id(inner) not in ours and word in inner:
                    yield f"{type(each)}: {inner.replace(word, '…')!r}"
            elif isinstance(inner, bytes | bytearray):
                if word.encode() in inner:
                    yield f"{type(each)}: in {len(inner)} bytes"
            elif id(inner) not in seen and not isinstance(inner, FrameType):
                waiting.append(inner)


@pytest.mark.parametrize(("pieces", "sends"), [(TYPED[0], True), (TYPED[1], False)], ids=["sent", "left"])
async def test_no_object_of_the_program_holds_what_was_typed(tmp_path, pieces, sends):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await kiosk.press("2")
        await kiosk.asked("why")
        for piece in pieces:
            for character in piece:
                await kiosk.press({" ": "space"}.get(character, character))
        assert len(kiosk.app.screen.field.text) == sum(map(len, pieces))
        if sends:
            await kiosk.press("enter")
            await kiosk.shown("ThanksScreen")
            await kiosk.after(6)
        else:
            await kiosk.after(40)
        await kiosk.until(lambda: kiosk.question == "satisfaction")
        await asyncio.sleep(0)
        await kiosk.after(2)
        assert [*held("".join(pieces))] == []
        assert [*held("".join(reversed("".join(pieces[:2]))))] == []


def ready(folder: Path) -> list[str]:
    """The program and arguments of a kiosk that asks for a comment; its home is in `folder`."""
    home = Home(folder / "home")
    make_home(home)
    write_pin(home.pin_file, "748291")
    (home.surveys / "counter.toml").write_text(WORDS_AFTER.source, encoding="utf-8")
    return [sys.executable, "-m", "kiosk", "--home", str(home.path), "run", "--language", "en"]


class Tmux:
    """A real terminal with a scrollback, on a server of its own."""

    def __init__(self, folder: Path, *, alternate: bool) -> None:
        """`alternate`: it has a screen without scrollback for programs like this one. The Linux console has
        none."""
        settings = folder / "tmux.conf"
        settings.write_text(
            f"set -g history-limit 5000\nset -g alternate-screen {'on' if alternate else 'off'}\n"
        )
        self._tmux = ["tmux", "-S", str(folder / "tmux.sock"), "-f", str(settings)]

    def run(self, command: list[str]) -> None:
        """Begins `command`; what it leaves behind stays to be seen."""
        behind = f"{shlex.join(command)}; echo ENDED; exec sleep 600"
        self._do("new-session", "-d", "-x", "80", "-y", "24", "env", "-u", "NO_COLOR", "sh", "-c", behind)

    def type(self, text: str) -> None:
        """Types it."""
        self._do("send-keys", "-l", text)

    def press(self, key: str) -> None:
        """Presses a key, by tmux's name of it."""
        self._do("send-keys", key)

    def resize(self, columns: int, rows: int) -> None:
        """The window gets another size."""
        self._do("resize-window", "-x", str(columns), "-y", str(rows))

    @property
    def text(self) -> str:
        """What is shown."""
        return self._do("capture-pane", "-p")

    @property
    def kept(self) -> str:
        """The same with all that can be scrolled back to, the other screen, and the clipboard."""
        shown = self._do("capture-pane", "-p", "-J", "-S", "-")
        return shown + self._do("capture-pane", "-p", "-q", "-a", "-S", "-") + self._do("list-buffers")

    def until(self, shown: str) -> None:
        """Waits for a text."""
        deadline = time.monotonic() + 20
        while shown not in self.text:
            assert time.monotonic() < deadline, f"waited for {shown!r} in vain; shown is:\n{self.text}"
            time.sleep(0.05)

    def end(self, name: str = "TERM") -> None:
        """Sends the program a signal, and waits until it has gone."""
        shell = self._do("display-message", "-p", "#{pane_pid}").strip()
        (program,) = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
        os.kill(int(program), signal.Signals[f"SIG{name}"])
        self.until("ENDED")

    def close(self) -> None:
        """Ends the server."""
        subprocess.run([*self._tmux, "kill-server"], capture_output=True)

    def _do(self, *command: str) -> str:
        return subprocess.run([*self._tmux, *command], capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux here")
@pytest.mark.parametrize("alternate", [False, pytest.param(True, marks=pytest.mark.long)])
def test_nothing_that_was_typed_is_on_or_behind_the_screen_or_in_the_scrollback(
    tmp_path: Path, alternate: bool
):
    word = "".join(TYPED[0])
    terminal = Tmux(tmp_path, alternate=alternate)
    try:
        terminal.run(ready(tmp_path))
        terminal.until("Touch a face")
        time.sleep(SOON)
        terminal.type("2")
        terminal.until("add something")
        time.sleep(SOON)
        terminal.type(word)
        terminal.until(word)
        if alternate:  # without it, the terminal itself scrolls what no longer fits out of sight
            terminal.resize(60, 20)
        terminal.until("10 / 280")
        terminal.press("Enter")
        terminal.until("Thank you")
        time.sleep(SOON)
        terminal.press("Enter")
        terminal.until("Touch a face")
        assert word not in terminal.kept
        time.sleep(SOON)
        terminal.type("4")  # and somebody in the middle of a word when the machine is switched off
        terminal.until("add something")
        time.sleep(SOON)
        terminal.type(word)
        terminal.until(word)
        terminal.end()
        assert word not in terminal.kept
    finally:
        terminal.close()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")
def test_nothing_that_was_typed_is_written_to_the_screen_that_has_a_scrollback(tmp_path: Path):
    from hostile.pseudo_terminal import Terminal

    word = "".join(TYPED[0])
    program, *arguments = ready(tmp_path)
    with Terminal(arguments, program=program) as terminal:
        terminal.until("Touch a face")
        terminal.idle(SOON)
        terminal.type("2")
        terminal.until("add something")
        terminal.idle(SOON)
        terminal.type(word)
        terminal.until(word)
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 143
        assert word not in terminal.left_behind
        assert word not in terminal.text  # a terminal that has no other screen
    alternate = terminal.output.split(b"\x1b[?1049h", 1)
    assert word.encode() not in alternate[0]  # only ever drawn on the screen that has no scrollback
